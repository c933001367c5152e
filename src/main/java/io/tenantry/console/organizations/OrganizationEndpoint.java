package io.tenantry.console.organizations;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.internal.FigureRows;
import io.tenantry.kernel.Page;
import io.tenantry.licensing.Ledger;
import io.tenantry.licensing.LedgerLine;
import io.tenantry.organizations.Organizations;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One organization at a glance. */
@Controller("consoleOrganizationEndpoint")
class OrganizationEndpoint {
    private static final int LICENSES_SHOWN = 50;

    private final Organizations organizations;
    private final Ledger ledger;
    private final FigureRows figures;

    OrganizationEndpoint(Organizations organizations, Ledger ledger, FigureRows figures) {
        this.organizations = organizations;
        this.ledger = ledger;
        this.figures = figures;
    }

    @GetMapping("/console/organizations/{organizationId}")
    @Requires(Permission.ORGANIZATION_READ)
    String page(Visit visit, @PathVariable String organizationId) {
        Caller caller = visit.caller();
        OrganizationId id = Given.organization(organizationId);
        Organization organization = organizations.get(caller, id);
        OrganizationId parent = organization.parent();
        visit.with("organization", organization)
                .with(
                        "parentName",
                        parent == null
                                ? null
                                : organizations.names(caller, Set.of(parent)).get(parent))
                .with("people", figures.people(caller, id))
                .with("maySeePeople", caller.reach(Permission.USER_READ_BASIC).covers(id))
                .with("maySeeGroups", caller.reach(Permission.GROUP_READ_BASIC).covers(id))
                .with("maySeeAudit", caller.reach(Permission.AUDIT_READ).covers(id))
                .with("ledger", licenses(caller, id));
        return "console/organizations/organization";
    }

    private @Nullable Page<LedgerLine> licenses(Caller caller, OrganizationId id) {
        if (!caller.reach(Permission.LICENSE_READ_BASIC).covers(id)) {
            return null;
        }
        List<Order> order = Ledger.FIELDS.total(List.of(Order.ascending(Ledger.FIELDS.sortable("displayName"))));
        return ledger.of(caller, id, ListQuery.first(LICENSES_SHOWN, Condition.ALL, order));
    }
}
