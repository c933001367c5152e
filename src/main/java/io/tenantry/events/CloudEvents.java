package io.tenantry.events;

import io.tenantry.platform.web.HubAddress;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes events as CloudEvents 1.0 in JSON. An event has the same text whenever and to whomever it is told. */
@Component
public class CloudEvents {
    /** Where the schemas of all types are served. */
    public static final String SCHEMAS = "/api/v1/events/schemas";

    private final HubAddress address;

    CloudEvents(HubAddress address) {
        this.address = address;
    }

    /** The event as receivers and readers of the feed see it. */
    public ObjectNode written(Event event) {
        ObjectNode written = JsonMapper.shared().createObjectNode();
        written.put("specversion", "1.0");
        written.put("id", event.id().toString());
        written.put("source", "/api/v1/organizations/" + event.organization());
        written.put("type", event.type().wireName());
        written.put("subject", event.objectKind().replace(' ', '-') + "/" + event.objectId());
        written.put("time", DateTimeFormatter.ISO_INSTANT.format(event.occurredAt()));
        written.put("datacontenttype", "application/json");
        written.put("dataschema", address.of(schema(event.type())));
        written.set("data", event.data());
        return written;
    }

    /** The path of a type's schema. */
    public static String schema(EventType type) {
        return SCHEMAS + "/" + type.wireName() + ".v" + type.version();
    }
}
