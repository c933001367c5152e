package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code command_set_defaults}: input that organizations give once for all runs of a set. */
@Component
public class DefaultRows {
    private final Database database;
    private final JsonMapper json;

    DefaultRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Values by parameter; none where the organization has said nothing. */
    public Map<String, Object> of(Reach reach, OrganizationId organization, UUID set) {
        String stored = database.first(
                reach,
                "SELECT input FROM command_set_defaults WHERE organization_id = ? AND set_id = ?",
                row -> row.getString(1),
                organization.value(),
                set);
        return stored == null ? Map.of() : json.readerForMapOf(Object.class).readValue(stored);
    }

    /** Keeps them in the place of all there were. */
    public void replace(Session session, OrganizationId organization, UUID set, Map<String, Object> input) {
        session.run("""
                INSERT INTO command_set_defaults (organization_id, set_id, input) VALUES (?, ?, ?::jsonb)
                ON CONFLICT (organization_id, set_id) DO UPDATE SET input = excluded.input, changed_at = transaction_timestamp()
                """, organization.value(), set, new Json(json.writeValueAsString(input)));
    }
}
