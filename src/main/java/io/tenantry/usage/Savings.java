package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.SavingRows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is paid for and not needed. Everything here is under {@code saas.consolidation.view.r}. */
@Component
public class Savings {
    private final Access access;
    private final SavingRows rows;
    private final SavingSearch search;

    Savings(Access access, SavingRows rows, SavingSearch search) {
        this.access = access;
        this.rows = rows;
        this.search = search;
    }

    /** What lists may be filtered and sorted by. */
    public static Catalogue fields() {
        return SavingRows.FIELDS;
    }

    /** Savings of an organization, or of all that are in reach where that is null. */
    public Page<Saving> list(Caller caller, @Nullable OrganizationId organization, ListQuery query) {
        return rows.list(reach(caller, organization), organization, query);
    }

    /**
     * One saving.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND), also when it is none any more
     */
    public Saving get(Caller caller, OrganizationId organization, UUID id) {
        List<Saving> found = rows.some(reach(caller, organization), organization, List.of(id));
        if (found.isEmpty()) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such saving");
        }
        return found.getFirst();
    }

    /** What each rule found, by currency. */
    public List<SavingTotal> totals(Caller caller, @Nullable OrganizationId organization) {
        return rows.totals(reach(caller, organization), organization);
    }

    /** When they were last looked for, or null when never. */
    public @Nullable Instant searchedAt(Caller caller, OrganizationId organization) {
        return rows.searchedAt(reach(caller, organization), organization);
    }

    /** Looks for them now, rather than when it is time. */
    public void search(Caller caller, OrganizationId organization) {
        Reach reach = access.require(caller, Permission.USAGE_READ, organization);
        // The search itself is the hub's own work, with the hub's reach.
        Refusal.unless(rows.isThere(reach, organization), Refusal.Reason.NOT_FOUND, "There is no such organization");
        search.in(organization);
    }

    private Reach reach(Caller caller, @Nullable OrganizationId organization) {
        return organization == null
                ? access.require(caller, Permission.USAGE_READ)
                : access.require(caller, Permission.USAGE_READ, organization);
    }
}
