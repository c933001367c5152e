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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What was bought, what of it is assigned, and what of that is used, by product and organization. */
@Component
public class Ledger {
    /** What it can be filtered and sorted by. */
    public static final Catalogue FIELDS = LedgerRows.FIELDS;

    private final Database database;
    private final Access access;
    private final LicensingSettings settings;
    private final InstantSource clock = InstantSource.system();

    Ledger(Database database, Access access, LicensingSettings settings) {
        this.database = database;
        this.access = access;
        this.settings = settings;
    }

    /** Since when somebody has to have signed in to be taken for one who uses what he holds. */
    private Instant activeSince(ListQuery query) {
        return Objects.requireNonNullElseGet(query.asOf(), clock::instant)
                .minus(Duration.ofDays(settings.activeDays()));
    }

    /**
     * The ledger of one organization. Of the past, when somebody signed in last is known only of those who never did since, so
     * others are taken for active then.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code license.readbasic}
     */
    public Page<LedgerLine> of(Caller caller, OrganizationId organization, ListQuery query) {
        Reach reach = access.require(caller, Permission.LICENSE_READ_BASIC, organization);
        return LedgerRows.list(database, reach, organization.value(), activeSince(query), query);
    }

    /** The ledger of every organization that {@code license.readbasic} reaches. */
    public Page<LedgerLine> everywhere(Caller caller, ListQuery query) {
        Reach reach = access.require(caller, Permission.LICENSE_READ_BASIC);
        return LedgerRows.list(database, reach, null, activeSince(query), query);
    }
}
