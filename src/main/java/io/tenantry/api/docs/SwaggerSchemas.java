package io.tenantry.api.docs;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns schemas of OpenAPI 3.1 into those of Swagger 2.0, with a heading and a description for every member. */
final class SwaggerSchemas {
    private static final String COMPONENTS = "#/components/schemas/";
    private static final Set<String> FORMATS = Set.of("uuid", "date-time", "int32", "int64", "double", "float", "date");

    private final JsonNode document;
    private final String prefix;
    private final ObjectNode definitions;

    /**
     * The schemas of one document.
     *
     * @param prefix what its definitions' names begin with, so that those of two documents differ
     * @param definitions where they are put once they are used
     */
    SwaggerSchemas(JsonNode document, String prefix, ObjectNode definitions) {
        this.document = document;
        this.prefix = prefix;
        this.definitions = definitions;
    }

    /** Everything that is used so far. */
    ObjectNode definitions() {
        return definitions;
    }

    /** A schema where it is used. */
    ObjectNode of(JsonNode nullable) {
        JsonNode schema = meant(nullable);
        ObjectNode made = JsonMapper.shared().createObjectNode();
        String reference = schema.path("$ref").asString("");
        if (reference.startsWith(COMPONENTS)) {
            made.put("$ref", "#/definitions/" + define(reference.substring(COMPONENTS.length())));
            return made;
        }
        String type = type(schema);
        made.put("type", type);
        String format = schema.path("format").asString("");
        if (FORMATS.contains(format)) {
            made.put("format", format);
        }
        if (schema.has("enum")) {
            made.set("enum", schema.path("enum"));
        }
        if (type.equals("array")) {
            made.set("items", of(schema.path("items")));
        }
        if (schema.path("properties").isObject() && !schema.path("properties").isEmpty()) {
            ObjectNode properties = made.putObject("properties");
            schema.path("properties").forEachEntry((name, property) -> properties.set(name, member(name, property)));
        } else if (type.equals("object") && schema.path("additionalProperties").isObject()) {
            made.set("additionalProperties", of(schema.path("additionalProperties")));
        }
        if (schema.path("required").isArray() && !schema.path("required").isEmpty()) {
            made.set("required", schema.path("required"));
        }
        return made;
    }

    /** The schema itself, not a reference to it. */
    JsonNode resolved(JsonNode nullable) {
        JsonNode schema = meant(nullable);
        String reference = schema.path("$ref").asString("");
        return reference.startsWith(COMPONENTS)
                ? document.path("components").path("schemas").path(reference.substring(COMPONENTS.length()))
                : schema;
    }

    /** What it is when it is not null. */
    private static JsonNode meant(JsonNode schema) {
        return schema.path("anyOf").isArray() ? schema.path("anyOf").path(0) : schema;
    }

    private ObjectNode member(String name, JsonNode property) {
        ObjectNode made = of(property);
        if (made.has("$ref")) {
            return made;
        }
        String told = property.path("description").asString("");
        made.put("title", Wording.title(name));
        made.put("x-ms-summary", Wording.title(name));
        made.put("description", told.isBlank() ? Wording.described(name) : Wording.sentence(told));
        return made;
    }

    private String define(String name) {
        String own = prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        if (!definitions.has(own)) {
            // It is there before it is made, in case it holds itself.
            definitions.putObject(own);
            definitions.set(own, of(document.path("components").path("schemas").path(name)));
        }
        return own;
    }

    private static String type(JsonNode schema) {
        JsonNode declared = schema.path("type");
        if (declared.isArray()) {
            for (JsonNode one : declared) {
                if (!one.asString().equals("null")) {
                    return one.asString();
                }
            }
        }
        return declared.isString() ? declared.asString() : "object";
    }
}
