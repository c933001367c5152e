package io.tenantry.api;

import io.tenantry.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies for requests, made of what the API's documentation says they may hold. */
public final class SampleBodies {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode document;
    private final Map<String, Object> values;

    private SampleBodies(JsonNode document, Map<String, Object> values) {
        this.document = document;
        this.values = values;
    }

    /** Reads the documentation of one surface. */
    public static SampleBodies of(Client client, String surface) {
        return new SampleBodies(client.get("/v3/api-docs/" + surface, null).body(), Map.of());
    }

    /** Of no surface at all. */
    public static SampleBodies none() {
        return new SampleBodies(JSON.createObjectNode(), Map.of());
    }

    /** The same with these values for members of these names; others get something of their type. */
    public SampleBodies with(Map<String, Object> others) {
        return new SampleBodies(document, others);
    }

    /** The name of what an operation takes, or null when that is no named thing in JSON. */
    public @Nullable String takes(String method, String path) {
        String reference = content(method, path)
                .path("application/json")
                .path("schema")
                .path("$ref")
                .asString("");
        return reference.isEmpty() ? null : reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** Whether an operation takes a body of any kind. */
    public boolean hasBody(String method, String path) {
        return !content(method, path).isMissingNode();
    }

    private JsonNode content(String method, String path) {
        return document.path("paths")
                .path(path)
                .path(method.toLowerCase(Locale.ROOT))
                .path("requestBody")
                .path("content");
    }

    /** Every operation: method and path. */
    public List<String[]> operations() {
        List<String[]> all = new ArrayList<>();
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry(
                        (method, operation) -> all.add(new String[] {method.toUpperCase(Locale.ROOT), path})));
        return all;
    }

    /** A body with all members of the thing. */
    public ObjectNode body(String thing) {
        return object(schema(thing));
    }

    /** The members that have to be given. */
    public List<String> required(String thing) {
        List<String> names = new ArrayList<>();
        schema(thing).path("required").forEach(name -> names.add(name.asString()));
        return names;
    }

    private JsonNode schema(String thing) {
        return document.path("components").path("schemas").path(thing);
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.createObjectNode();
        schema.path("properties").forEachEntry((name, declared) -> {
            Object given = values.get(name);
            object.set(name, given == null ? sample(declared) : JSON.valueToTree(given));
        });
        return object;
    }

    private JsonNode sample(JsonNode declared) {
        String reference = (declared.path("anyOf").isArray()
                        ? declared.path("anyOf").path(0)
                        : declared)
                .path("$ref")
                .asString("");
        JsonNode schema = reference.isEmpty() ? declared : schema(reference.substring(reference.lastIndexOf('/') + 1));
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.path(0).asString() : type.asString("")) {
            case "string" ->
                switch (schema.path("format").asString("")) {
                    case "uuid" -> JSON.valueToTree(UUID.randomUUID().toString());
                    case "date" -> JSON.valueToTree("2030-01-01");
                    case "date-time" -> JSON.valueToTree("2030-01-01T00:00:00Z");
                    default -> JSON.valueToTree("Ada");
                };
            case "boolean" -> JSON.valueToTree(true);
            case "integer", "number" -> JSON.valueToTree(1);
            case "array" -> {
                ArrayNode list = JSON.createArrayNode();
                list.add(sample(schema.path("items")));
                yield list;
            }
            default -> object(schema);
        };
    }
}
