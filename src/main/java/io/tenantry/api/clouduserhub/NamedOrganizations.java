package io.tenantry.api.clouduserhub;

import io.tenantry.query.Condition;
import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A filter of the form {@code organizationId in ('…') and …}, taken apart, so that the organizations it names are asked about
 * one by one instead of silently giving no rows.
 *
 * @param organizations those named, or null when the filter does not bind the list to any
 * @param query the query with what else the filter says
 */
record NamedOrganizations(@Nullable Set<OrganizationId> organizations, ListQuery query) {
    private static final String COLUMN = "organization_id";

    static NamedOrganizations in(ListQuery query) {
        List<Condition> parts = query.filter() instanceof And(List<Condition> all) ? all : List.of(query.filter());
        Set<OrganizationId> named = null;
        List<Condition> others = new ArrayList<>();
        for (Condition part : parts) {
            Set<OrganizationId> here = organizations(part);
            if (here == null) {
                others.add(part);
            } else if (named == null) {
                named = here;
            } else {
                named.retainAll(here);
            }
        }
        return new NamedOrganizations(named, query.with(Condition.and(others)));
    }

    private static @Nullable Set<OrganizationId> organizations(Condition condition) {
        List<Object> values = switch (condition) {
            case In(Field field, List<Object> all) when field.column().equals(COLUMN) -> all;
            case Compare(Field field, Operator operator, Object value)
            when field.column().equals(COLUMN) && operator == Operator.EQUALS -> List.of(value);
            default -> null;
        };
        if (values == null) {
            return null;
        }
        Set<OrganizationId> organizations = new LinkedHashSet<>();
        values.forEach(value -> organizations.add(new OrganizationId((UUID) value)));
        return organizations;
    }
}
