package io.tenantry.branding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.branding.internal.BrandingRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Names, colours and logos of organizations. What one does not say is that of the next above it; pages from before anybody has
 * signed in are the root's. No right hangs on any of it, so every node may remember it for some seconds.
 */
@Component("brandings")
public class Brandings {
    private static final int NAME_MAX = 60;
    private static final int LOOKS_MAX = 10_000;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final BrandingRows rows;
    private final Cache<Optional<OrganizationId>, Look> looks = Caffeine.newBuilder()
            .maximumSize(LOOKS_MAX)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    Brandings(Database database, Access access, AuditTrail audit, BrandingRows rows) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.rows = rows;
    }

    /** What an organization says itself; null where it says nothing. */
    public record Own(
            @Nullable String name,
            @Nullable Accent accent,
            @Nullable Logo logo) {
        public static final Own NOTHING = new Own(null, null, null);

        public Own {
            name = name == null || name.isBlank() ? null : name.strip();
            Refusal.unless(
                    name == null || (name.length() <= NAME_MAX && name.chars().noneMatch(Character::isISOControl)),
                    Refusal.Reason.MALFORMED,
                    "A name has at most " + NAME_MAX + " characters",
                    "name");
        }
    }

    /** How pages look to the people of an organization, or to those who have not signed in where that is null. */
    public Look look(@Nullable OrganizationId organization) {
        return Objects.requireNonNull(looks.get(Optional.ofNullable(organization), this::read));
    }

    /** What stands at the head of pages for those who have not signed in. Templates ask for it. */
    public String hubName() {
        return look(null).name();
    }

    private Look read(Optional<OrganizationId> organization) {
        OrganizationId start = organization.orElseGet(rows::root);
        List<BrandingRows.Row> line = start == null ? List.of() : rows.line(start);
        Look look = Look.USUAL;
        StringBuilder mark = new StringBuilder();
        for (BrandingRows.Row row : line.reversed()) {
            String accent = row.accent();
            look = new Look(
                    Objects.requireNonNullElse(row.name(), look.name()),
                    accent == null ? look.accent() : new Accent(accent),
                    row.hasLogo() ? row.organization() : look.logoOf(),
                    mark.append(row.organization())
                            .append('.')
                            .append(row.version())
                            .append('-')
                            .toString());
        }
        return new Look(
                look.name(),
                look.accent(),
                look.logoOf(),
                Integer.toHexString(look.mark().hashCode()));
    }

    /** The logo of exactly this organization. Anybody may see it who may see a page. */
    public @Nullable Logo logo(OrganizationId organization) {
        return rows.own(new Reach.Everything(), organization).logo();
    }

    /** What the organization says itself, under {@code organization.read}. */
    public Own own(Caller caller, OrganizationId organization) {
        return rows.own(access.require(caller, Permission.ORGANIZATION_READ, organization), organization);
    }

    /** Sets all of it; what is null is inherited from now on. Needs {@code organization.write}. */
    public Own replace(Caller caller, OrganizationId organization, Own wanted) {
        Reach reach = access.require(caller, Permission.ORGANIZATION_WRITE, organization);
        database.change(reach, session -> {
            Own before = rows.own(reach, organization);
            if (before.equals(wanted)) {
                return;
            }
            rows.store(session, organization, wanted);
            audit.record(
                    session,
                    caller.actor(),
                    AuditEvent.done(
                            organization,
                            "branding.change",
                            new AuditEvent.Target("organization", organization.toString(), null, null),
                            told(before),
                            told(wanted)));
        });
        looks.invalidateAll();
        return wanted;
    }

    private static Map<String, @Nullable Object> told(Own own) {
        Accent accent = own.accent();
        Map<String, @Nullable Object> members = new HashMap<>();
        members.put("name", own.name());
        members.put("accent", accent == null ? null : accent.hex());
        members.put("has_logo", own.logo() != null);
        return members;
    }
}
