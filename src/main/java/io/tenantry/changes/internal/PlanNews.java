package io.tenantry.changes.internal;

import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.changes.Change;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail is told of plans themselves, apart from what they do to their targets. */
@Component
public class PlanNews {
    private final AuditTrail audit;
    private final JsonMapper json;

    PlanNews(AuditTrail audit, JsonMapper json) {
        this.audit = audit;
        this.json = json;
    }

    void planned(Session session, Actor actor, UUID id, OrganizationId organization, Planning.Heading heading) {
        audit.record(
                session,
                actor,
                AuditEvent.done(
                        organization,
                        "change.plan",
                        new AuditEvent.Target("change", id.toString(), heading.title(), null),
                        null,
                        Map.of("edits", heading.editNames())));
    }

    /** A plan was approved, applied, paused … */
    public void told(Session session, Actor actor, Change change, String action, @Nullable Map<String, ?> more) {
        audit.record(
                session,
                actor,
                AuditEvent.done(
                        change.organization(),
                        action,
                        new AuditEvent.Target("change", change.id().toString(), change.title(), null),
                        null,
                        more));
    }

    Json json(Object value) {
        return new Json(json.writeValueAsString(value));
    }
}
