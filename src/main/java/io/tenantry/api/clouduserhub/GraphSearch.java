package io.tenantry.api.clouduserhub;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.ListQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code $search} as Graph's clients write it: {@code "displayName:ada" AND ("mail:ada" OR "mail:countess")}. A text without a
 * property is looked for wherever a person can be found by.
 */
final class GraphSearch {
    private static final String OPTION = "$search";
    private static final int LENGTH_MAX = 500;
    private static final int CLAUSES_MAX = 6;

    private final Catalogue catalogue;
    private final List<String> texts = new ArrayList<>();
    private final GraphSearchWords words;
    private int clauses;
    private boolean chooses;

    private GraphSearch(Catalogue catalogue, String written) {
        this.catalogue = catalogue;
        this.words = new GraphSearchWords(written);
    }

    /** The query with its search taken apart. */
    static ListQuery in(ListQuery query, Catalogue catalogue) {
        String written = query.search();
        if (written == null) {
            return query;
        }
        refuseUnless(written.length() <= LENGTH_MAX, "is too long");
        GraphSearch search = new GraphSearch(catalogue, written);
        Condition condition = search.whole();
        String text = search.texts.isEmpty() ? null : String.join(" ", search.texts);
        return new ListQuery(
                Condition.and(query.filter(), condition),
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

    private Condition whole() {
        Condition condition = any(0);
        refuseUnless(words.atEnd(), "has a parenthesis that nothing opens");
        refuseUnless(
                texts.isEmpty() || !chooses,
                "combines OR or NOT with texts that name no property, which is not served");
        return condition;
    }

    private Condition any(int depth) {
        List<Condition> alternatives = new ArrayList<>(List.of(all(depth)));
        while (words.take("OR")) {
            chooses = true;
            alternatives.add(all(depth));
        }
        return Condition.or(alternatives);
    }

    /** Clauses that stand side by side all have to be met, with or without AND between them. */
    private Condition all(int depth) {
        List<Condition> needed = new ArrayList<>(List.of(one(depth)));
        while (words.take("AND") || words.goesOn()) {
            needed.add(one(depth));
        }
        return Condition.and(needed);
    }

    private Condition one(int depth) {
        refuseUnless(depth < CLAUSES_MAX, "is nested too deep");
        if (words.take("NOT")) {
            chooses = true;
            return new Not(one(depth + 1));
        }
        if (words.take("(")) {
            Condition inner = any(depth + 1);
            refuseUnless(words.take(")"), "has a parenthesis that is never closed");
            return inner;
        }
        refuseUnless(++clauses <= CLAUSES_MAX, "has too many parts");
        return clause(words.text());
    }

    /** What names a property is a condition; other texts are looked for wherever a person can be found by. */
    private Condition clause(String clause) {
        refuseUnless(!clause.isEmpty(), "has an empty text");
        int colon = clause.indexOf(':');
        if (colon < 0) {
            texts.add(clause);
            return Condition.ALL;
        }
        String text = clause.substring(colon + 1).strip();
        refuseUnless(!text.isEmpty(), "has an empty text");
        return new Compare(catalogue.filterable(clause.substring(0, colon).strip()), Operator.CONTAINS, text);
    }

    static void refuseUnless(boolean condition, String problem) {
        Refusal.unless(condition, Refusal.Reason.MALFORMED, OPTION + " " + problem, OPTION);
    }
}
