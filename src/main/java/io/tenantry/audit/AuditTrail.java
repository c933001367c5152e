package io.tenantry.audit;

import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.RowScope;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the audit trail. A change and its event are one transaction: there is no change without a row that tells of it. */
@Component
public class AuditTrail {
    private static final String COLUMNS = """
            INSERT INTO audit_events (organization_id, id, actor_id, actor_kind, actor_name, actor_organization_id,
                on_behalf_of_id, on_behalf_of_name, action, target_kind, target_id, target_name, target_version, outcome,
                reason, correlation_id, before, after)
            """;

    private static final String VALUES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb";
    private static final String INSERT = COLUMNS + "VALUES (" + VALUES + ")";

    private final Database database;
    private final JsonMapper json;

    public AuditTrail(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Adds an event to the transaction of the change it tells of. */
    public void record(Session session, Actor actor, AuditEvent event) {
        session.run(INSERT, values(actor, event));
    }

    /**
     * Runs a change of at most one row, and adds the event where there was something to change, in one statement.
     *
     * @param change an INSERT, UPDATE or DELETE without RETURNING
     * @return whether there was
     */
    public boolean recordWith(Session session, Actor actor, AuditEvent event, Sql change) {
        List<@Nullable Object> values = new ArrayList<>(change.values());
        values.addAll(Arrays.asList(values(actor, event)));
        return session.run(
                        "WITH changed AS (" + change.text() + " RETURNING 1) " + COLUMNS + "SELECT " + VALUES
                                + " FROM changed",
                        values.toArray())
                == 1;
    }

    /** Adds many events to the transaction of the change they tell of, in one go. */
    public void recordAll(Session session, Actor actor, Collection<AuditEvent> events) {
        session.runAll(
                INSERT, events.stream().map(event -> values(actor, event)).toList());
    }

    /** Writes an event that belongs to no change: a refused or failed attempt. */
    public void recordAlone(RowScope scope, Actor actor, AuditEvent event) {
        database.run(scope, INSERT, values(actor, event));
    }

    private @Nullable Object[] values(Actor actor, AuditEvent event) {
        Actor.Person represented = actor.onBehalfOf();
        return new @Nullable Object[] {
            event.organization().value(),
            Ids.next(),
            actor.id(),
            actor.kind().stored(),
            actor.name(),
            actor.organization() == null ? null : actor.organization().value(),
            represented == null ? null : represented.id(),
            represented == null ? null : represented.name(),
            event.action(),
            event.targetKind(),
            event.targetId(),
            event.targetName(),
            event.targetVersion(),
            event.outcome().name().toLowerCase(Locale.ROOT),
            event.reason() == null ? actor.because() : event.reason(),
            actor.correlationId(),
            written(event.before()),
            written(event.after())
        };
    }

    private @Nullable Json written(@Nullable Map<String, ?> members) {
        return members == null ? null : new Json(json.writeValueAsString(members));
    }
}
