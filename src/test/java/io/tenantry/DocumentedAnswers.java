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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares answers of a hub with what its own OpenAPI documents say of them. */
public final class DocumentedAnswers {
    private static final List<String> SURFACES =
            List.of("own", "cloud-user-hub", "cloud-cockpit", "slc-hub", "scim", "snow-atlas");

    private static final Pattern IS_JSON = Pattern.compile("^application/([a-z.-]+\\+)?json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    /** What no operation tells of itself, as HTTP does so of all: what is known already, methods and types that there are not, too long addresses … */
    private static final Set<Integer> OF_EVERY_PATH = Set.of(304, 405, 406, 408, 414, 431, 502, 504);

    private static final Map<String, DocumentedAnswers> HUBS = new ConcurrentHashMap<>();

    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private DocumentedAnswers() {}

    private record Operation(
            String surface, String method, String template, List<Pattern> paths, JsonNode told, JsonNode components) {
        boolean is(String asked, String path) {
            return method.equals(asked)
                    && paths.stream().anyMatch(each -> each.matcher(path).matches());
        }

        long variables() {
            return template.chars().filter(letter -> letter == '{').count();
        }
    }

    /** An answer to be looked at. */
    public record Given(String method, String path, int status, String type, String body) {
        static Given of(HttpResponse<String> answer) {
            return new Given(
                    answer.request().method(),
                    answer.uri().getRawPath(),
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        }
    }

    /**
     * Looks at an answer of any hub. Its documents are read when it is first asked; what has none is no hub of ours.
     *
     * @throws Undocumented when the answer is not one that is documented
     */
    public static void check(HttpResponse<String> answer) {
        String hub = answer.uri().resolve("/").toString();
        List<String> problems = HUBS.computeIfAbsent(hub, DocumentedAnswers::of).problems(Given.of(answer));
        if (!problems.isEmpty()) {
            throw new Undocumented(problems);
        }
    }

    /** An answer that is not one that is documented. */
    public static final class Undocumented extends AssertionError {
        private static final long serialVersionUID = 1L;

        private final transient List<String> problems;

        private Undocumented(List<String> problems) {
            super("Not as documented: " + String.join("\n", problems));
            this.problems = problems;
        }

        public List<String> problems() {
            return problems;
        }
    }

    /** Reads the documents of a hub. */
    public static DocumentedAnswers of(String hubUrl) {
        DocumentedAnswers all = new DocumentedAnswers();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String surface : SURFACES) {
                HttpResponse<String> document = http.send(
                        HttpRequest.newBuilder(URI.create(hubUrl).resolve("/v3/api-docs/" + surface))
                                .build(),
                        BodyHandlers.ofString());
                if (document.statusCode() == 200) {
                    all.add(surface, JSON.readTree(document.body()));
                }
            }
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
        // The more of a path is fixed, the surer it is meant.
        all.operations.sort(Comparator.comparingLong(Operation::variables));
        return all;
    }

    private void add(String surface, JsonNode document) {
        List<String> prefixes = new ArrayList<>();
        document.path("servers")
                .forEach(server -> prefixes.add(server.path("url").asText().replaceFirst("/$", "")));
        if (surface.equals("slc-hub")) {
            prefixes.add("/slchub/{organizationId}");
        }
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                surface,
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                prefixes.stream()
                                        .map(prefix -> pattern(prefix + path.getKey()))
                                        .toList(),
                                method.getValue(),
                                document.path("components")))));
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
        if (operation == null || OF_EVERY_PATH.contains(given.status())) {
            return List.of();
        }
        String call = given.method() + " " + operation.template() + " " + given.status();
        JsonNode response = operation.told().path("responses").path(Integer.toString(given.status()));
        if (response.isMissingNode()) {
            return List.of(call + " is not documented: " + shortened(given.body()));
        }
        boolean isJson = IS_JSON.matcher(given.type()).find() && !given.body().isEmpty();
        JsonNode content = response.path("content");
        if (!isJson || content.isEmpty()) {
            return given.body().isEmpty() || !content.isEmpty() || given.status() == 304
                    ? List.of()
                    : List.of(call + " has a body that is not documented: " + shortened(given.body()));
        }
        return schema(operation, call, content.elements().next().path("schema")).validate(read(given.body())).stream()
                .map(problem -> call + " "
                        + problem.getInstanceLocation().toString().replaceAll("\\d+", "*") + ": "
                        + problem.getMessage().replaceFirst("^[^:]*: ", ""))
                .distinct()
                .toList();
    }

    private @Nullable Operation find(Given given) {
        return operations.stream()
                .filter(each -> each.is(given.method(), given.path()))
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
