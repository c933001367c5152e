package io.tenantry.console.changes;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.console.Visit;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.Groups;
import io.tenantry.licensing.Ledger;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a form of changes offers: products that somebody has units of, and groups of the one organization that is meant. */
@Component
class Choices {
    private static final int PRODUCTS_MOST = 1_000;
    private static final int GROUPS_MOST = 500;

    private final Ledger ledger;
    private final Groups groups;

    Choices(Ledger ledger, Groups groups) {
        this.ledger = ledger;
        this.groups = groups;
    }

    /** By id, in the order of their names; none for who may not give licences. */
    Map<UUID, String> products(Visit visit, Set<OrganizationId> organizations) {
        Map<UUID, String> products = new LinkedHashMap<>();
        if (isNowhere(visit, Permission.LICENSE_WRITE) || isNowhere(visit, Permission.LICENSE_READ_BASIC)) {
            return products;
        }
        ListQuery all = ListQuery.first(
                PRODUCTS_MOST,
                Condition.ALL,
                Ledger.FIELDS.total(List.of(Order.ascending(Ledger.FIELDS.sortable("displayName")))));
        (organizations.size() == 1
                        ? ledger.of(visit.caller(), organizations.iterator().next(), all)
                        : ledger.everywhere(visit.caller(), all))
                .items()
                .forEach(line -> products.put(line.skuId(), line.displayName()));
        return products;
    }

    /** By id, in the order of their names; none unless it is clear which organization is meant. */
    Map<UUID, String> groups(Visit visit, Set<OrganizationId> organizations) {
        Map<UUID, String> named = new LinkedHashMap<>();
        if (organizations.size() != 1 || isNowhere(visit, Permission.GROUP_WRITE)) {
            return named;
        }
        OrganizationId organization = organizations.iterator().next();
        Field name = GroupField.DISPLAY_NAME.named("displayName");
        Set<Group.Kind> kinds = groups.readable(visit.caller(), organization);
        ListQuery all = ListQuery.first(
                GROUPS_MOST, Condition.ALL, List.of(Order.ascending(name), Order.ascending(Field.id("id", "id"))));
        groups.list(visit.caller(), Set.of(organization), kinds, all)
                .items()
                .forEach(group -> named.put(group.id().value(), group.displayName()));
        return named;
    }

    private static boolean isNowhere(Visit visit, Permission permission) {
        return visit.caller().reach(permission).equals(Reach.nowhere());
    }
}
