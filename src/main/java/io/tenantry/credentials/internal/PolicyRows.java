package io.tenantry.credentials.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table sign_in_policies. What holds for an organization stands partly above it, where its people cannot look. */
@Component
public class PolicyRows {
    private static final Reach HUB = new Reach.Everything();
    private static final TypeReference<Map<String, Map<String, Object>>> MEMBERS = new TypeReference<>() {};

    private final Database database;
    private final JsonMapper json;

    PolicyRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * What an organization says itself.
     *
     * @param version counts changes; 0 when there was none
     */
    public record Row(OrganizationId organization, Map<String, Map<String, Object>> policies, long version) {}

    /** The organization and those above it that say something, the nearest first. None when there is no such organization. */
    public List<Row> line(OrganizationId organization) {
        return database.list(HUB, """
                WITH RECURSIVE line AS (
                    SELECT organization_id, parent_id, 0 AS distance FROM organizations WHERE organization_id = ?
                    UNION ALL
                    SELECT above.organization_id, above.parent_id, line.distance + 1
                    FROM line JOIN organizations above ON above.organization_id = line.parent_id)
                SELECT line.organization_id, p.policies, p.version
                FROM line LEFT JOIN sign_in_policies p ON p.organization_id = line.organization_id
                WHERE distance = 0 OR p.policies IS NOT NULL
                ORDER BY distance
                """, this::row, organization.value());
    }

    /** Whether the organization is there, as far as the reach goes. */
    public boolean isThere(Reach reach, OrganizationId organization) {
        return database.first(
                        reach,
                        "SELECT 1 FROM organizations WHERE organization_id = ?",
                        row -> row.getInt(1),
                        organization.value())
                != null;
    }

    /** The organization above all others; null before the first start. */
    public @Nullable OrganizationId root() {
        return database.first(
                HUB,
                "SELECT organization_id FROM organizations WHERE parent_id IS NULL",
                row -> new OrganizationId(row.getObject(1, UUID.class)));
    }

    /** What the organization says itself, so that nobody else can change it until the transaction ends. */
    public @Nullable Row locked(Session session, OrganizationId organization) {
        session.list(
                "SELECT pg_advisory_xact_lock(hashtextextended('tenantry.sign_in_policies ' || ?, 0))",
                row -> true,
                organization.toString());
        return session.first(
                "SELECT organization_id, policies, version FROM sign_in_policies WHERE organization_id = ?",
                this::row,
                organization.value());
    }

    public void store(Session session, Row row) {
        session.run("""
                INSERT INTO sign_in_policies (organization_id, policies, version) VALUES (?, ?, ?)
                ON CONFLICT (organization_id) DO UPDATE SET policies = excluded.policies, version = excluded.version
                """, row.organization().value(), new Json(json.writeValueAsString(row.policies())), row.version());
    }

    private Row row(ResultSet row) throws SQLException {
        String policies = row.getString(2);
        return new Row(
                new OrganizationId(row.getObject(1, UUID.class)),
                policies == null ? Map.of() : json.readValue(policies, MEMBERS),
                row.getLong(3));
    }
}
