package io.tenantry.api.docs;

import io.tenantry.api.docs.KnownOperation.KnownParameter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the operations of one OpenAPI document into those of a connector. */
final class ConnectorPaths {
    private static final Set<String> NOT_FOR_FLOWS = Set.of("X-Correlation-Id");

    private final JsonNode document;
    private final SwaggerSchemas schemas;
    private final List<KnownOperation> known;
    private final Set<String> ids = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    ConnectorPaths(JsonNode document, SwaggerSchemas schemas, List<KnownOperation> known, Set<String> taken) {
        this.document = document;
        this.schemas = schemas;
        this.known = known;
        ids.addAll(taken);
    }

    /** Writes the operations, those that flows know first under the names they know. */
    Set<String> write(ObjectNode paths) {
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    KnownOperation match = known.stream()
                            .filter(each -> each.isAt(method, path))
                            .findFirst()
                            .orElse(null);
                    if (match != null) {
                        ids.add(match.operationId());
                        place(paths, match.path()).set(method, written(match, operation));
                    }
                }));
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    boolean isKnown = known.stream().anyMatch(each -> each.isAt(method, path));
                    if (!isKnown && isJson(operation)) {
                        place(paths, path).set(method, written(operation, path, method));
                    }
                }));
        return ids;
    }

    private static ObjectNode place(ObjectNode paths, String path) {
        return paths.path(path) instanceof ObjectNode there ? there : paths.putObject(path);
    }

    /** Flows speak JSON; files, and answers that lead to one, are for programs. */
    private static boolean isJson(JsonNode operation) {
        if (success(operation).isMissingNode()) {
            return false;
        }
        JsonNode body = operation.path("requestBody").path("content");
        boolean takes = body.isMissingNode() || body.has("application/json");
        JsonNode answer = success(operation).path("content");
        boolean gives = answer.isMissingNode()
                || answer.isEmpty()
                || answer.propertyNames().stream().anyMatch(type -> type.endsWith("json") || type.equals("*/*"));
        return takes && gives && !answer.has("text/event-stream");
    }

    private ObjectNode written(KnownOperation known, JsonNode operation) {
        ObjectNode made = heading(known.summary(), known.description(), known.operationId());
        if (known.visibility() != null) {
            made.put("x-ms-visibility", known.visibility());
        }
        ArrayNode parameters = made.putArray("parameters");
        for (KnownParameter parameter : known.parameters()) {
            ObjectNode each = parameters.addObject();
            each.put("name", parameter.name());
            each.put("in", parameter.in());
            each.put("required", parameter.required());
            each.put("type", parameter.type());
            each.put("x-ms-summary", parameter.summary());
            each.put("description", parameter.description());
            optional(each, "default", parameter.value());
            optional(each, "x-ms-visibility", parameter.visibility());
            encoded(each);
        }
        finish(made, parameters, operation, known);
        return made;
    }

    private ObjectNode written(JsonNode operation, String path, String method) {
        String summary = operation.path("summary").asString("");
        String told = operation.path("description").asString("");
        String heading = summary.isBlank()
                ? Wording.title(method + " " + path.substring(path.lastIndexOf('/') + 1))
                : Wording.heading(summary);
        String decapitalized = heading.substring(0, 1).toLowerCase(Locale.ROOT) + heading.substring(1);
        ObjectNode made = heading(
                heading,
                told.isBlank() ? "Asks the hub to " + decapitalized : told,
                unique(Wording.operationId(heading)));
        ArrayNode parameters = made.putArray("parameters");
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asString();
            if (!NOT_FOR_FLOWS.contains(name)) {
                parameter(parameters.addObject(), parameter, name);
            }
        }
        finish(made, parameters, operation, null);
        return made;
    }

    private void parameter(ObjectNode made, JsonNode parameter, String name) {
        String in = parameter.path("in").asString();
        boolean isNeeded = in.equals("path") || parameter.path("required").asBoolean(false);
        ObjectNode schema = schemas.of(schemas.resolved(parameter.path("schema")));
        String type = schema.path("type").asString("string");
        made.put("name", name);
        made.put("in", in);
        made.put("required", isNeeded);
        made.put("type", type.equals("object") || type.equals("array") ? "string" : type);
        made.put("x-ms-summary", Wording.title(name));
        String told = parameter.path("description").asString("");
        made.put("description", told.isBlank() ? Wording.described(name) : Wording.sentence(told));
        if (!isNeeded && in.equals("header")) {
            made.put("x-ms-visibility", "advanced");
        }
        encoded(made);
    }

    /** Values of variables in paths may hold anything, and are not taken apart. */
    private static void encoded(ObjectNode parameter) {
        if (parameter.path("in").asString().equals("path")) {
            parameter.put("x-ms-url-encoding", "single");
        }
    }

    private static ObjectNode heading(String summary, String description, String id) {
        ObjectNode made = JsonMapper.shared().createObjectNode();
        made.put("summary", summary);
        made.put("description", Wording.sentence(description));
        made.put("operationId", id);
        return made;
    }

    private void finish(ObjectNode made, ArrayNode parameters, JsonNode operation, @Nullable KnownOperation known) {
        KnownMembers members = new KnownMembers(schemas.definitions());
        JsonNode body = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        if (!body.isMissingNode()) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", "body");
            parameter.put("in", "body");
            parameter.put("required", true);
            parameter.set("schema", members.added(schemas.of(body), known == null ? List.of() : known.takes()));
        }
        ObjectNode responses = made.putObject("responses");
        operation.path("responses").forEachEntry((status, response) -> {
            if (status.startsWith("2")) {
                ObjectNode answer = responses.putObject(status);
                answer.put(
                        "description",
                        Wording.sentence(response.path("description").asString("Done")));
                JsonNode schema = schema(response);
                if (!schema.isMissingNode()) {
                    answer.set("schema", members.added(schemas.of(schema), known == null ? List.of() : known.gives()));
                    pageable(made, schemas.resolved(schema));
                }
            }
        });
        for (String status : List.of("400", "401", "403", "404", "429", "500")) {
            JsonNode response = operation.path("responses").path(status);
            if (!response.isMissingNode()) {
                responses
                        .putObject(status)
                        .put(
                                "description",
                                Wording.sentence(response.path("description").asString("Refused")));
            }
        }
        JsonNode refusal = schema(operation.path("responses").path("500"));
        ObjectNode other = responses.putObject("default");
        other.put("description", "The hub refused or failed, and tells why.");
        other.set("schema", schemas.of(refusal));
    }

    private static void pageable(ObjectNode operation, JsonNode schema) {
        JsonNode members = schema.path("properties");
        boolean isOdata = members.has("@odata.nextLink");
        boolean isOwn = members.has("next") && members.has("items") && !members.has("hasMore");
        if (isOdata || isOwn) {
            operation.putObject("x-ms-pageable").put("nextLinkName", isOdata ? "@odata.nextLink" : "next");
        }
    }

    private static JsonNode success(JsonNode operation) {
        for (String status : List.of("200", "201", "202", "204")) {
            if (operation.path("responses").has(status)) {
                return operation.path("responses").path(status);
            }
        }
        return operation.path("responses").path("none");
    }

    private static JsonNode schema(JsonNode response) {
        JsonNode content = response.path("content");
        return content.isEmpty()
                ? content.path("none")
                : content.iterator().next().path("schema");
    }

    /** The same summary may head two operations, of which the second gets a number. */
    private String unique(String wanted) {
        String id = wanted;
        for (int number = 2; !ids.add(id); number++) {
            id = wanted + number;
        }
        return id;
    }

    private static void optional(ObjectNode owner, String name, @Nullable String value) {
        if (value != null) {
            owner.put(name, value);
        }
    }
}
