package io.tenantry.provisioning;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.provisioning.internal.Mapping;
import io.tenantry.provisioning.internal.PersonFields;
import io.tenantry.provisioning.internal.ScimTargetRows;
import io.tenantry.query.dialect.ODataFilter;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The systems that organizations provision to. What lets the hub in there is kept encrypted and never told. */
@Component
public class ScimTargets {
    private static final int NAME_MAX = 100;
    private static final int GROUPS_MAX = 1_000;
    private static final int MINUTES_MAX = 10_080;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final ScimTargetRows rows;
    private final ScimServers servers;
    private final ProvisioningSettings limits;
    private final InstantSource clock = InstantSource.system();

    ScimTargets(
            Database database,
            Access access,
            AuditTrail audit,
            ScimTargetRows rows,
            ScimServers servers,
            ProvisioningSettings limits) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.rows = rows;
        this.servers = servers;
        this.limits = limits;
    }

    /** The organization's targets by name. Needs {@code scimtarget.read}. */
    public List<ScimTarget> list(Caller caller, OrganizationId organization) {
        return rows.list(access.require(caller, Permission.SCIM_TARGET_READ, organization), organization);
    }

    /** Needs {@code scimtarget.read}; refuses with NOT_FOUND. */
    public ScimTarget get(Caller caller, OrganizationId organization, UUID id) {
        return found(rows.find(access.require(caller, Permission.SCIM_TARGET_READ, organization), organization, id));
    }

    /**
     * What is wanted of a target; null leaves it as it is or, for a new one, takes the usual.
     *
     * @param url where its {@code /Users} lie
     */
    public record Wish(
            @Nullable String name,
            @Nullable URI url,
            @Nullable Boolean enabled,
            @Nullable TargetSettings settings,
            @Nullable ScimCredential credential) {}

    /**
     * Adds a target. It is not provisioned before somebody has planned it.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code scimtarget.write} and {@code user.read}, or when the hub must not connect there,
     *     (CONFLICT) when the name is taken, (TOO_LARGE) when the organization has as many as it may
     */
    public ScimTarget create(Caller caller, OrganizationId organization, Wish wish) {
        Reach reach = reach(caller, organization);
        ScimCredential credential = needed(wish.credential(), "token");
        ScimTarget target = new ScimTarget(
                organization,
                Ids.next(),
                name(needed(wish.name(), "name")),
                needed(wish.url(), "url"),
                Boolean.TRUE.equals(wish.enabled()),
                checked(Objects.requireNonNullElse(wish.settings(), usual())),
                "",
                false,
                clock.instant(),
                clock.instant(),
                1);
        check(target.url(), credential);
        return writing(() -> database.transaction(reach, session -> {
            Refusal.unless(
                    rows.list(reach, organization).size() < limits.targets(),
                    Refusal.Reason.TOO_LARGE,
                    "An organization has at most " + limits.targets() + " targets");
            rows.insert(session, target, credential);
            ScimTarget made = found(rows.locked(session, organization, target.id()));
            audit.record(session, caller.actor(), event("scimtarget.create", made, null, told(made)));
            return made;
        }));
    }

    /**
     * Changes a target. Other settings have to be planned again. Whoever points it to somewhere else has to say again what lets the
     * hub in, or that would be sent there.
     *
     * @param version the version the caller has seen, or null when he does not mind
     */
    public ScimTarget change(Caller caller, OrganizationId organization, UUID id, Wish wish, @Nullable Long version) {
        Reach reach = reach(caller, organization);
        ScimTarget seen = found(rows.find(reach, organization, id));
        ScimTarget wanted = new ScimTarget(
                organization,
                id,
                name(Objects.requireNonNullElse(wish.name(), seen.name())),
                Objects.requireNonNullElse(wish.url(), seen.url()),
                Objects.requireNonNullElse(wish.enabled(), seen.enabled()),
                checked(Objects.requireNonNullElse(wish.settings(), seen.settings())),
                seen.credential(),
                false,
                seen.createdAt(),
                clock.instant(),
                seen.version());
        ScimCredential credential = wish.credential();
        Refusal.unless(
                credential != null || wanted.url().equals(seen.url()),
                Refusal.Reason.MALFORMED,
                "The target would lead elsewhere, so what lets the hub in has to be given again",
                "token");
        if (credential != null) {
            check(wanted.url(), credential);
        }
        return writing(() -> database.transaction(reach, session -> {
            ScimTarget before = found(rows.locked(session, organization, id));
            Refusal.unless(
                    (version == null || version == before.version()) && before.version() == seen.version(),
                    Refusal.Reason.PRECONDITION_FAILED,
                    "The target was changed meanwhile");
            ScimTarget after = rows.update(session, before, wanted, credential);
            audit.record(session, caller.actor(), event("scimtarget.change", after, told(before), told(after)));
            return after;
        }));
    }

    /** Removes a target. What is there stays there. Needs {@code scimtarget.write}. */
    public void delete(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.SCIM_TARGET_WRITE, organization);
        database.change(reach, session -> {
            ScimTarget target = found(rows.locked(session, organization, id));
            rows.delete(session, organization, id);
            audit.record(session, caller.actor(), event("scimtarget.delete", target, told(target), null));
        });
    }

    /** Settings of a target that says nothing about them. */
    public static TargetSettings usual() {
        return new TargetSettings(
                "", List.of(), TargetSettings.USUAL_MAPPING, TargetSettings.Leaving.DEACTIVATE, 30, 40);
    }

    static ScimTarget found(@Nullable ScimTarget target) {
        if (target == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such target");
        }
        return target;
    }

    /** Whoever makes the hub tell others of people has to be allowed to see them. */
    private Reach reach(Caller caller, OrganizationId organization) {
        access.require(caller, Permission.USER_READ, organization);
        return access.require(caller, Permission.SCIM_TARGET_WRITE, organization);
    }

    private void check(URI url, ScimCredential credential) {
        servers.check(url);
        if (credential instanceof ScimCredential.Client client) {
            servers.check(client.tokenUrl());
        }
    }

    private static TargetSettings checked(TargetSettings settings) {
        Mapping.of(settings.mapping());
        if (!settings.filter().isBlank()) {
            ODataFilter.parse(settings.filter(), PersonFields.CATALOGUE);
        }
        unless(settings.groups().size() <= GROUPS_MAX, "A target has at most " + GROUPS_MAX + " groups", "groups");
        unless(
                settings.leavingLimitPercent() >= 0 && settings.leavingLimitPercent() <= 100,
                "leavingLimitPercent is a number from 0 to 100",
                "leavingLimitPercent");
        unless(
                settings.minutes() >= 0 && settings.minutes() <= MINUTES_MAX,
                "minutes is a number from 0 to " + MINUTES_MAX,
                "minutes");
        return settings;
    }

    private static void unless(boolean fits, String message, String member) {
        Refusal.unless(fits, Refusal.Reason.MALFORMED, message, member);
    }

    private static String name(String given) {
        String name = given.strip();
        unless(
                !name.isEmpty() && name.length() <= NAME_MAX && name.chars().noneMatch(Character::isISOControl),
                "A name has 1 to " + NAME_MAX + " printable characters",
                "name");
        return name;
    }

    private static <T> T needed(@Nullable T value, String name) {
        if (value == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The member '" + name + "' needs a value", name);
        }
        return value;
    }

    private static ScimTarget writing(Supplier<ScimTarget> work) {
        try {
            return Objects.requireNonNull(work.get());
        } catch (DatabaseFailure failure) {
            Refusal.unless(
                    !failure.violatesUnique("scim_targets_by_name"),
                    Refusal.Reason.CONFLICT,
                    "Another target has this name",
                    "name");
            throw failure;
        }
    }

    private static Map<String, Object> told(ScimTarget target) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", target.name());
        members.put("url", target.url().toString());
        members.put("enabled", target.enabled());
        members.put("filter", target.settings().filter());
        members.put("groups", target.settings().groups());
        members.put("leaving", target.settings().leaving().name());
        members.put("minutes", target.settings().minutes());
        return members;
    }

    static AuditEvent event(
            String action, ScimTarget target, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        return AuditEvent.done(
                target.organization(),
                action,
                new AuditEvent.Target("scim target", target.id().toString(), target.name(), target.version()),
                before,
                after);
    }
}
