package io.tenantry.federation.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.UserField;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.SourceSettings;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code identity_sources}. */
@Component
public class SourceRows {
    private static final Reach HUB = new Reach.Everything();
    private static final String COLUMNS =
            "organization_id, id, name, enabled, kind, settings::text, secret IS NOT NULL,"
                    + " created_at, modified_at, version";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM identity_sources ";
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final Database database;
    private final JsonMapper json;

    SourceRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    public List<IdentitySource> list(Reach reach, OrganizationId organization) {
        return database.list(
                reach, SELECT + "WHERE organization_id = ? ORDER BY name_ci", this::read, organization.value());
    }

    public @Nullable IdentitySource find(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach, SELECT + "WHERE organization_id = ? AND id = ?", this::read, organization.value(), id);
    }

    /** The source while nobody else changes it. */
    public @Nullable IdentitySource locked(Session session, OrganizationId organization, UUID id) {
        return session.first(
                SELECT + "WHERE organization_id = ? AND id = ? FOR UPDATE", this::read, organization.value(), id);
    }

    /** An enabled source of a living organization, for somebody who has not signed in yet. */
    @Nullable
    IdentitySource enabled(UUID id) {
        return database.first(HUB, SELECT + """
                        WHERE id = ? AND enabled AND EXISTS (SELECT FROM organizations o
                            WHERE o.organization_id = identity_sources.organization_id AND o.deleted_at IS NULL)
                        """, this::read, id);
    }

    /** The enabled providers of the organization with this id, name or domain; none unless that is exactly one. */
    List<IdentitySource> providersOf(String organization) {
        List<UUID> found =
                database.list(HUB, """
                SELECT organization_id FROM organizations WHERE name_ci = lower(?) AND deleted_at IS NULL
                UNION SELECT organization_id FROM organizations WHERE organization_id::text = lower(?) AND deleted_at IS NULL
                UNION SELECT d.organization_id FROM domains d JOIN organizations o USING (organization_id)
                    WHERE d.name = lower(?) AND d.is_verified AND o.deleted_at IS NULL
                LIMIT 2
                """, row -> row.getObject(1, UUID.class), organization, organization, organization);
        return found.size() != 1
                ? List.of()
                : database.list(
                        HUB,
                        SELECT + "WHERE organization_id = ? AND kind = 'oidc' AND enabled ORDER BY name_ci",
                        this::read,
                        found.getFirst());
    }

    /** Directories whose next reading is due. */
    public List<IdentitySource> due() {
        return database.list(HUB, SELECT + """
                WHERE kind = 'ldap' AND enabled AND (settings ->> 'syncMinutes')::integer > 0
                  AND EXISTS (SELECT FROM organizations o
                      WHERE o.organization_id = identity_sources.organization_id AND o.deleted_at IS NULL)
                  AND NOT EXISTS (SELECT FROM sync_runs r
                      WHERE r.organization_id = identity_sources.organization_id AND r.source_id = identity_sources.id
                        AND (r.started_at > now() - make_interval(mins => (settings ->> 'syncMinutes')::integer)
                             OR r.state = 'running' AND r.heard_of_at > clock_timestamp() - interval '2 minutes'))
                ORDER BY modified_at LIMIT 100
                """, this::read);
    }

    public void insert(Session session, IdentitySource source, @Nullable String secret) {
        session.run(
                "INSERT INTO identity_sources (organization_id, id, kind, name, enabled, settings, secret, fed_columns)"
                        + " VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?)",
                source.organization().value(),
                source.id(),
                source.settings().kind(),
                source.name(),
                source.enabled(),
                written(source.settings()),
                secret,
                fed(source.settings()));
    }

    /** Other settings make the next run compare everything. */
    public IdentitySource update(Session session, IdentitySource source, @Nullable String secret) {
        session.run(
                """
                UPDATE identity_sources SET name = ?, enabled = ?, settings = ?::jsonb, secret = coalesce(?, secret),
                    fed_columns = ?, high_water = NULL, modified_at = transaction_timestamp(), version = version + 1
                WHERE organization_id = ? AND id = ?
                """,
                source.name(),
                source.enabled(),
                written(source.settings()),
                secret,
                fed(source.settings()),
                source.organization().value(),
                source.id());
        return java.util.Objects.requireNonNull(locked(session, source.organization(), source.id()));
    }

    /** People who came from it stay, but nobody signs in through it any more. */
    public void delete(Session session, OrganizationId organization, UUID id) {
        session.run("""
                DELETE FROM logon_names l USING directory_people p
                WHERE p.organization_id = ? AND p.source_id = ? AND l.organization_id = p.organization_id
                  AND l.user_id = p.user_id AND NOT EXISTS (SELECT FROM credentials c
                      WHERE c.organization_id = p.organization_id AND c.user_id = p.user_id)
                """, organization.value(), id);
        session.run("DELETE FROM identity_sources WHERE organization_id = ? AND id = ?", organization.value(), id);
    }

    @Nullable
    public String secret(OrganizationId organization, UUID id) {
        return database.first(
                HUB,
                "SELECT secret FROM identity_sources WHERE organization_id = ? AND id = ?",
                row -> row.getString(1),
                organization.value(),
                id);
    }

    /** Up to where the last complete run has read, or null when everything is to be compared. */
    @Nullable
    String highWater(IdentitySource source, int fullSyncHours) {
        return database.first(
                HUB, """
                SELECT high_water FROM identity_sources
                WHERE organization_id = ? AND id = ? AND compared_at > now() - make_interval(hours => ?)
                """, row -> row.getString(1), source.organization().value(), source.id(), fullSyncHours);
    }

    void setHighWater(Session session, IdentitySource source, @Nullable String mark, boolean compared) {
        session.run("""
                UPDATE identity_sources SET high_water = ?, compared_at = CASE WHEN ? THEN now() ELSE compared_at END
                WHERE organization_id = ? AND id = ? AND version = ?
                """, mark, compared, source.organization().value(), source.id(), source.version());
    }

    private static List<String> fed(SourceSettings settings) {
        return settings.fed().stream().map(UserField::column).sorted().toList();
    }

    private Json written(SourceSettings settings) {
        return new Json(json.writeValueAsString(settings.members()));
    }

    private IdentitySource read(ResultSet row) throws SQLException {
        return new IdentitySource(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getBoolean(4),
                SourceSettings.of(row.getString(5), json.readValue(row.getString(6), MEMBERS)),
                row.getBoolean(7),
                instant(row, 8),
                instant(row, 9),
                row.getLong(10));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
