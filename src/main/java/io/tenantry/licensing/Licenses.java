package io.tenantry.licensing;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.Alongside;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.internal.LicenseRows;
import io.tenantry.licensing.internal.LicenseRows.Changed;
import io.tenantry.licensing.internal.LicenseRows.Found;
import io.tenantry.licensing.internal.LicenseRules;
import io.tenantry.licensing.internal.SkuCatalogue;
import io.tenantry.licensing.internal.SubscribedSkuRows;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Licences of single people: which they have and why, and giving and taking them. */
@Component
public class Licenses {
    private final Database database;
    private final Access access;
    private final UserChanges users;
    private final AuditTrail audit;
    private final SkuCatalogue catalogue;
    private final LicenseProviders providers;

    Licenses(
            Database database,
            Access access,
            UserChanges users,
            AuditTrail audit,
            SkuCatalogue catalogue,
            LicenseProviders providers) {
        this.database = database;
        this.access = access;
        this.users = users;
        this.audit = audit;
        this.catalogue = catalogue;
        this.providers = providers;
    }

    /**
     * A living user's licences, by every way they came by.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code license.read}, (NOT_FOUND) when the organization has no such user
     */
    public UserLicenses of(Caller caller, OrganizationId organization, UserKey key) {
        return of(caller, organization, key, null);
    }

    /** The same as it was at a moment of the past, or is now where that is null. Today's rights decide. */
    public UserLicenses of(Caller caller, OrganizationId organization, UserKey key, @Nullable Instant asOf) {
        Reach reach = access.require(caller, Permission.LICENSE_READ, organization);
        Found found = asOf == null
                ? LicenseRows.find(database, reach, organization.value(), key)
                : LicenseRows.find(database, reach, organization.value(), key, asOf);
        if (found == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such user");
        }
        return new UserLicenses(
                found.user(),
                found.objectId(),
                found.upn(),
                found.displayName(),
                found.licenses(catalogue.at(found.version())::sku));
    }

    /**
     * Why a user has a licence: all ways it came by.
     *
     * @throws Refusal as {@link #of}, and (NOT_FOUND) when he was not given the product
     */
    public License why(Caller caller, OrganizationId organization, UserKey key, UUID sku) {
        return of(caller, organization, key).why(sku);
    }

    /**
     * Gives a user licences and takes others away, all or nothing.
     *
     * @return his licences afterwards
     * @throws Refusal (NOT_PERMITTED) without {@code license.write} or for an account more privileged than the caller,
     *     (NOT_FOUND), (MALFORMED) when the organization has no such product, the product no such plan, the user no usage location
     *     or no such licence to take away, (CONFLICT) when no unit is left, when a licence to take away comes through a group, or
     *     when a plan would lack one it depends on
     */
    public UserLicenses change(Caller caller, OrganizationId organization, UserKey key, LicenseChange change) {
        LicenseProvider elsewhere = providers.of(organization);
        if (elsewhere != null) {
            User user = users.touch(caller, Permission.LICENSE_WRITE, organization, key, Alongside.NOTHING);
            elsewhere.change(organization, user.objectId(), change);
        }
        List<License> after = new ArrayList<>();
        User user = users.touch(caller, Permission.LICENSE_WRITE, organization, key, (session, touched) -> {
            UUID id = touched.id().value();
            Changed changed = LicenseRows.change(session, organization.value(), id, change, caller.actor());
            if (elsewhere != null) {
                // It has been decided there already, and the books here follow.
                changed = LicenseRows.hold(session, organization.value(), id, changed);
            }
            SkuCatalogue.Known known = catalogue.at(changed.version(), session);
            List<License> now = changed.licenses(known::sku);
            if (elsewhere == null) {
                check(session, organization, new LicenseRules(known, change), change, changed.had(), now);
            }
            after.addAll(now);
            if (!change.isEmpty()) {
                audit.record(session, caller.actor(), event(touched, change, changed.had()));
            }
        });
        return new UserLicenses(user.id().value(), user.objectId(), user.upn(), user.displayName(), after);
    }

    private static void check(
            Session session,
            OrganizationId organization,
            LicenseRules rules,
            LicenseChange change,
            List<UUID> had,
            List<License> now) {
        boolean isHeld = now.stream()
                .filter(license -> change.added().contains(license.sku().id()))
                .allMatch(License::isHeld);
        // A product that somebody holds is one the organization has.
        rules.checkProducts(
                isHeld ? change.added() : SubscribedSkuRows.subscribed(session, organization.value(), change.added()));
        rules.checkRemoved(had, now);
        rules.checkHeld(now);
        rules.checkDependencies(now);
    }

    private static AuditEvent event(User user, LicenseChange change, List<UUID> had) {
        return AuditEvent.done(
                user.organization(),
                "license.change",
                new AuditEvent.Target("user", user.id().toString(), user.upn(), user.version()),
                Map.of("direct_licenses", had),
                described(change));
    }

    static Map<String, ?> described(LicenseChange change) {
        return Map.of(
                "added",
                change.add().stream()
                        .map(added -> Map.of(
                                "sku_id",
                                added.sku(),
                                "disabled_plans",
                                added.disabledPlans().stream().sorted().toList()))
                        .toList(),
                "removed",
                change.remove());
    }
}
