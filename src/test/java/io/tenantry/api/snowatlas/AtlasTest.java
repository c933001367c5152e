package io.tenantry.api.snowatlas;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SoftwareEstate;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** An estate of its own for each test: Ada works, Ben has not lately, and Eve never did; and a tool that asks about them. */
abstract class AtlasTest extends HubTest {
    static final String VIEW = "/api/saas/consolidated-view/v1";

    private Client client = new Client("");
    private OrganizationId home = new OrganizationId(Ids.next());
    private String token = "";
    private UUID app = home.value();
    private UUID plan = home.value();
    private UUID ada = home.value();
    private UUID ben = home.value();
    private UUID eve = home.value();
    private UUID source = home.value();

    @BeforeEach
    void makeEstate() {
        client = new Client(hubUrl());
        home = Estate.organization(TestOrganizations.root(), "Atlas " + UUID.randomUUID());
        SoftwareEstate software = SoftwareEstate.of(home);
        source = software.source();
        app = software.application("PowerApps", "Microsoft Corporation");
        plan = software.plan(app, "PowerApps Premium", 20, null, null);
        ada = software.person("Ada", null);
        ben = software.person("Ben", null);
        eve = software.person("Eve", null);
        software.seat(ada, app, plan, Duration.ofDays(2), true);
        software.seat(ben, app, plan, Duration.ofDays(45), true);
        Estate.run(
                "UPDATE people SET potential_savings = 20, country = 'Norway', department = 'Research' WHERE id = ?",
                ben);
        token = tokenWith(BuiltInRole.ADMINISTRATORS, home);
    }

    final String tokenWith(BuiltInRole role, OrganizationId where) {
        UUID tool = Estate.serviceAccount(where, null);
        Estate.assign(where, tool, "service account", role, where);
        return client.tokenOf(tool);
    }

    final Client client() {
        return client;
    }

    final OrganizationId home() {
        return home;
    }

    final String token() {
        return token;
    }

    final UUID app() {
        return app;
    }

    final UUID plan() {
        return plan;
    }

    final UUID ada() {
        return ada;
    }

    final UUID ben() {
        return ben;
    }

    final UUID eve() {
        return eve;
    }

    final UUID source() {
        return source;
    }

    final Answer get(String path) {
        return client.get(VIEW + path, token);
    }

    final Answer post(String path, String body) {
        return client.send("POST", VIEW + path, token, body);
    }

    final Answer patch(String path, String body) {
        return client.send(HttpRequest.newBuilder(URI.create(hubUrl() + VIEW + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(body))
                .build());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    static List<String> each(JsonNode page, String member) {
        List<String> values = new ArrayList<>();
        page.get("items").forEach(item -> values.add(item.get(member).asString()));
        return values;
    }

    static void assertRefused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().propertyNames()).containsExactly("error");
        JsonNode error = answer.body().get("error");
        assertThat(error.propertyNames()).containsExactly("code", "message");
        assertThat(error.get("code").asInt()).isEqualTo(status);
        assertThat(error.get("message").asString()).isNotBlank();
    }
}
