package io.tenantry.microsoft.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.Connection;
import io.tenantry.microsoft.ConnectionSettings;
import io.tenantry.microsoft.Credential;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code microsoft_connections}, and what every node remembers of it. */
@Component
public class ConnectionRows {
    private static final Reach HUB = new Reach.Everything();
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;
    private static final String COLUMNS =
            "organization_id, tenant_id, client_id, login_url, graph_url, partner_center_url, exchange_url, sync_minutes,"
                    + " credential_kind, mirrored_at, created_at, modified_at, version";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM microsoft_connections ";
    private static final String OF_LIVING = """
            EXISTS (SELECT FROM organizations o WHERE o.organization_id = microsoft_connections.organization_id
                    AND o.deleted_at IS NULL)""";

    private final Database database;
    private final MasterKey master;
    private volatile Connected connected = new Connected(Set.of(), System.nanoTime() - LOOK_EVERY_NANOS);

    ConnectionRows(Database database, MasterKey master) {
        this.database = database;
        this.master = master;
    }

    /** Which organizations have a connection, as of a moment. */
    private record Connected(Set<UUID> organizations, long asOfNanos) {}

    /**
     * Whether the organization's people live at Microsoft. Asked with every change and many readings, so it is remembered for a
     * second; connecting and disconnecting wait that long.
     */
    public boolean isConnected(OrganizationId organization) {
        Connected known = connected;
        if (System.nanoTime() - known.asOfNanos() >= LOOK_EVERY_NANOS) {
            known = new Connected(
                    new HashSet<>(database.list(
                            HUB,
                            "SELECT organization_id FROM microsoft_connections",
                            row -> row.getObject(1, UUID.class))),
                    System.nanoTime());
            connected = known;
        }
        return known.organizations().contains(organization.value());
    }

    /** Looks again at once. */
    public void forget() {
        connected = new Connected(Set.of(), System.nanoTime() - LOOK_EVERY_NANOS);
    }

    /** Those within reach, the longest out of date first. */
    public List<Connection> list(Reach reach) {
        return database.list(
                reach, SELECT + "ORDER BY mirrored_at NULLS FIRST, organization_id LIMIT 1000", ConnectionRows::read);
    }

    public @Nullable Connection find(Reach reach, OrganizationId organization) {
        return database.first(reach, SELECT + "WHERE organization_id = ?", ConnectionRows::read, organization.value());
    }

    public @Nullable Connection locked(Session session, OrganizationId organization) {
        return session.first(
                SELECT + "WHERE organization_id = ? FOR UPDATE", ConnectionRows::read, organization.value());
    }

    /** The nearest organization above that has a connection: whoever sells to this one. Null when there is none. */
    @Nullable
    OrganizationId connectedAbove(OrganizationId organization) {
        return database.first(HUB, """
                WITH RECURSIVE above AS (
                    SELECT parent_id, 1 AS steps FROM organizations WHERE organization_id = ?
                    UNION ALL
                    SELECT o.parent_id, a.steps + 1 FROM above a JOIN organizations o ON o.organization_id = a.parent_id)
                SELECT a.parent_id FROM above a JOIN microsoft_connections c ON c.organization_id = a.parent_id
                ORDER BY a.steps LIMIT 1
                """, row -> new OrganizationId(row.getObject(1, UUID.class)), organization.value());
    }

    /** Connections whose mirrors are due. */
    public List<Connection> due() {
        return database.list(HUB, SELECT + "WHERE sync_minutes > 0 AND " + OF_LIVING + """
                 AND NOT EXISTS (SELECT FROM mirror_runs r WHERE r.organization_id = microsoft_connections.organization_id
                    AND (r.started_at > now() - make_interval(mins => sync_minutes) AND r.state <> 'failed'
                         OR r.started_at > now() - interval '1 minute'
                         OR r.state = 'running' AND r.heard_of_at > clock_timestamp() - interval '2 minutes'))
                ORDER BY mirrored_at NULLS FIRST LIMIT 100
                """, ConnectionRows::read);
    }

    /** The tenant with its credential; refuses with NOT_FOUND where there is no connection. */
    public Tenant tenant(OrganizationId organization) {
        Tenant tenant = database.first(
                HUB,
                "SELECT " + COLUMNS + ", credential FROM microsoft_connections WHERE organization_id = ?",
                row -> {
                    Connection read = read(row);
                    return new Tenant(
                            organization,
                            read.settings(),
                            new Credential(read.credential(), master.decrypt(row.getString(14))),
                            read.version());
                },
                organization.value());
        if (tenant == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization is not connected to a Microsoft tenant");
        }
        return tenant;
    }

    public void insert(
            Session session, OrganizationId organization, ConnectionSettings settings, Credential credential) {
        session.run(
                """
                INSERT INTO microsoft_connections (organization_id, tenant_id, client_id, login_url, graph_url,
                    partner_center_url, exchange_url, sync_minutes, credential_kind, credential)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                organization.value(),
                settings.tenantId(),
                settings.clientId(),
                settings.loginUrl(),
                settings.graphUrl(),
                settings.partnerCenterUrl(),
                settings.exchangeUrl(),
                settings.syncMinutes(),
                stored(credential),
                master.encrypt(credential.text()));
    }

    /** Another tenant, or another place that stands for it, is read from the beginning. */
    public void update(
            Session session, Connection before, ConnectionSettings settings, @Nullable Credential credential) {
        boolean elsewhere = !before.settings().tenantId().equals(settings.tenantId())
                || !before.settings().graphUrl().equals(settings.graphUrl());
        session.run(
                """
                UPDATE microsoft_connections SET tenant_id = ?, client_id = ?, login_url = ?, graph_url = ?,
                    partner_center_url = ?, exchange_url = ?, sync_minutes = ?, credential_kind = coalesce(?, credential_kind),
                    credential = coalesce(?, credential), modified_at = transaction_timestamp(), version = version + 1,
                    users_link = CASE WHEN ? THEN NULL ELSE users_link END,
                    groups_link = CASE WHEN ? THEN NULL ELSE groups_link END, is_full = is_full OR ?
                WHERE organization_id = ?
                """,
                settings.tenantId(),
                settings.clientId(),
                settings.loginUrl(),
                settings.graphUrl(),
                settings.partnerCenterUrl(),
                settings.exchangeUrl(),
                settings.syncMinutes(),
                credential == null ? null : stored(credential),
                credential == null ? null : master.encrypt(credential.text()),
                elsewhere,
                elsewhere,
                elsewhere,
                before.organization().value());
    }

    public void delete(Session session, OrganizationId organization) {
        session.run("DELETE FROM microsoft_connections WHERE organization_id = ?", organization.value());
    }

    private static String stored(Credential credential) {
        return credential.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Connection read(ResultSet row) throws SQLException {
        return new Connection(
                new OrganizationId(row.getObject(1, UUID.class)),
                new ConnectionSettings(
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getInt(8)),
                Credential.Kind.valueOf(row.getString(9).toUpperCase(Locale.ROOT)),
                Moments.orNull(row, 10),
                instant(row, 11),
                instant(row, 12),
                row.getLong(13));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
