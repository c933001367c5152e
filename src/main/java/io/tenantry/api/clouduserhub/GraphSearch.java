package io.tenantry.api.clouduserhub;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.ListQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code $search} as Graph's clients write it: {@code "displayName:ada" AND "mail:ada"}. A text without a property is
 * looked for wherever a person can be found by.
 */
final class GraphSearch {
    private static final String OPTION = "$search";
    private static final int LENGTH_MAX = 500;
    private static final int CLAUSES_MAX = 6;

    private final Catalogue catalogue;
    private final List<String> texts = new ArrayList<>();
    private final List<List<Condition>> alternatives = new ArrayList<>(List.of(new ArrayList<>()));

    private GraphSearch(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The query with its search taken apart. */
    static ListQuery in(ListQuery query, Catalogue catalogue) {
        String written = query.search();
        if (written == null) {
            return query;
        }
        refuseUnless(written.length() <= LENGTH_MAX, "is too long");
        GraphSearch search = new GraphSearch(catalogue);
        search.read(written.strip());
        List<Condition> any = search.alternatives.stream().map(Condition::and).toList();
        String text = search.texts.isEmpty() ? null : String.join(" ", search.texts);
        return new ListQuery(
                Condition.and(query.filter(), Condition.or(any)),
                text,
                query.order(),
                query.limit(),
                query.skip(),
                query.after(),
                query.count());
    }

    /** For things whose search text is their name alone. */
    static ListQuery byName(ListQuery query, Catalogue catalogue) {
        ListQuery found = in(query, catalogue);
        String text = found.search();
        if (text == null) {
            return found;
        }
        Condition name = new Compare(catalogue.filterable("displayName"), Operator.CONTAINS, text);
        return new ListQuery(
                Condition.and(found.filter(), name),
                null,
                found.order(),
                found.limit(),
                found.skip(),
                found.after(),
                found.count());
    }

    private void read(String written) {
        String rest = written;
        int clauses = 0;
        while (!rest.isEmpty()) {
            refuseUnless(++clauses <= CLAUSES_MAX, "has too many parts");
            int end = rest.startsWith("\"") ? rest.indexOf('"', 1) + 1 : wordEnd(rest);
            refuseUnless(end > 0, "has a text without its closing quote");
            clause(rest.substring(0, end).replace("\"", "").strip());
            rest = connected(rest.substring(end).strip());
        }
        refuseUnless(
                texts.isEmpty() || alternatives.size() == 1,
                "combines OR with texts that name no property, which is not served");
    }

    private static int wordEnd(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text.length() : space;
    }

    private void clause(String clause) {
        refuseUnless(!clause.isEmpty(), "has an empty text");
        int colon = clause.indexOf(':');
        if (colon < 0) {
            texts.add(clause);
            return;
        }
        String text = clause.substring(colon + 1).strip();
        refuseUnless(!text.isEmpty(), "has an empty text");
        alternatives
                .getLast()
                .add(new Compare(catalogue.filterable(clause.substring(0, colon).strip()), Operator.CONTAINS, text));
    }

    /** What follows AND or OR; texts that stand side by side all have to be found. */
    private String connected(String rest) {
        if (rest.startsWith("AND ")) {
            return rest.substring(4).strip();
        }
        if (rest.startsWith("OR ")) {
            alternatives.add(new ArrayList<>());
            return rest.substring(3).strip();
        }
        return rest;
    }

    private static void refuseUnless(boolean condition, String problem) {
        Refusal.unless(condition, Refusal.Reason.MALFORMED, OPTION + " " + problem, OPTION);
    }
}
