package io.tenantry.provisioning.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.provisioning.ScimCredential;
import io.tenantry.provisioning.ScimTarget;
import io.tenantry.provisioning.TargetSettings;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code scim_targets}. */
@Component
public class ScimTargetRows {
    private static final String COLUMNS =
            "organization_id, id, name, url, enabled, settings::text, planned_version = version, created_at, modified_at, version";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM scim_targets ";

    private final Database database;
    private final MasterKey master;
    private final JsonMapper json;

    ScimTargetRows(Database database, MasterKey master, JsonMapper json) {
        this.database = database;
        this.master = master;
        this.json = json;
    }

    /** Settings as they are stored, with what is not secret of how the hub is let in. */
    record Stored(TargetSettings settings, Map<String, String> client) {}

    public List<ScimTarget> list(Reach reach, OrganizationId organization) {
        return database.list(
                reach, SELECT + "WHERE organization_id = ? ORDER BY name_ci", this::read, organization.value());
    }

    public @Nullable ScimTarget find(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach, SELECT + "WHERE organization_id = ? AND id = ?", this::read, organization.value(), id);
    }

    /** The target while nobody else changes it. */
    public @Nullable ScimTarget locked(Session session, OrganizationId organization, UUID id) {
        return session.first(
                SELECT + "WHERE organization_id = ? AND id = ? FOR UPDATE", this::read, organization.value(), id);
    }

    /** Targets whose next run is due. */
    public List<ScimTarget> due() {
        return database.list(new Reach.Everything(), SELECT + """
                WHERE enabled AND planned_version = version AND (settings #>> '{settings,minutes}')::integer > 0
                  AND EXISTS (SELECT FROM organizations o
                      WHERE o.organization_id = scim_targets.organization_id AND o.deleted_at IS NULL)
                  AND NOT EXISTS (SELECT FROM scim_runs r
                      WHERE r.organization_id = scim_targets.organization_id AND r.target_id = scim_targets.id
                        AND (NOT r.is_plan AND r.started_at
                                 > now() - make_interval(mins => (settings #>> '{settings,minutes}')::integer)
                             OR r.state = 'running' AND r.heard_of_at > clock_timestamp() - interval '5 minutes'))
                ORDER BY modified_at LIMIT 100
                """, this::read);
    }

    public void insert(Session session, ScimTarget target, ScimCredential credential) {
        session.run(
                "INSERT INTO scim_targets (organization_id, id, name, url, enabled, settings, secret)"
                        + " VALUES (?, ?, ?, ?, ?, ?::jsonb, ?)",
                target.organization().value(),
                target.id(),
                target.name(),
                target.url().toString(),
                target.enabled(),
                written(target.settings(), client(credential)),
                master.encrypt(secret(credential)));
    }

    /** Other settings have to be planned again; a new name or secret has not. */
    public ScimTarget update(
            Session session, ScimTarget before, ScimTarget target, @Nullable ScimCredential credential) {
        boolean same =
                before.settings().equals(target.settings()) && before.url().equals(target.url());
        session.run(
                """
                UPDATE scim_targets SET name = ?, url = ?, enabled = ?, settings = ?::jsonb, secret = coalesce(?, secret),
                    planned_version = CASE WHEN ? AND planned_version = version THEN version + 1 END,
                    modified_at = transaction_timestamp(), version = version + 1
                WHERE organization_id = ? AND id = ?
                """,
                target.name(),
                target.url().toString(),
                target.enabled(),
                written(
                        target.settings(),
                        credential == null
                                ? stored(session, before.organization(), before.id())
                                        .client()
                                : client(credential)),
                credential == null ? null : master.encrypt(secret(credential)),
                same,
                before.organization().value(),
                before.id());
        return Objects.requireNonNull(locked(session, before.organization(), before.id()));
    }

    public void delete(Session session, OrganizationId organization, UUID id) {
        session.run("DELETE FROM scim_targets WHERE organization_id = ? AND id = ?", organization.value(), id);
    }

    /** Notes that somebody could see what would be done. */
    void planned(Session session, ScimTarget target) {
        session.run(
                "UPDATE scim_targets SET planned_version = ? WHERE organization_id = ? AND id = ?",
                target.version(),
                target.organization().value(),
                target.id());
    }

    /** What the other system lets the hub in with. */
    ScimCredential credential(ScimTarget target) {
        return Objects.requireNonNull(database.first(
                new Reach.Some(Set.of(target.organization())),
                "SELECT settings::text, secret FROM scim_targets WHERE organization_id = ? AND id = ?",
                row -> {
                    Map<String, String> client =
                            json.readValue(row.getString(1), Stored.class).client();
                    String secret = master.decrypt(row.getString(2));
                    return client.isEmpty()
                            ? new ScimCredential.Bearer(secret)
                            : new ScimCredential.Client(
                                    URI.create(client.getOrDefault("tokenUrl", "")),
                                    client.getOrDefault("clientId", ""),
                                    secret,
                                    client.getOrDefault("scope", ""));
                },
                target.organization().value(),
                target.id()));
    }

    private Stored stored(Session session, OrganizationId organization, UUID id) {
        return Objects.requireNonNull(session.first(
                "SELECT settings::text FROM scim_targets WHERE organization_id = ? AND id = ?",
                row -> json.readValue(row.getString(1), Stored.class),
                organization.value(),
                id));
    }

    private static Map<String, String> client(ScimCredential credential) {
        return switch (credential) {
            case ScimCredential.Bearer(var _) -> Map.of();
            case ScimCredential.Client(var tokenUrl, var clientId, var _, var scope) -> {
                Map<String, String> client = new LinkedHashMap<>();
                client.put("tokenUrl", tokenUrl.toString());
                client.put("clientId", clientId);
                client.put("scope", scope);
                yield client;
            }
        };
    }

    private static String secret(ScimCredential credential) {
        return switch (credential) {
            case ScimCredential.Bearer(var token) -> token;
            case ScimCredential.Client(var _, var _, var secret, var _) -> secret;
        };
    }

    private Json written(TargetSettings settings, Map<String, String> client) {
        return new Json(json.writeValueAsString(new Stored(settings, client)));
    }

    private ScimTarget read(ResultSet row) throws SQLException {
        Stored stored = json.readValue(row.getString(6), Stored.class);
        return new ScimTarget(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getString(3),
                URI.create(row.getString(4)),
                row.getBoolean(5),
                stored.settings(),
                stored.client().isEmpty() ? "bearer" : "client",
                row.getBoolean(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getLong(10));
    }
}
