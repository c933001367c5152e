package io.tenantry.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestPostgres;
import io.tenantry.access.BuiltInRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is told fits what is said of it. */
class EventSchemasTest extends Told {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final String E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";

    private final Map<EventType, JsonSchema> schemas = new EnumMap<>(EventType.class);

    private List<String> problems(EventType type, String data) {
        JsonSchema schema = schemas.computeIfAbsent(
                type, each -> SCHEMAS.getSchema(EventSchemas.of(each).toString()));
        return schema.validate(data, InputFormat.JSON).stream()
                .map(problem -> type.wireName() + " " + problem.getMessage() + " in " + data)
                .toList();
    }

    @Test
    void everyEventOfThisHubFitsTheSchemaOfItsType() throws SQLException {
        happenings();
        // Those of all tests that have run on this database so far.
        List<String> amiss = new ArrayList<>();
        Set<String> types = new TreeSet<>();
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT type, data::text FROM events")) {
            while (rows.next()) {
                types.add(rows.getString(1));
                amiss.addAll(problems(EventType.named(rows.getString(1)), rows.getString(2)));
            }
        }
        assertThat(amiss).isEmpty();
        assertThat(types)
                .contains(
                        "change.applied",
                        "change.planned",
                        "change.waiting-for-approval",
                        "domain.added",
                        "group.created",
                        "group.deleted",
                        "group.member.added",
                        "group.member.removed",
                        "group.updated",
                        "license.assigned",
                        "organization.created",
                        "organization.updated",
                        "role.assigned",
                        "serviceaccount.created",
                        "user.created",
                        "user.deleted",
                        "user.disabled",
                        "user.enabled",
                        "user.password.changed",
                        "user.restored",
                        "user.updated",
                        "webhook.created");
    }

    /** A bit of everything; the last is waited for. */
    private void happenings() {
        String domain = "d" + home + ".example";
        done("POST", "/domains", "{\"name\": \"" + domain + "\"}");
        String id = done(
                        "POST",
                        "/users",
                        "{\"userPrincipalName\": \"grace@" + domain
                                + "\", \"displayName\": \"Grace\", \"usageLocation\": \"SE\"}")
                .path("id")
                .asString();
        done("PATCH", "/users/" + id, "{\"accountEnabled\": false, \"jobTitle\": \"Admiral\"}");
        done("PATCH", "/users/" + id, "{\"accountEnabled\": true}");
        done("PUT", "/users/" + id + "/password", "{\"password\": \"rowing-Tulip-orbit-77\"}");
        Estate.subscription(home, "E3");
        done("POST", "/users/" + id + "/licenses", "{\"add\": [{\"skuId\": \"" + E3 + "\"}]}");
        String group = done("POST", "/groups", "{\"displayName\": \"Engineers\", \"kind\": \"hub\"}")
                .path("id")
                .asString();
        done("PATCH", "/groups/" + group, "{\"description\": \"Those who build\"}");
        done("POST", "/groups/" + group + "/members", "{\"id\": \"" + id + "\"}");
        done("DELETE", "/groups/" + group + "/members/" + id, null);
        done("DELETE", "/groups/" + group, null);
        done("DELETE", "/users/" + id, null);
        done("POST", "/users/" + id + "/restore", null);
        done("PATCH", "", "{\"name\": \"Told otherwise\"}");
        Answer below = client.send(
                "POST", "/api/v1/organizations", token, "{\"parentId\": \"" + home + "\", \"name\": \"Below\"}");
        assertThat(below.status()).isEqualTo(201);
        UUID reader = Estate.user(home, "Reader");
        done(
                "POST",
                "/role-assignments",
                "{\"principalId\": \"" + reader + "\", \"roleId\": \""
                        + BuiltInRole.READERS.id() + "\", \"scope\": {\"kind\": \"subtree\", \"organizationId\": \""
                        + home + "\"}}");
        done("POST", "/service-accounts", "{\"displayName\": \"Script\"}");
        webhook("");
        planned();
        feed(20);
        Set<String> told = new HashSet<>();
        while (!told.contains("change.applied")) {
            feed(20).forEach(event -> told.add(event.path("type").asString()));
        }
    }

    private void planned() {
        JsonNode plan = done("POST", "!/api/v1/changes", edit("Oslo"));
        done(
                "POST",
                "!/api/v1/changes/" + plan.path("id").asString() + "/apply",
                "{\"hash\": \"" + plan.path("hash").asString() + "\"}");
        done("PUT", "/change-rules", "{\"rules\": [{\"name\": \"All\", \"moreThan\": 0}]}");
        done("POST", "!/api/v1/changes", edit("Bergen"));
    }

    private String edit(String city) {
        return "{\"targets\": {\"ids\": [\"" + ada + "\"]}, \"edit\": {\"set\": {\"city\": \"" + city + "\"}}}";
    }

    private JsonNode done(String method, String path, @Nullable String body) {
        Answer answer = client.send(method, path.startsWith("!") ? path.substring(1) : path() + path, token, body);
        assertThat(answer.status())
                .as(method + " " + path + " " + answer.body())
                .isBetween(200, 299);
        return answer.body();
    }

    @Test
    void anEventThatHasMoreOrLessThanItsSchemaDoesNotFit() {
        JsonNode event = feedOfOne();
        String data = event.path("data").toString();
        EventType type = EventType.named(event.path("type").asString());
        assertThat(problems(type, data)).isEmpty();
        assertThat(problems(type, data.replace("\"object\"", "\"subject\""))).hasSizeGreaterThan(1);
        assertThat(problems(EventType.LICENSE_ASSIGNED, data)).isNotEmpty();
    }

    private JsonNode feedOfOne() {
        change(ada, "{\"jobTitle\": \"Countess\"}");
        return feed(1).getFirst();
    }

    @Test
    void theSchemaOfAnEventIsServedWhereTheEventSays() {
        String schema = feedOfOne().path("dataschema").asString();
        Answer served = client.get(schema.substring(schema.indexOf("/api/")), token);
        assertThat(served.body().path("title").asString()).isEqualTo("user.updated");
        assertThat(client.get("/api/v1/events/schemas", token).body().path("items"))
                .hasSize(EventType.values().length);
        assertThat(client.get("/api/v1/events/schemas/user.updated.v9", token).status())
                .isEqualTo(404);
    }
}
