package io.tenantry.api.own;

import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What callers may ask of a list, and how its items look.
 *
 * @param order how it is sorted when the caller does not say
 * @param others parameters of the list's own, besides those that every list has
 */
record Listed<T>(Catalogue catalogue, List<Order> order, Set<String> others, Function<T, ?> shown) {
    Listed<T> showing(Function<T, ?> otherwise) {
        return new Listed<>(catalogue, order, others, otherwise);
    }
}
