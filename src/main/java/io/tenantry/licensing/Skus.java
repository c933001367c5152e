package io.tenantry.licensing;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.internal.ProductNames;
import io.tenantry.licensing.internal.SkuCatalogue;
import io.tenantry.licensing.internal.SkuRows;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The list of products and service plans, one for the whole installation. */
@Component
public class Skus {
    /** What the list can be filtered and sorted by. */
    public static final Catalogue FIELDS = SkuRows.FIELDS;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final SkuCatalogue catalogue;

    Skus(Database database, Access access, AuditTrail audit, SkuCatalogue catalogue) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.catalogue = catalogue;
    }

    /** One page of the products. Needs {@code plans.readbasic} anywhere. */
    public Page<Sku> list(Caller caller, ListQuery query) {
        access.require(caller, Permission.PLANS_READ_BASIC);
        return SkuRows.list(database, query, catalogue);
    }

    /** One product, or a refusal (NOT_FOUND). */
    public Sku get(Caller caller, UUID id) {
        access.require(caller, Permission.PLANS_READ_BASIC);
        Sku sku = SkuRows.find(database, id, catalogue);
        if (sku == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such product");
        }
        return sku;
    }

    /**
     * Loads the file of product names that Microsoft publishes over what is there.
     *
     * @throws Refusal (NOT_PERMITTED) unless {@code plans.write} is held over all organizations, (MALFORMED) naming the line
     */
    public Loaded load(Caller caller, InputStream file) throws IOException {
        Reach reach = access.require(caller, Permission.PLANS_WRITE);
        Refusal.unless(
                reach instanceof Reach.Everything,
                Refusal.Reason.NOT_PERMITTED,
                "This needs the permission 'plans.write' over all organizations",
                Permission.PLANS_WRITE.wireName());
        ProductNames names = ProductNames.read(file);
        return database.transaction(reach, session -> {
            int added = SkuRows.write(session, names);
            Loaded loaded = new Loaded(names.products().size(), names.plans().size(), added);
            OrganizationId home = caller.actor().organization();
            if (home != null) {
                audit.record(session, caller.actor(), event(home, loaded));
            }
            return loaded;
        });
    }

    /**
     * What a file brought.
     *
     * @param added products that were not known before
     */
    public record Loaded(int skus, int servicePlans, int added) {}

    private static AuditEvent event(OrganizationId home, Loaded loaded) {
        return AuditEvent.done(
                home,
                "plans.load",
                new AuditEvent.Target("catalogue", null, "Microsoft product names", null),
                null,
                Map.of("skus", loaded.skus(), "service_plans", loaded.servicePlans(), "added", loaded.added()));
    }
}
