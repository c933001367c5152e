package io.tenantry.audit.internal;

import io.tenantry.audit.RecordedEvent;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How an event stands in its table. */
public final class EventRows {
    public static final String FROM = "audit_events e LEFT JOIN audit_seals s ON s.event_id = e.id";

    /** In the order in which {@link #read} takes them. */
    public static final String COLUMNS = """
            e.id, e.organization_id, e.occurred_at, s.sequence, e.actor_id, e.actor_kind, e.actor_name,
            e.actor_organization_id, e.on_behalf_of_id, e.on_behalf_of_name, e.action, e.target_kind, e.target_id,
            e.target_name, e.target_version, e.outcome, e.reason, e.correlation_id, e.before, e.after""";

    private final JsonMapper json;

    public EventRows(JsonMapper json) {
        this.json = json;
    }

    public RecordedEvent read(ResultSet row) throws SQLException {
        UUID actorOrganization = row.getObject(8, UUID.class);
        return new RecordedEvent(
                row.getObject(1, UUID.class),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getObject(4, Long.class),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getString(7),
                actorOrganization == null ? null : new OrganizationId(actorOrganization),
                row.getObject(9, UUID.class),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getObject(15, Long.class),
                row.getString(16),
                row.getString(17),
                row.getString(18),
                members(row.getString(19)),
                members(row.getString(20)));
    }

    private @Nullable JsonNode members(@Nullable String written) {
        return written == null ? null : json.readTree(written);
    }
}
