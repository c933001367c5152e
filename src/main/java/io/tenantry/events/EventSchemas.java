package io.tenantry.events;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON schema of each type's data. */
public final class EventSchemas {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private EventSchemas() {}

    /** The schema of one type's data. Readers should take members that are not in it, which later versions may bring. */
    public static ObjectNode of(EventType type) {
        ObjectNode schema = JsonMapper.shared().createObjectNode();
        schema.put("$schema", DIALECT);
        schema.put("$id", CloudEvents.schema(type));
        schema.put("title", type.wireName());
        schema.put("description", type.meaning() + ".");
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        text(properties, "organizationId", "Where it happened").put("format", "uuid");
        object(properties);
        actor(properties);
        orNull(properties, "correlationId", "string")
                .put("description", "What one request did has one id; that of a planned change is change- and its id");
        ArrayNode required = schema.putArray("required");
        List.of("organizationId", "object", "actor", "correlationId").forEach(required::add);
        for (String member : type.shape().members()) {
            required.add(member);
            part(properties, member);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static void object(ObjectNode properties) {
        ObjectNode object = closed(properties, "object", "What it happened to");
        ObjectNode members = object.putObject("properties");
        text(members, "kind", "user, group, organization …");
        orNull(members, "id", "string");
        orNull(members, "name", "string").put("description", "How people know it; of a user, the sign-in name");
        orNull(members, "version", "integer").put("description", "Its version after the change, where it has one");
        required(object, "kind", "id", "name", "version");
    }

    private static void actor(ObjectNode properties) {
        ObjectNode actor = orNull(properties, "actor", "object");
        actor.put("description", "Who did it; null when nobody is known to have done it");
        ObjectNode members = actor.putObject("properties");
        text(members, "kind", "user, service account, system or anonymous");
        orNull(members, "id", "string").put("format", "uuid");
        text(members, "name", "The sign-in name or client id");
        ObjectNode represented = closed(members, "onBehalfOf", "The person whose identity the actor had taken on");
        ObjectNode inner = represented.putObject("properties");
        text(inner, "id", "The person's id").put("format", "uuid");
        text(inner, "name", "The person's sign-in name");
        required(represented, "id", "name");
        required(actor, "kind", "id", "name");
        actor.put("additionalProperties", false);
    }

    private static void part(ObjectNode properties, String member) {
        switch (member) {
            case "before" -> free(properties, member, "The members that were different, as they were");
            case "after" -> free(properties, member, "The members that are new or different, as they are");
            case "member", "owner" -> {
                ObjectNode part = closed(properties, member, "Who it is");
                ObjectNode members = part.putObject("properties");
                text(members, "id", "The id");
                text(members, "kind", "user, group or service account");
                text(members, "name", "How people know it");
                required(part, "id", "kind", "name");
            }
            case "license" -> {
                ObjectNode part = closed(properties, member, "The product");
                ObjectNode members = part.putObject("properties");
                text(members, "skuId", "The product's id").put("format", "uuid");
                orNull(members, "partNumber", "string");
                required(part, "skuId", "partNumber");
            }
            case "job" -> job(properties);
            case "plan" -> {
                ObjectNode part = closed(properties, member, "The plan");
                ObjectNode members = part.putObject("properties");
                text(members, "requestedBy", "Who made it");
                ObjectNode reasons = members.putObject("reasons");
                reasons.put("type", "array");
                reasons.putObject("items").put("type", "string");
                members.putObject("targets").put("type", "integer");
                required(part, "requestedBy", "reasons", "targets");
            }
            case "reason" -> text(properties, member, "Why it failed");
            default -> throw new IllegalArgumentException(member);
        }
    }

    private static void job(ObjectNode properties) {
        ObjectNode part = closed(properties, "job", "The job");
        ObjectNode members = part.putObject("properties");
        text(members, "status", "Completed, Failed or Cancelled");
        text(members, "commandBlockId", "The block").put("format", "uuid");
        for (String id : List.of("parentId", "userId", "groupId", "deviceId")) {
            text(members, id, "Where it has one").put("format", "uuid");
        }
        text(members, "userPrincipalName", "The sign-in name of the person it was for");
        text(members, "startedBy", "Who asked for it");
        text(members, "errorCode", "Why it failed");
        required(part, "status", "commandBlockId", "startedBy");
    }

    private static void free(ObjectNode properties, String name, String description) {
        ObjectNode object = properties.putObject(name);
        object.put("type", "object");
        object.put("description", description);
    }

    private static ObjectNode closed(ObjectNode properties, String name, String description) {
        ObjectNode object = properties.putObject(name);
        object.put("type", "object");
        object.put("description", description);
        object.put("additionalProperties", false);
        return object;
    }

    private static ObjectNode text(ObjectNode properties, String name, String description) {
        ObjectNode text = properties.putObject(name);
        text.put("type", "string");
        text.put("description", description);
        return text;
    }

    private static ObjectNode orNull(ObjectNode properties, String name, String type) {
        ObjectNode value = properties.putObject(name);
        value.putArray("type").add(type).add("null");
        return value;
    }

    private static void required(ObjectNode schema, String... names) {
        ArrayNode required = schema.putArray("required");
        for (String name : names) {
            required.add(name);
        }
    }
}
