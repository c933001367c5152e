package io.tenantry.audit;

import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of audit events that is the same for all rows of one statement: who did it. Where a statement changes many rows and
 * writes their events at once, it cannot go through {@link AuditTrail}, which takes one event at a time.
 */
public final class AuditColumns {
    /** The columns of {@code audit_events}, as many as an event that was done has. */
    public static final String NAMES = """
            organization_id, id, actor_id, actor_kind, actor_name, actor_organization_id, on_behalf_of_id, on_behalf_of_name,
            correlation_id, action, target_kind, target_id, target_name, target_version, outcome, before, after""";

    /** What stands for the columns up to the correlation id; {@link #bound} is bound to it. The event's id is {@code s.id}. */
    public static final String VALUES = "?, s.id, ?::uuid, ?, ?, ?::uuid, ?::uuid, ?, ?";

    private AuditColumns() {}

    /** The values that {@link #VALUES} takes. */
    public static List<@Nullable Object> bound(OrganizationId organization, Actor actor) {
        Actor.Person represented = actor.onBehalfOf();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(organization.value());
        values.add(actor.id());
        values.add(actor.kind().stored());
        values.add(actor.name());
        values.add(livesIn(actor));
        values.add(represented == null ? null : represented.id());
        values.add(represented == null ? null : represented.name());
        values.add(actor.correlationId());
        return values;
    }

    private static @Nullable UUID livesIn(Actor actor) {
        OrganizationId organization = actor.organization();
        return organization == null ? null : organization.value();
    }
}
