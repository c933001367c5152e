package io.tenantry.licensing;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.GroupKey;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.internal.GroupLicenseRows;
import io.tenantry.licensing.internal.GroupLicenseRows.Changed;
import io.tenantry.licensing.internal.GroupLicenseRows.Licensing;
import io.tenantry.licensing.internal.LicenseRules;
import io.tenantry.licensing.internal.SkuCatalogue;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Licences that groups give their direct members. Members who get none, because no unit is left or their usage location is
 * missing, wait for it and do not stand in the way of the others.
 */
@Component
public class GroupLicenses {
    private final Database database;
    private final Access access;
    private final Guards guards;
    private final AuditTrail audit;
    private final SkuCatalogue catalogue;
    private final LicenseProviders providers;

    GroupLicenses(
            Database database,
            Access access,
            Guards guards,
            AuditTrail audit,
            SkuCatalogue catalogue,
            LicenseProviders providers) {
        this.database = database;
        this.access = access;
        this.guards = guards;
        this.audit = audit;
        this.catalogue = catalogue;
        this.providers = providers;
    }

    /**
     * What a group gives its members.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code license.read}, (NOT_FOUND) when the organization has no such group
     */
    public List<GroupLicense> of(Caller caller, OrganizationId organization, GroupKey key) {
        return of(caller, organization, key, null);
    }

    /** The same as it was at a moment of the past, or is now where that is null. Today's rights decide. */
    public List<GroupLicense> of(Caller caller, OrganizationId organization, GroupKey key, @Nullable Instant asOf) {
        Reach reach = access.require(caller, Permission.LICENSE_READ, organization);
        UUID home = organization.value();
        Licensing group = present(
                asOf == null
                        ? GroupLicenseRows.find(database, reach, home, key)
                        : GroupLicenseRows.find(database, reach, home, key, asOf));
        return GroupLicenseRows.licenses(database, reach, home, group.id(), catalogue, asOf);
    }

    /**
     * Lets a group give its members licences and takes others from them.
     *
     * @return what it gives afterwards
     * @throws Refusal (NOT_PERMITTED) without {@code license.write}, (NOT_FOUND), (MALFORMED) when the organization has no such
     *     product, the product no such plan, the group no such licence, or the group is not for security
     */
    public List<GroupLicense> change(Caller caller, OrganizationId organization, GroupKey key, LicenseChange change) {
        Reach reach = access.require(caller, Permission.LICENSE_WRITE, organization);
        providers.requireHere(organization);
        if (guards.concern(caller, organization)) {
            Licensing group = GroupLicenseRows.find(database, reach, organization.value(), key);
            if (group != null) {
                guards.mayTouch(caller, organization, group.id());
            }
        }
        return database.transaction(reach, session -> {
            Licensing group = present(GroupLicenseRows.lock(session, organization.value(), key));
            Refusal.unless(
                    group.mayLicense(),
                    Refusal.Reason.MALFORMED,
                    "Licenses can be assigned to groups with security enabled only.",
                    "group");
            List<UUID> had = GroupLicenseRows.change(session, organization.value(), group.id(), change, caller.actor());
            Changed now = GroupLicenseRows.changed(session, organization.value(), group.id(), catalogue);
            check(change, had, now);
            if (!change.isEmpty()) {
                audit.record(session, caller.actor(), event(organization, group, change, had));
            }
            return now.licenses();
        });
    }

    private static void check(LicenseChange change, List<UUID> had, Changed now) {
        new LicenseRules(now.known(), change).checkProducts(now.subscribed());
        for (UUID removed : change.remove()) {
            Refusal.unless(
                    had.contains(removed),
                    Refusal.Reason.MALFORMED,
                    "Group does not have a corresponding license.",
                    "removeLicenses");
        }
    }

    private static Licensing present(@Nullable Licensing group) {
        if (group == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such group");
        }
        return group;
    }

    private static AuditEvent event(
            OrganizationId organization, Licensing group, LicenseChange change, List<UUID> had) {
        return AuditEvent.done(
                organization,
                "license.change",
                new AuditEvent.Target("group", group.id().toString(), group.name(), group.version()),
                Map.of("licenses", had),
                Licenses.described(change));
    }
}
