package io.tenantry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares answers of a hub with what its own OpenAPI documents say of them. */
public final class DocumentedAnswers {
    private static final List<String> SURFACES = List.of("own", "cloud-user-hub", "cloud-cockpit", "slc-hub", "scim");
    private static final Pattern PREFIX = Pattern.compile("^/(clouduserhub|cloudcockpit|slchub/[^/]+)(?=/)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private DocumentedAnswers() {}

    private record Operation(
            String surface, String method, String template, Pattern path, JsonNode told, JsonNode components) {
        long variables() {
            return template.chars().filter(c -> c == '{').count();
        }
    }

    /** An answer to be looked at. */
    public record Given(String method, String path, int status, String type, String body) {}

    /** Reads the documents of a hub. */
    public static DocumentedAnswers of(String hubUrl) {
        DocumentedAnswers all = new DocumentedAnswers();
        HttpClient http = HttpClient.newHttpClient();
        for (String surface : SURFACES) {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(hubUrl + "/v3/api-docs/" + surface))
                        .build();
                JsonNode document = JSON.readTree(
                        http.send(request, BodyHandlers.ofString()).body());
                document.path("paths")
                        .properties()
                        .forEach(path -> path.getValue()
                                .properties()
                                .forEach(method -> all.operations.add(new Operation(
                                        surface,
                                        method.getKey().toUpperCase(Locale.ROOT),
                                        path.getKey(),
                                        pattern(path.getKey()),
                                        method.getValue(),
                                        document.path("components")))));
            } catch (IOException failure) {
                throw new AssertionError(failure);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError(stopped);
            }
        }
        // The more of a path is fixed, the surer it is meant.
        all.operations.sort(Comparator.comparingLong(Operation::variables));
        return all;
    }

    private static Pattern pattern(String template) {
        StringBuilder pattern = new StringBuilder();
        for (String part : template.split("(?=\\{)|(?<=})", -1)) {
            pattern.append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE);
    }

    /** What differs; nothing for answers of routes that are not documented. */
    public List<String> problems(Given given) {
        Operation operation = find(given);
        if (operation == null) {
            return List.of();
        }
        String call = given.method() + " " + operation.template() + " " + given.status();
        JsonNode response = operation.told().path("responses").path(Integer.toString(given.status()));
        if (response.isMissingNode()) {
            return List.of(call + " is not documented: " + shortened(given.body()));
        }
        boolean isJson = given.type().contains("json") && !given.body().isEmpty();
        JsonNode content = response.path("content");
        if (!isJson || content.isEmpty()) {
            return given.body().isEmpty() || !content.isEmpty() || given.status() == 304
                    ? List.of()
                    : List.of(call + " has a body that is not documented: " + shortened(given.body()));
        }
        return schema(operation, call, content.elements().next().path("schema")).validate(read(given.body())).stream()
                .map(problem ->
                        call + " " + problem.getInstanceLocation().toString().replaceAll("\\d+", "*") + ": "
                                + problem.getMessage().replaceFirst("^[^:]*: ", ""))
                .distinct()
                .toList();
    }

    private @Nullable Operation find(Given given) {
        String path = PREFIX.matcher(given.path().split("\\?", 2)[0]).replaceFirst("");
        return operations.stream()
                .filter(each -> each.method().equals(given.method())
                        && each.path().matcher(path).matches())
                .findFirst()
                .orElse(null);
    }

    private JsonSchema schema(Operation operation, String call, JsonNode schema) {
        return schemas.computeIfAbsent(operation.surface() + " " + call, key -> {
            ObjectNode whole = JSON.createObjectNode();
            whole.putArray("allOf").add(schema);
            whole.set("components", operation.components());
            return SCHEMAS.getSchema(whole);
        });
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException none) {
            throw new AssertionError(none);
        }
    }

    private static String shortened(String body) {
        return body.length() <= 120 ? body : body.substring(0, 120) + "…";
    }
}
