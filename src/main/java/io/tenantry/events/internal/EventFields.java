package io.tenantry.events.internal;

import io.tenantry.events.Event;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Evaluation;
import io.tenantry.query.Field;
import io.tenantry.query.dialect.ODataFilter;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a filter can ask of an event, in the words of the data that receivers see. */
public final class EventFields {
    private static final Map<String, Function<Event, @Nullable Object>> VALUES = Map.of(
            "type", event -> event.type().wireName(),
            "organizationId", event -> event.organization().value(),
            "objectKind", Event::objectKind,
            "objectId", Event::objectId,
            "objectName", event -> text(event.data().path("object").path("name")),
            "actorKind", event -> text(event.data().path("actor").path("kind")),
            "actorId", event -> id(event.data().path("actor").path("id")),
            "actorName", event -> text(event.data().path("actor").path("name")),
            "correlationId", event -> text(event.data().path("correlationId")),
            "occurredAt", Event::occurredAt);

    private static final Catalogue CATALOGUE = Catalogue.of(
            Field.id("id", "id"),
            Field.text("type", "type").required(),
            Field.uuid("organizationId", "organization_id").required(),
            Field.text("objectKind", "object_kind").required(),
            Field.text("objectId", "object_id").required(),
            Field.text("objectName", "object_name"),
            Field.text("actorKind", "actor_kind"),
            Field.uuid("actorId", "actor_id"),
            Field.text("actorName", "actor_name"),
            Field.text("correlationId", "correlation_id"),
            Field.instant("occurredAt", "occurred_at").required());

    private EventFields() {}

    /**
     * A filter in OData's syntax; none lets everything through.
     *
     * @throws Refusal (MALFORMED) when it cannot be understood
     */
    public static Condition parse(@Nullable String filter) {
        if (filter == null) {
            return Condition.ALL;
        }
        try {
            return ODataFilter.parse(filter, CATALOGUE);
        } catch (Refusal refusal) {
            throw new Refusal(refusal.reason(), refusal.getMessage().replace("$filter", "filter"), "filter");
        }
    }

    /** Whether the event is one of those that the filter asks for. */
    public static boolean test(Condition condition, Event event) {
        return Evaluation.test(condition, field -> {
            Function<Event, @Nullable Object> value = VALUES.get(field.name());
            return value == null ? event.id() : value.apply(event);
        });
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.asString() : null;
    }

    private static @Nullable UUID id(JsonNode value) {
        return value.isString() ? UUID.fromString(value.asString()) : null;
    }
}
