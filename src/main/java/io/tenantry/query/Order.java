package io.tenantry.query;

/**
 * One step of a sort order. Where rows without a value come is part of it, because the protocols differ: OData puts
 * them first when ascending (and so do {@link #ascending} and {@link #descending}), SCIM puts them last.
 */
public record Order(Field field, boolean descending, boolean nullsFirst) {
    public static Order ascending(Field field) {
        return new Order(field, false, true);
    }

    public static Order descending(Field field) {
        return new Order(field, true, false);
    }
}
