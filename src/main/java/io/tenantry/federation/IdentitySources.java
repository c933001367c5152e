package io.tenantry.federation;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.federation.internal.SourceRows;
import io.tenantry.federation.internal.SourceTrial;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.tenancy.OrganizationId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The directories and sign-in providers of organizations. Their secrets are kept encrypted and never told. */
@Component
public class IdentitySources {
    private static final int NAME_MAX = 100;
    private static final int SECRET_MAX = 4_000;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final SourceRows rows;
    private final MasterKey master;
    private final SourceTrial trial;
    private final InstantSource clock;

    IdentitySources(
            Database database, Access access, AuditTrail audit, SourceRows rows, MasterKey master, SourceTrial trial) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.rows = rows;
        this.master = master;
        this.trial = trial;
        clock = InstantSource.system();
    }

    /** The organization's sources by name. Needs {@code identitysource.read}. */
    public List<IdentitySource> list(Caller caller, OrganizationId organization) {
        return rows.list(access.require(caller, Permission.IDENTITY_SOURCE_READ, organization), organization);
    }

    /** Needs {@code identitysource.read}; refuses with NOT_FOUND. */
    public IdentitySource get(Caller caller, OrganizationId organization, UUID id) {
        return found(
                rows.find(access.require(caller, Permission.IDENTITY_SOURCE_READ, organization), organization, id));
    }

    /**
     * A source to be made.
     *
     * @param secret the password of the account that reads a directory, or the client's secret at a provider
     */
    public record NewSource(
            String name,
            boolean enabled,
            SourceSettings settings,
            @Nullable String secret) {}

    /** Adds a source. Needs {@code identitysource.write}; refuses with CONFLICT when the name is taken. */
    public IdentitySource create(Caller caller, OrganizationId organization, NewSource wanted) {
        Reach reach = access.require(caller, Permission.IDENTITY_SOURCE_WRITE, organization);
        IdentitySource source = new IdentitySource(
                organization,
                Ids.next(),
                name(wanted.name()),
                wanted.enabled(),
                wanted.settings(),
                wanted.secret() != null,
                clock.instant(),
                clock.instant(),
                1);
        return writing(() -> database.transaction(reach, session -> {
            rows.insert(session, source, sealed(wanted.secret()));
            audit.record(session, caller.actor(), event("identitysource.create", source, null, told(source)));
            return found(rows.locked(session, organization, source.id()));
        }));
    }

    /**
     * What is to be changed of a source; null leaves it as it is.
     *
     * @param settings single settings; one that is null takes its usual value again
     */
    public record Change(
            @Nullable String name,
            @Nullable Boolean enabled,
            @Nullable Map<String, @Nullable Object> settings,
            @Nullable String secret) {}

    /**
     * Changes a source. Whoever points it to somewhere else has to give the secret again, or he would be sent it.
     *
     * @param version the version the caller has seen, or null when he does not mind
     */
    public IdentitySource change(
            Caller caller, OrganizationId organization, UUID id, Change change, @Nullable Long version) {
        Reach reach = access.require(caller, Permission.IDENTITY_SOURCE_WRITE, organization);
        String secret = sealed(change.secret());
        return writing(() -> database.transaction(reach, session -> {
            IdentitySource before = found(rows.locked(session, organization, id));
            Refusal.unless(
                    version == null || version == before.version(),
                    Refusal.Reason.PRECONDITION_FAILED,
                    "The identity source was changed meanwhile");
            IdentitySource wanted = changed(before, change);
            Refusal.unless(
                    secret != null || !before.hasSecret() || before.settings().leadsWhere(wanted.settings()),
                    Refusal.Reason.MALFORMED,
                    "The source would lead elsewhere, so its secret has to be given again",
                    "secret");
            IdentitySource after = rows.update(session, wanted, secret);
            Map<String, @Nullable Object> now = told(after);
            now.put("secret", secret == null ? "as before" : "replaced");
            audit.record(session, caller.actor(), event("identitysource.change", after, told(before), now));
            return after;
        }));
    }

    /**
     * Removes a source. People who came from it stay, are no longer fed, and no longer sign in through it. Needs {@code
     * identitysource.write}.
     */
    public void delete(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.IDENTITY_SOURCE_WRITE, organization);
        database.change(reach, session -> {
            IdentitySource source = found(rows.locked(session, organization, id));
            rows.delete(session, organization, id);
            audit.record(session, caller.actor(), event("identitysource.delete", source, told(source), null));
        });
    }

    /** Tries the source out without changing anything. Needs {@code identitysource.write}, as it makes the hub connect. */
    public SourceTest test(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.IDENTITY_SOURCE_WRITE, organization);
        return trial.of(found(rows.find(reach, organization, id)));
    }

    private static IdentitySource changed(IdentitySource before, Change change) {
        Map<String, @Nullable Object> members = new HashMap<>(before.settings().members());
        Map<String, @Nullable Object> wanted = change.settings();
        if (wanted != null) {
            members.putAll(wanted);
        }
        String name = change.name();
        Boolean enabled = change.enabled();
        return new IdentitySource(
                before.organization(),
                before.id(),
                name == null ? before.name() : name(name),
                enabled == null ? before.enabled() : enabled,
                SourceSettings.of(before.settings().kind(), members),
                before.hasSecret(),
                before.createdAt(),
                before.modifiedAt(),
                before.version());
    }

    private static String name(String text) {
        String name = text.strip();
        Refusal.unless(
                !name.isEmpty() && name.length() <= NAME_MAX && name.chars().noneMatch(Character::isISOControl),
                Refusal.Reason.MALFORMED,
                "A name has 1 to " + NAME_MAX + " characters",
                "name");
        return name;
    }

    private @Nullable String sealed(@Nullable String secret) {
        if (secret == null) {
            return null;
        }
        Refusal.unless(
                !secret.isEmpty() && secret.length() <= SECRET_MAX,
                Refusal.Reason.MALFORMED,
                "A secret has 1 to " + SECRET_MAX + " characters",
                "secret");
        return master.encrypt(secret);
    }

    static IdentitySource found(@Nullable IdentitySource source) {
        if (source == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such identity source");
        }
        return source;
    }

    private static IdentitySource writing(Supplier<IdentitySource> work) {
        try {
            return Objects.requireNonNull(work.get());
        } catch (DatabaseFailure failure) {
            if (failure.violatesUnique("identity_sources_by_name")) {
                throw new Refusal(Refusal.Reason.CONFLICT, "Another identity source has this name", "name");
            }
            throw failure;
        }
    }

    private static Map<String, @Nullable Object> told(IdentitySource source) {
        Map<String, @Nullable Object> members = new HashMap<>();
        members.put("name", source.name());
        members.put("kind", source.settings().kind());
        members.put("enabled", source.enabled());
        members.put("settings", source.settings().members());
        return members;
    }

    private static AuditEvent event(
            String action,
            IdentitySource source,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {
        return new AuditEvent(
                source.organization(),
                action,
                "identity source",
                source.id().toString(),
                source.name(),
                source.version(),
                AuditEvent.Outcome.DONE,
                null,
                before,
                after);
    }
}
