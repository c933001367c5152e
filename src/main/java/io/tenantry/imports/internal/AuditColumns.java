package io.tenantry.imports.internal;

import io.tenantry.audit.Actor;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of an audit event that is the same for all rows of an import: who did it. Many events are one statement here, so they
 * cannot go through the trail's own method, which writes one.
 */
final class AuditColumns {
    static final String NAMES = """
            organization_id, id, actor_id, actor_kind, actor_name, actor_organization_id, on_behalf_of_id, on_behalf_of_name,
            correlation_id, action, target_kind, target_id, target_name, target_version, outcome, before, after""";

    static final String VALUES = "?, s.id, ?::uuid, ?, ?, ?::uuid, ?::uuid, ?, ?";

    private AuditColumns() {}

    static List<@Nullable Object> bound(OrganizationId organization, Actor actor) {
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
