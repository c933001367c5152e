package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** An organization with two people, and what the tests of changes do with it over the API. */
abstract class PlannedChanges extends HubTest {
    static final String E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";

    Client client = new Client("");
    OrganizationId home = new OrganizationId(Ids.next());
    String token = "";
    UUID ada = Ids.next();
    UUID grace = Ids.next();

    @BeforeEach
    void makeHome() {
        client = new Client(hubUrl());
        home = Estate.organization(TestOrganizations.root(), "Changed", "gold");
        token = administrator();
        ada = Estate.user(home, "Ada");
        grace = Estate.user(home, "Grace");
        Estate.run("UPDATE users SET department = 'Slaes' WHERE organization_id = ?", home.value());
    }

    JsonNode file(String content) {
        return file("", content);
    }

    JsonNode file(String query, String content) {
        Answer plan = sent(query, content);
        assertThat(plan.status()).as(plan.body().toString()).isEqualTo(201);
        return plan.body();
    }

    /** What is wrong with a file. */
    String refusedFile(String content) {
        Answer refused = sent("", content);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        return refused.body().path("detail").asString();
    }

    private Answer sent(String query, String content) {
        return client.send(HttpRequest.newBuilder(URI.create(hubUrl() + organization() + "/change-files" + query))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(content))
                .build());
    }

    String administrator() {
        return tokenOf(BuiltInRole.ADMINISTRATORS, home);
    }

    String tokenOf(BuiltInRole role, OrganizationId scope) {
        UUID account = Estate.serviceAccount(scope, null);
        Estate.assign(scope, account, "service account", role, scope);
        return client.tokenOf(account);
    }

    String organization() {
        return "/api/v1/organizations/" + home;
    }

    void rules(String body) {
        Answer set = client.send("PUT", organization() + "/change-rules", token, body);
        assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
    }

    static String ids(UUID... ids) {
        return "{\"ids\": [\""
                + String.join(
                        "\", \"", List.of(ids).stream().map(UUID::toString).toList()) + "\"]}";
    }

    static String request(String targets, String edit) {
        return "{\"targets\": " + targets + ", \"edit\": " + edit + "}";
    }

    JsonNode plan(String targets, String edit) {
        return plan(token, targets, edit);
    }

    JsonNode plan(String as, String targets, String edit) {
        Answer plan = client.send("POST", "/api/v1/changes", as, request(targets, edit));
        assertThat(plan.status()).as(plan.body().toString()).isEqualTo(201);
        return plan.body();
    }

    static String path(JsonNode plan) {
        return "/api/v1/changes/" + plan.path("id").asString();
    }

    List<JsonNode> targets(JsonNode plan) {
        return client.get(path(plan) + "/targets", token)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    List<JsonNode> targets(JsonNode plan, String filter) {
        return client.get(
                        path(plan) + "/targets?" + Client.form("filter", filter).replace("+", "%20"), token)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    Answer apply(JsonNode plan) {
        return client.send(
                "POST",
                path(plan) + "/apply",
                token,
                "{\"hash\": \"" + plan.path("hash").asString() + "\"}");
    }

    JsonNode finished(JsonNode plan) {
        JsonNode now = client.get(path(plan), token).body();
        while (now.path("state").asString().equals("applying")) {
            now = client.get(path(plan), token).body();
        }
        assertThat(now.path("state").asString()).as(now.toString()).isEqualTo("done");
        return now;
    }

    static String department(UUID user) {
        return ask("SELECT department FROM users WHERE id = ?", user);
    }

    static String ask(String sql, UUID id) {
        return Estate.ask(sql, id);
    }
}
