package io.tenantry.api.clouduserhub;

import io.tenantry.directory.Property;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.ODataRules;
import io.tenantry.query.dialect.ODataRules.Top;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list of the dialect: what its rows look like and what callers may ask of it.
 *
 * @param name what {@code @odata.context} calls it
 * @param type {@code @odata.type} of its rows, where things of several types can stand together
 * @param usually what is shown when the caller selects nothing, or null for what the shape says
 * @param counted whether the count is told even when nobody asked
 * @param past whether it can be asked how it was
 */
record HubList<T, P extends Property>(
        String name,
        Shape<T, P> shape,
        @Nullable Function<T, String> type,
        @Nullable String usually,
        ODataRules rules,
        boolean counted,
        boolean past) {
    private static final String SELECT = "$select";

    /** A list of the hub's own directory. */
    static <T, P extends Property> HubList<T, P> directory(String name, Shape<T, P> shape, @Nullable String sortedBy) {
        Catalogue catalogue = Shapes.hubCatalogue(shape);
        return new HubList<>(name, shape, null, null, rules(catalogue, sortedBy), true, true);
    }

    /**
     * A list that mirrors one of Microsoft Graph.
     *
     * @param id what tells its rows apart
     */
    static <T, P extends Property> HubList<T, P> graph(
            String name, Shape<T, P> shape, P id, @Nullable String sortedBy) {
        ODataRules rules = rules(Shapes.graphCatalogue(shape, id), sortedBy).withTop(Top.PAGE_SIZE);
        return new HubList<>(name, shape, null, null, rules, false, true);
    }

    HubList<T, P> usually(String names) {
        return new HubList<>(name, shape, type, names, rules, counted, past);
    }

    HubList<T, P> shaped(Shape<T, P> other) {
        return new HubList<>(name, other, type, usually, rules, counted, past);
    }

    HubList<T, P> typed(Function<T, String> graphType) {
        return new HubList<>(name, shape, graphType, usually, rules, counted, past);
    }

    private static ODataRules rules(Catalogue catalogue, @Nullable String sortedBy) {
        ODataRules rules = sortedBy == null
                ? ODataRules.of(catalogue)
                : ODataRules.of(catalogue, Order.ascending(catalogue.sortable(sortedBy)));
        return rules.withOthers(SELECT);
    }

    @Nullable
    String typeOf(T item) {
        return type == null ? null : type.apply(item);
    }
}
