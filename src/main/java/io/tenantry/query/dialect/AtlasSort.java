package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.Order;
import java.util.ArrayList;
import java.util.List;

/** Reads an order of Snow Atlas' dialect, such as {@code country:asc,displayName:desc}. */
final class AtlasSort {
    private static final String OPTION = "sort";
    private static final String ADDRESS_PREFIX = "?sort=";
    private static final int FIELDS_MAX = 8;

    private AtlasSort() {}

    /** The order as written; {@link Catalogue#total} completes it. */
    static List<Order> parse(String text, Catalogue catalogue) {
        new FilterLimits(OPTION).length(text);
        boolean prefixed = text.regionMatches(true, 0, ADDRESS_PREFIX, 0, ADDRESS_PREFIX.length());
        String[] steps = (prefixed ? text.substring(ADDRESS_PREFIX.length()) : text).split(",", -1);
        Refusal.unless(
                steps.length <= FIELDS_MAX,
                Refusal.Reason.MALFORMED,
                "The sort has more than " + FIELDS_MAX + " properties",
                OPTION);
        List<Order> order = new ArrayList<>();
        for (String step : steps) {
            order.add(step(step.strip(), catalogue));
        }
        return List.copyOf(order);
    }

    private static Order step(String text, Catalogue catalogue) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String direction = colon < 0 ? "asc" : text.substring(colon + 1);
        boolean descending = direction.equalsIgnoreCase("desc");
        Refusal.unless(
                !name.isBlank() && (descending || direction.equalsIgnoreCase("asc")),
                Refusal.Reason.MALFORMED,
                "The sort has '" + Shortened.of(text)
                        + "' where a property and asc or desc are needed, such as country:asc",
                OPTION);
        Field field = catalogue.sortable(name.strip());
        return descending ? Order.descending(field) : Order.ascending(field);
    }
}
