package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code $orderby}, such as {@code department,displayName desc}. */
public final class ODataOrderBy {
    private static final String OPTION = "$orderby";
    private static final int FIELDS_MAX = 8;

    private ODataOrderBy() {}

    /** The order as written; {@link Catalogue#total} completes it. */
    public static List<Order> parse(String text, Catalogue catalogue) {
        new FilterLimits(OPTION).length(text);
        List<Token> tokens = ODataScanner.scan(OPTION, text);
        List<Order> order = new ArrayList<>();
        int next = 0;
        do {
            Field field = catalogue.sortable(
                    expect(Kind.WORD, "a property", tokens.get(next++)).text());
            boolean descending = tokens.get(next).isWord("desc");
            next += descending || tokens.get(next).isWord("asc") ? 1 : 0;
            order.add(descending ? Order.descending(field) : Order.ascending(field));
            Refusal.unless(
                    order.size() <= FIELDS_MAX,
                    Refusal.Reason.MALFORMED,
                    OPTION + " has more than " + FIELDS_MAX + " properties",
                    OPTION);
        } while (tokens.get(next++).kind() == Kind.COMMA);
        expect(Kind.END, "',', 'asc', 'desc' or the end", tokens.get(next - 1));
        return List.copyOf(order);
    }

    private static Token expect(Kind kind, String wanted, Token found) {
        Refusal.unless(
                found.kind() == kind,
                Refusal.Reason.MALFORMED,
                "%s needs %s at position %d, but has %s"
                        .formatted(OPTION, wanted, found.position(), found.shown(ODataScanner.QUOTE)),
                OPTION);
        return found;
    }
}
