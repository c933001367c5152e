package io.tenantry.api.docs;

import io.tenantry.api.docs.Chapter.Answer;
import io.tenantry.api.docs.Chapter.Call;
import io.tenantry.api.docs.Chapter.Input;
import io.tenantry.api.docs.Chapter.Member;
import io.tenantry.api.docs.Chapter.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads one OpenAPI document into what the page shows, so that the two cannot differ. */
final class ChapterReader {
    /** Before the members of things of which the body is a list. */
    static final String EACH = "[].";

    private static final int DEPTH_MAX = 4;

    private final String id;
    private final JsonNode document;

    ChapterReader(String id, JsonNode document) {
        this.id = id;
        this.document = document;
    }

    Chapter read() {
        Map<String, List<Call>> calls = new TreeMap<>();
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> calls.computeIfAbsent(
                                operation.path("tags").path(0).asString(), tag -> new ArrayList<>())
                        .add(call(path, method.toUpperCase(Locale.ROOT), operation))));
        List<Section> sections = new ArrayList<>();
        calls.forEach((tag, all) -> sections.add(new Section(anchor(id + " " + tag), title(tag), all)));
        JsonNode info = document.path("info");
        return new Chapter(id, text(info, "title"), text(info, "description"), sections);
    }

    private Call call(String path, String method, JsonNode operation) {
        List<Input> inputs = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            inputs.add(new Input(
                    text(parameter, "name"),
                    text(parameter, "in"),
                    type(resolved(parameter.path("schema"))),
                    parameter.path("required").asBoolean(false),
                    text(parameter, "description")));
        }
        List<Answer> answers = new ArrayList<>();
        List<Member> gives = new ArrayList<>();
        operation.path("responses").forEachEntry((status, response) -> {
            answers.add(new Answer(status, text(response, "description")));
            if (status.startsWith("2")) {
                gives.addAll(body(response));
            }
        });
        JsonNode requestBody = operation.path("requestBody");
        List<Member> takes = body(requestBody);
        return new Call(
                anchor(id + " " + method + " " + path),
                method,
                path,
                text(operation, "summary"),
                permission(operation),
                inputs,
                takes,
                answers,
                gives,
                new Curl(method, path, inputs, takes, mediaType(requestBody)).line());
    }

    private static String permission(JsonNode operation) {
        List<String> names = new ArrayList<>();
        operation.path(DescribedOperation.PERMISSIONS).forEach(name -> names.add(name.asString()));
        String note = text(operation, DescribedOperation.NOTE);
        return (names.isEmpty() ? "none" : String.join(", ", names)) + (note.isEmpty() ? "" : " (" + note + ")");
    }

    private static String mediaType(JsonNode body) {
        return body.path("content").propertyNames().stream().findFirst().orElse("");
    }

    private List<Member> body(JsonNode body) {
        List<Member> members = new ArrayList<>();
        JsonNode schema = body.path("content").path(mediaType(body)).path("schema");
        JsonNode whole = resolved(schema);
        if (type(whole).startsWith("list")) {
            collect(EACH, resolved(whole.path("items")), members, 0);
        } else {
            collect("", whole, members, 0);
        }
        return members;
    }

    private void collect(String prefix, JsonNode schema, List<Member> members, int depth) {
        if (depth >= DEPTH_MAX) {
            return;
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        schema.path("properties").forEachEntry((name, declared) -> {
            JsonNode property = resolved(declared);
            boolean isList = type(property).startsWith("list");
            JsonNode inner = isList ? resolved(property.path("items")) : property;
            String called = prefix + name;
            if (inner.has("properties")) {
                collect(called + (isList ? "[]." : "."), inner, members, depth + 1);
            } else {
                members.add(new Member(called, type(property), required.contains(name)));
            }
        });
    }

    private JsonNode resolved(JsonNode schema) {
        String reference =
                text(schema.path("anyOf").isArray() ? schema.path("anyOf").path(0) : schema, "$ref");
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return reference.isEmpty()
                ? schema
                : document.path("components").path("schemas").path(name);
    }

    private String type(JsonNode schema) {
        JsonNode declared = schema.path("type");
        String type = declared.isArray() ? declared.path(0).asString() : text(schema, "type");
        return switch (type) {
            case "string" ->
                switch (text(schema, "format")) {
                    case "uuid" -> "id";
                    case "date-time" -> "date and time";
                    default -> "text";
                };
            case "boolean" -> "true or false";
            case "integer", "number" -> "number";
            case "array" -> "list of " + type(resolved(schema.path("items")));
            case "object" -> "object";
            default -> "any";
        };
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.asString() : "";
    }

    private static String title(String tag) {
        String words = tag.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String anchor(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9$]+", "-").replace('$', '_');
    }
}
