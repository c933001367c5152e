package io.tenantry.customers;

import io.tenantry.access.Access;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.customers.LoggedOperation.Wanted;
import io.tenantry.customers.internal.LogRows;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The audit trails of an operator and of all below him together, the newest first. */
@Component
public class OperatorLog {
    /** The one order there is. */
    public static final List<Order> NEWEST_FIRST = LogRows.NEWEST_FIRST;

    private final Database database;
    private final Access access;
    private final Resellers resellers;

    OperatorLog(Database database, Access access, Resellers resellers) {
        this.database = database;
        this.access = access;
        this.resellers = resellers;
    }

    /**
     * One page.
     *
     * @param reseller whose part is wanted, with his customers, or null for all that the portal shows
     * @throws Refusal (NOT_PERMITTED) without {@code audit.read}, (NOT_FOUND) when the operator has no such reseller
     */
    public Page<LoggedOperation> list(
            Portal portal, @Nullable OrganizationId reseller, Wanted wanted, ListQuery query) {
        Reach reach = access.require(portal.caller(), Permission.AUDIT_READ);
        if (reseller != null) {
            access.require(portal.caller(), Permission.AUDIT_READ, reseller);
            resellers.requireBelow(portal, reseller);
        }
        OrganizationId top = portal.sellingThrough(reseller);
        return LogRows.list(database, reach, top == null ? portal.operator() : top, wanted, query);
    }
}
