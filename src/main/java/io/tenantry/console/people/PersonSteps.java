package io.tenantry.console.people;

import io.tenantry.audit.Version;
import io.tenantry.console.lists.Cell;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a person, step by step: each version told by what is different from the one before. */
final class PersonSteps {
    private static final Set<UserField> UNTOLD = EnumSet.of(UserField.MODIFIED, UserField.CREATED);

    private PersonSteps() {}

    /**
     * A step.
     *
     * @param who who made it, or null when that was not told
     * @param action what he did, as the audit trail calls it
     */
    record Step(
            Instant at, @Nullable String who, @Nullable String action, List<Difference> differences, boolean isFirst) {}

    /** A property and its values before and after. */
    record Difference(String property, String before, String after) {}

    static List<Step> of(List<Version<User>> versions) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            Version<User> version = versions.get(i);
            User before = i + 1 < versions.size() ? versions.get(i + 1).thing() : null;
            Version.Told told = version.told();
            steps.add(new Step(
                    version.from(),
                    told == null ? null : told.actorName(),
                    told == null ? null : told.action(),
                    before == null ? List.of() : differences(before, version.thing()),
                    before == null));
        }
        return steps;
    }

    private static List<Difference> differences(User before, User after) {
        List<Difference> differences = new ArrayList<>();
        for (UserField field : PersonRows.fields()) {
            Object was = before.value(field);
            Object is = after.value(field);
            if (!UNTOLD.contains(field) && !Objects.equals(was, is)) {
                differences.add(new Difference(
                        PersonRows.label(field),
                        Cell.value(was).text(),
                        Cell.value(is).text()));
            }
        }
        return differences;
    }
}
