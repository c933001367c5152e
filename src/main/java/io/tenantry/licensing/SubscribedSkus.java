package io.tenantry.licensing;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.internal.SkuCatalogue;
import io.tenantry.licensing.internal.SubscribedSkuRows;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The products of which an organization has units, how many of them people hold, and who they are. */
@Component
public class SubscribedSkus {
    /** What {@link #list} can be filtered and sorted by. */
    public static final Catalogue FIELDS = SubscribedSkuRows.FIELDS;

    /** What {@link #holders} can be filtered and sorted by. */
    public static final Catalogue HOLDER_FIELDS = SubscribedSkuRows.HOLDER_FIELDS;

    private final Database database;
    private final Access access;
    private final SkuCatalogue catalogue;

    SubscribedSkus(Database database, Access access, SkuCatalogue catalogue) {
        this.database = database;
        this.access = access;
        this.catalogue = catalogue;
    }

    /** All of them now. */
    public List<SubscribedSku> all(Caller caller, OrganizationId organization) {
        return all(caller, organization, null);
    }

    /**
     * All of them, in the order in which they came.
     *
     * @param asOf the moment of the past that is asked about, or null for now
     * @throws Refusal (NOT_PERMITTED) without {@code license.readbasic}
     */
    public List<SubscribedSku> all(Caller caller, OrganizationId organization, @Nullable Instant asOf) {
        if (asOf != null) {
            ListQuery whole = ListQuery.first(Integer.MAX_VALUE - 2, Condition.ALL, FIELDS.total(List.of()));
            return list(caller, organization, whole.at(asOf)).items();
        }
        Reach reach = access.require(caller, Permission.LICENSE_READ_BASIC, organization);
        return SubscribedSkuRows.all(database, reach, organization, catalogue);
    }

    /** One page of them. */
    public Page<SubscribedSku> list(Caller caller, OrganizationId organization, ListQuery query) {
        Reach reach = access.require(caller, Permission.LICENSE_READ_BASIC, organization);
        return SubscribedSkuRows.list(database, reach, organization, query, catalogue);
    }

    /** Living people who were given a product, whether they hold it or not. Needs {@code license.read}. */
    public Page<Holder> holders(Caller caller, OrganizationId organization, UUID sku, ListQuery query) {
        Reach reach = access.require(caller, Permission.LICENSE_READ, organization);
        return SubscribedSkuRows.holders(database, reach, organization, sku, query);
    }
}
