package io.tenantry.licensing;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.internal.LedgerRows;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import org.springframework.stereotype.Component;

/** What was bought, what of it is assigned, and what of that is used, by product and organization. */
@Component
public class Ledger {
    /** What it can be filtered and sorted by. */
    public static final Catalogue FIELDS = LedgerRows.FIELDS;

    private final Database database;
    private final Access access;

    Ledger(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /**
     * The ledger of one organization.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code license.readbasic}
     */
    public Page<LedgerLine> of(Caller caller, OrganizationId organization, ListQuery query) {
        Reach reach = access.require(caller, Permission.LICENSE_READ_BASIC, organization);
        return LedgerRows.list(database, reach, organization.value(), query);
    }

    /** The ledger of every organization that {@code license.readbasic} reaches. */
    public Page<LedgerLine> everywhere(Caller caller, ListQuery query) {
        Reach reach = access.require(caller, Permission.LICENSE_READ_BASIC);
        return LedgerRows.list(database, reach, null, query);
    }
}
