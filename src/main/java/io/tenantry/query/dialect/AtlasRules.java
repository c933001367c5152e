package io.tenantry.query.dialect;

import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import io.tenantry.query.Several;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one list of Snow Atlas' dialect allows.
 *
 * @param lists properties with several values, which can be filtered by one of them
 * @param order the order of rows when the caller names none
 * @param others further parameters that the endpoint reads itself
 */
public record AtlasRules(Catalogue catalogue, List<Several> lists, List<Order> order, Set<String> others) {
    public AtlasRules {
        lists = List.copyOf(lists);
        order = List.copyOf(order);
        others = Set.copyOf(others);
    }

    public static AtlasRules of(Catalogue catalogue, Order... order) {
        return new AtlasRules(catalogue, List.of(), List.of(order), Set.of());
    }

    public AtlasRules withLists(Several... properties) {
        return new AtlasRules(catalogue, List.of(properties), order, others);
    }

    public AtlasRules withOthers(String... parameters) {
        return new AtlasRules(catalogue, lists, order, Set.of(parameters));
    }

    /** The property of this name if it has several values, or null. */
    @Nullable
    Several list(String name) {
        return lists.stream()
                .filter(list -> list.element().name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }
}
