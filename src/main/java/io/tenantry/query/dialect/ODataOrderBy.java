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
        Tokens tokens = ODataScanner.scan(OPTION, text);
        List<Order> order = new ArrayList<>();
        do {
            Field field =
                    catalogue.sortable(tokens.expect(Kind.WORD, "a property").text());
            boolean descending = tokens.takeWord("desc");
            if (!descending) {
                tokens.takeWord("asc");
            }
            order.add(descending ? Order.descending(field) : Order.ascending(field));
            Refusal.unless(
                    order.size() <= FIELDS_MAX,
                    Refusal.Reason.MALFORMED,
                    OPTION + " has more than " + FIELDS_MAX + " properties",
                    OPTION);
        } while (tokens.take(Kind.COMMA));
        tokens.expect(Kind.END, "',', 'asc', 'desc' or the end");
        return List.copyOf(order);
    }
}
