package io.tenantry.microsoft;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.internal.ConnectionRows;
import io.tenantry.microsoft.internal.Consent;
import io.tenantry.microsoft.internal.Tenant;
import io.tenantry.microsoft.internal.TenantRows;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connections of organizations to their Microsoft tenants. Credentials are kept encrypted and never told. */
@Component
public class Connections {
    private static final int SYNC_MINUTES_USUAL = 5;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final ConnectionRows rows;
    private final Consent consent;
    private final MicrosoftSettings settings;

    Connections(
            Database database,
            Access access,
            AuditTrail audit,
            ConnectionRows rows,
            Consent consent,
            MicrosoftSettings settings) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.rows = rows;
        this.consent = consent;
        this.settings = settings;
    }

    /** All connections that the caller may see, the longest out of date first. Needs {@code connection.read} somewhere. */
    public List<Connection> everywhere(Caller caller) {
        return rows.list(access.require(caller, Permission.CONNECTION_READ));
    }

    /** The organization's connection, or null without one. Needs {@code connection.read}. */
    public @Nullable Connection find(Caller caller, OrganizationId organization) {
        return rows.find(access.require(caller, Permission.CONNECTION_READ, organization), organization);
    }

    /** Needs {@code connection.read}; refuses with NOT_FOUND. */
    public Connection get(Caller caller, OrganizationId organization) {
        return found(find(caller, organization));
    }

    /**
     * What is wanted of a connection; null leaves it as it is or, for a new one, takes the usual.
     *
     * @param loginUrl where tokens come from
     * @param graphUrl Microsoft Graph, with its version
     * @param partnerCenterUrl Partner Center, with its version
     * @param exchangeUrl the administration of Exchange, with its version
     */
    public record Wish(
            @Nullable UUID tenantId,
            @Nullable String clientId,
            @Nullable Credential credential,
            @Nullable String loginUrl,
            @Nullable String graphUrl,
            @Nullable String partnerCenterUrl,
            @Nullable String exchangeUrl,
            @Nullable Integer syncMinutes) {}

    /** The application permissions, of Microsoft Graph and of Exchange, that the hub's application is to be granted. */
    public static List<ConnectionTest.Missing> permissions() {
        return Consent.ALL;
    }

    /**
     * Refuses what {@link #create} would refuse before it asks Microsoft, so that nobody fetches a credential in vain. Needs
     * {@code connection.write}.
     */
    public void check(Caller caller, OrganizationId organization, Wish wish) {
        Reach reach = access.require(caller, Permission.CONNECTION_WRITE, organization);
        wanted(wish);
        Refusal.unless(
                rows.find(reach, organization) == null,
                Refusal.Reason.CONFLICT,
                "The organization is connected already");
        database.change(reach, session -> TenantRows.requireEmpty(session, organization));
    }

    /**
     * Connects an organization that has no people and groups of its own. It is tried out first.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code connection.write}, (CONFLICT) when it is connected, has people, or the tenant is
     *     another organization's, (PROVIDER_CANNOT) when Microsoft does not accept the credential
     */
    public Connection create(Caller caller, OrganizationId organization, Wish wish) {
        Reach reach = access.require(caller, Permission.CONNECTION_WRITE, organization);
        ConnectionSettings wanted = wanted(wish);
        Credential given = required(wish.credential(), "secret");
        consent.requireToken(new Tenant(organization, wanted, given, 0));
        Connection made = TenantRows.writing(() -> database.transaction(reach, session -> {
            TenantRows.take(session, organization, wanted.tenantId());
            rows.insert(session, organization, wanted, given);
            Connection created = found(rows.locked(session, organization));
            audit.record(session, caller.actor(), event("connection.create", created, null));
            return created;
        }));
        rows.forget();
        return made;
    }

    /**
     * Changes a connection, for example gives it a new secret. Whoever points it to somewhere else has to give the credential
     * again, or it would be sent there. A new credential is tried out first.
     *
     * @param version the version the caller has seen, or null when he does not mind
     */
    public Connection change(Caller caller, OrganizationId organization, Wish wish, @Nullable Long version) {
        Reach reach = access.require(caller, Permission.CONNECTION_WRITE, organization);
        Connection seen = found(rows.find(reach, organization));
        ConnectionSettings wanted = changed(seen.settings(), wish);
        Credential credential = wish.credential();
        Refusal.unless(
                credential != null || seen.settings().leadsWhere(wanted),
                Refusal.Reason.MALFORMED,
                "The connection would lead elsewhere, so its credential has to be given again",
                "secret");
        if (credential != null) {
            consent.requireToken(new Tenant(organization, wanted, credential, seen.version()));
        }
        return TenantRows.writing(() -> database.transaction(reach, session -> {
            Connection before = found(rows.locked(session, organization));
            Refusal.unless(
                    (version == null || version == before.version()) && before.version() == seen.version(),
                    Refusal.Reason.PRECONDITION_FAILED,
                    "The connection was changed meanwhile");
            if (!before.settings().tenantId().equals(wanted.tenantId())) {
                TenantRows.rename(session, organization, wanted.tenantId());
            }
            rows.update(session, before, wanted, credential);
            Connection after = found(rows.locked(session, organization));
            audit.record(session, caller.actor(), event("connection.change", after, told(before)));
            return after;
        }));
    }

    /** Ends a connection. The people of the mirror stay, and from then on are the hub's own. Needs {@code connection.write}. */
    public void delete(Caller caller, OrganizationId organization) {
        Reach reach = access.require(caller, Permission.CONNECTION_WRITE, organization);
        database.change(reach, session -> {
            Connection before = found(rows.locked(session, organization));
            rows.delete(session, organization);
            TenantRows.release(session, organization);
            audit.record(session, caller.actor(), event("connection.delete", before, told(before)));
        });
        rows.forget();
    }

    /** Tries what the hub's application may do in the tenant, and changes nothing. Needs {@code connection.write}. */
    public ConnectionTest test(Caller caller, OrganizationId organization) {
        Reach reach = access.require(caller, Permission.CONNECTION_WRITE, organization);
        found(rows.find(reach, organization));
        return consent.check(rows.tenant(organization));
    }

    private ConnectionSettings wanted(Wish wish) {
        return new ConnectionSettings(
                required(wish.tenantId(), "tenantId"),
                required(wish.clientId(), "clientId"),
                settings.checked(otherwise(wish.loginUrl(), settings.loginUrl()), "loginUrl"),
                settings.checked(otherwise(wish.graphUrl(), settings.graphUrl()), "graphUrl"),
                settings.checked(otherwise(wish.partnerCenterUrl(), settings.partnerCenterUrl()), "partnerCenterUrl"),
                settings.checked(otherwise(wish.exchangeUrl(), settings.exchangeUrl()), "exchangeUrl"),
                otherwise(wish.syncMinutes(), SYNC_MINUTES_USUAL));
    }

    private ConnectionSettings changed(ConnectionSettings before, Wish wish) {
        return new ConnectionSettings(
                otherwise(wish.tenantId(), before.tenantId()),
                otherwise(wish.clientId(), before.clientId()),
                settings.checked(otherwise(wish.loginUrl(), before.loginUrl()), "loginUrl"),
                settings.checked(otherwise(wish.graphUrl(), before.graphUrl()), "graphUrl"),
                settings.checked(otherwise(wish.partnerCenterUrl(), before.partnerCenterUrl()), "partnerCenterUrl"),
                settings.checked(otherwise(wish.exchangeUrl(), before.exchangeUrl()), "exchangeUrl"),
                otherwise(wish.syncMinutes(), before.syncMinutes()));
    }

    private static <T> T otherwise(@Nullable T wanted, T usual) {
        return Objects.requireNonNullElse(wanted, usual);
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The member '" + name + "' needs a value", name);
        }
        return value;
    }

    static Connection found(@Nullable Connection connection) {
        if (connection == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization is not connected to a Microsoft tenant");
        }
        return connection;
    }

    private static Map<String, Object> told(Connection connection) {
        Map<String, Object> members = new HashMap<>();
        members.put("tenant_id", connection.settings().tenantId());
        members.put("client_id", connection.settings().clientId());
        members.put("graph_url", connection.settings().graphUrl());
        members.put("sync_minutes", connection.settings().syncMinutes());
        members.put("credential", connection.credential().name());
        return members;
    }

    private static AuditEvent event(String action, Connection connection, @Nullable Map<String, ?> before) {
        return AuditEvent.done(
                connection.organization(),
                action,
                new AuditEvent.Target(
                        "connection", connection.organization().toString(), "microsoft", connection.version()),
                before,
                told(connection));
    }
}
