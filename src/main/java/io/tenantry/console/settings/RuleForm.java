package io.tenantry.console.settings;

import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.ChangeRule;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule of approval as it stands in the form.
 *
 * @param name what it is called; without one it is no rule
 * @param kinds the kinds of edits it is for, as they are stored; none for all
 */
record RuleForm(
        @Nullable String name,
        Set<String> kinds,
        @Nullable String moreThan,
        boolean privileged,
        @Nullable String tag,
        @Nullable String cost) {
    /** A form without limits would be a way to make the hub work for nothing. */
    private static final int ROWS_MAX = 51;

    static final RuleForm EMPTY = new RuleForm(null, Set.of(), null, false, null, null);

    static RuleForm of(ChangeRule rule) {
        Long moreThan = rule.moreThan();
        BigDecimal cost = rule.costMoreThan();
        return new RuleForm(
                rule.name(),
                rule.edits().stream().map(EditKind::stored).collect(Collectors.toSet()),
                moreThan == null ? null : moreThan.toString(),
                rule.privileged(),
                rule.tag(),
                cost == null ? null : cost.toPlainString());
    }

    /** All rows of the form that was sent. */
    static List<RuleForm> all(Visit visit) {
        List<RuleForm> rows = new ArrayList<>();
        for (int row = 0; row < ROWS_MAX && visit.request().getParameter("name-" + row) != null; row++) {
            String[] kinds = visit.request().getParameterValues("kind-" + row);
            rows.add(new RuleForm(
                    visit.field("name-" + row),
                    kinds == null ? Set.of() : Set.copyOf(Arrays.asList(kinds)),
                    visit.field("moreThan-" + row),
                    visit.ticked("privileged-" + row),
                    visit.field("tag-" + row),
                    visit.field("cost-" + row)));
        }
        return rows;
    }

    /** The rules that the rows are; those without a name are left out. */
    static List<ChangeRule> rules(List<RuleForm> rows) {
        List<ChangeRule> rules = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            String name = rows.get(row).name();
            if (name != null) {
                rules.add(rows.get(row).rule(name, row));
            }
        }
        return rules;
    }

    private ChangeRule rule(String called, int row) {
        Set<EditKind> edits = Arrays.stream(EditKind.values())
                .filter(kind -> kinds.contains(kind.stored()))
                .collect(Collectors.toSet());
        return new ChangeRule(called, edits, people(row), privileged, tag, money(row));
    }

    private @Nullable Long people(int row) {
        BigDecimal number = number(moreThan, "moreThan-" + row);
        return number == null ? null : number.longValue();
    }

    private @Nullable BigDecimal money(int row) {
        return number(cost, "cost-" + row);
    }

    private static @Nullable BigDecimal number(@Nullable String text, String field) {
        if (text == null) {
            return null;
        }
        Refusal.unless(
                text.matches("[0-9]{1,12}(\\.[0-9]{1,2})?"),
                Refusal.Reason.MALFORMED,
                "'" + text + "' is no number; write it plainly, such as 1000",
                field);
        return new BigDecimal(text);
    }
}
