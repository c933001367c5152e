package io.tenantry.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.HubTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The connector keeps the published rules for connectors, and has what flows of the Cloud User Hub name in it. */
class ConnectorTest extends HubTest {
    private static final Set<String> VISIBILITIES = Set.of("important", "advanced", "internal", "none");
    private static final int SIZE_MAX = 1_000_000;

    private JsonNode connector = JsonMapper.shared().createObjectNode();
    private final List<String> amiss = new ArrayList<>();

    @BeforeEach
    void readConnector() {
        Client.Answer answer = new Client(hubUrl()).get("/docs/connector/apiDefinition.swagger.json", null);
        assertThat(answer.status()).isEqualTo(200);
        connector = answer.body();
    }

    private void operations(BiConsumer<String, JsonNode> reader) {
        connector
                .path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (!method.startsWith("x-")) {
                        reader.accept(method + " " + path, operation);
                    }
                }));
    }

    private void rule(boolean holds, String what) {
        if (!holds) {
            amiss.add(what);
        }
    }

    @Test
    void everyOperationKeepsThePublishedRules() {
        Set<String> ids = new HashSet<>();
        operations((call, operation) -> {
            String id = operation.path("operationId").asString("");
            String summary = operation.path("summary").asString("");
            rule(id.matches("[A-Z][A-Za-z0-9]*"), call + " has the operationId " + id);
            rule(ids.add(id.toLowerCase(Locale.ROOT)), call + " has an operationId that another has: " + id);
            heading(call, summary);
            sentence(call, operation.path("description").asString(""), summary);
            visibility(call, operation);
            parameters(call, operation);
            responses(call, operation);
        });
        assertThat(ids).hasSizeGreaterThan(100);
        assertThat(amiss).isEmpty();
    }

    private void heading(String where, String text) {
        rule(!text.isBlank() && text.length() <= 80, where + " has the heading '" + text + "'");
        rule(
                text.isEmpty() || Character.isUpperCase(text.charAt(0)) || !Character.isLetter(text.charAt(0)),
                where + " has a heading that does not begin with a capital: " + text);
        rule(!text.endsWith("."), where + " has a heading that ends with a full stop: " + text);
    }

    private void sentence(String where, String text, String heading) {
        rule(text.endsWith(".") && text.length() > 3, where + " is described as '" + text + "'");
        rule(!text.equals(heading + ".") && !text.equals(heading), where + " is described by its heading");
    }

    private void visibility(String where, JsonNode node) {
        String visibility = node.path("x-ms-visibility").asString("none");
        rule(VISIBILITIES.contains(visibility), where + " has the visibility " + visibility);
    }

    private void parameters(String call, JsonNode operation) {
        Set<String> names = new HashSet<>();
        Set<String> inPath = new TreeSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asString("");
            String where = call + " " + name;
            rule(names.add(parameter.path("in").asString() + " " + name), where + " is there twice");
            if (parameter.path("in").asString().equals("body")) {
                rule(
                        parameter.path("schema").has("$ref")
                                || parameter.path("schema").has("type"),
                        where + " has no schema");
                continue;
            }
            heading(where, parameter.path("x-ms-summary").asString(""));
            sentence(where, parameter.path("description").asString(""), "");
            visibility(where, parameter);
            rule(
                    Set.of("string", "integer", "number", "boolean")
                            .contains(parameter.path("type").asString("")),
                    where + " has no plain type");
            boolean isHidden = parameter.path("x-ms-visibility").asString("").equals("internal");
            boolean isNeeded = parameter.path("required").asBoolean(false);
            rule(!isHidden || !isNeeded || parameter.has("default"), where + " is hidden, needed and has no default");
            if (parameter.path("in").asString().equals("path")) {
                inPath.add(name);
                rule(isNeeded, where + " is in the path and not needed");
            }
        }
        Set<String> variables = new TreeSet<>();
        Matcher found = Pattern.compile("\\{(\\w+)}").matcher(call);
        while (found.find()) {
            variables.add(found.group(1));
        }
        rule(variables.equals(inPath), call + " describes " + inPath + " and not " + variables);
    }

    private void responses(String call, JsonNode operation) {
        boolean succeeds = false;
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            String where = call + " " + response.getKey();
            String description = response.getValue().path("description").asString("");
            rule(description.endsWith("."), where + " is described as '" + description + "'");
            succeeds |= response.getKey().startsWith("2");
            JsonNode schema = response.getValue().path("schema");
            rule(schema.isMissingNode() || schema.has("$ref") || schema.has("type"), where + " has an empty schema");
        }
        rule(succeeds, call + " never succeeds");
        rule(operation.path("responses").has("default"), call + " has no default response");
    }

    @Test
    void everyDefinitionHasTypesHeadingsAndDescriptionsAndLeadsSomewhere() {
        connector.path("definitions").forEachEntry(this::schema);
        operations((call, operation) -> {
            for (JsonNode parameter : operation.path("parameters")) {
                if (parameter.has("schema")) {
                    schema(call, parameter.path("schema"));
                }
            }
            operation.path("responses").forEachEntry((status, response) -> {
                if (response.has("schema")) {
                    schema(call + " " + status, response.path("schema"));
                }
            });
        });
        assertThat(amiss).isEmpty();
    }

    private void schema(String where, JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            String name = reference.replace("#/definitions/", "");
            rule(connector.path("definitions").has(name), where + " leads to " + reference + ", which is not there");
            return;
        }
        String type = schema.path("type").asString("");
        rule(
                Set.of("object", "array", "string", "integer", "number", "boolean")
                        .contains(type),
                where + " has the type '" + type + "'");
        rule(!type.equals("array") || schema.has("items"), where + " is a list of nothing");
        for (String foreign : List.of("oneOf", "anyOf", "allOf", "nullable", "examples", "const")) {
            rule(!schema.has(foreign), where + " has " + foreign + ", which Swagger 2.0 or connectors do not know");
        }
        if (schema.has("items")) {
            schema(where + "[]", schema.path("items"));
        }
        schema.path("properties").forEachEntry((name, property) -> {
            if (!property.has("$ref")) {
                heading(where + "/" + name, property.path("x-ms-summary").asString(""));
                sentence(where + "/" + name, property.path("description").asString(""), "");
            }
            schema(where + "/" + name, property);
        });
    }

    @Test
    void flowsOfTheCloudUserHubFindWhatTheyName() throws IOException {
        Set<String> facts = new HashSet<>();
        operations((call, operation) -> {
            String id = operation.path("operationId").asString();
            facts.add(id + " is " + call);
            for (JsonNode parameter : operation.path("parameters")) {
                String in = parameter.path("in").asString();
                if (in.equals("body")) {
                    members(id + " takes ", parameter.path("schema"), facts);
                } else {
                    facts.add(id + " has " + parameter.path("name").asString() + " in " + in
                            + (parameter.path("required").asBoolean() ? " required" : "")
                            + (parameter.has("default")
                                    ? " default " + parameter.path("default").asString()
                                    : ""));
                }
            }
            operation.path("responses").forEachEntry((status, response) -> {
                facts.add(id + " answers " + status);
                if (status.startsWith("2")) {
                    members(id + " gives ", response.path("schema"), facts);
                }
            });
        });
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("connector-facts.txt"))) {
            List<String> wanted = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(wanted).hasSizeGreaterThan(500);
            assertThat(wanted.stream().filter(fact -> !facts.contains(fact))).isEmpty();
        }
    }

    private void members(String prefix, JsonNode schema, Set<String> facts) {
        String reference = schema.path("$ref").asString("");
        JsonNode resolved = reference.isEmpty()
                ? schema
                : connector.path("definitions").path(reference.replace("#/definitions/", ""));
        if (resolved.has("items")) {
            members(prefix + "[]", resolved.path("items"), facts);
        }
        if (prefix.length() < 200) {
            resolved.path("properties").forEachEntry((name, property) -> {
                facts.add(prefix + "/" + name);
                members(prefix + "/" + name, property, facts);
            });
        }
    }

    @Test
    void theTriggerSubscribesWithThePlatformsAddressAndCanBeEnded() {
        JsonNode path = connector.path("paths").path("/api/v1/organizations/{organizationId}/event-subscriptions");
        assertThat(path.path("post").path("x-ms-trigger").asString()).isEqualTo("single");
        assertThat(path.path("x-ms-notification-content")
                        .path("schema")
                        .path("$ref")
                        .asString())
                .isEqualTo("#/definitions/Event");
        JsonNode address = connector
                .path("definitions")
                .path("NewEventSubscription")
                .path("properties")
                .path("notificationUrl");
        assertThat(address.path("x-ms-notification-url").asBoolean()).isTrue();
        assertThat(connector
                        .path("definitions")
                        .path("NewEventSubscription")
                        .path("required")
                        .toString())
                .contains("notificationUrl");
        JsonNode end = connector
                .path("paths")
                .path("/api/v1/organizations/{organizationId}/event-subscriptions/{subscriptionId}")
                .path("delete");
        assertThat(end.path("x-ms-visibility").asString()).isEqualTo("internal");
    }

    @Test
    void theWholeIsSmallEnoughAndSaysWhoItIs() {
        assertThat(connector.toString().length()).isLessThan(SIZE_MAX);
        assertThat(connector.path("swagger").asString()).isEqualTo("2.0");
        assertThat(connector.path("info").path("title").asString()).hasSizeBetween(1, 30);
        assertThat(connector.path("info").path("description").asString())
                .hasSizeBetween(30, 500)
                .endsWith(".");
        assertThat(hubUrl()).endsWith(connector.path("host").asString());
        JsonNode settings = new Client(hubUrl())
                .get("/docs/connector/apiProperties.json", null)
                .body()
                .path("properties")
                .path("connectionParameters")
                .path("token")
                .path("oAuthSettings");
        assertThat(settings.path("customParameters")
                        .path("tokenUrl")
                        .path("value")
                        .asString())
                .isEqualTo(hubUrl() + "/oauth2/token");
    }
}
