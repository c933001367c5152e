package io.tenantry.microsoft;

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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Plans of changes to people who live at Microsoft, for which another organization of the same hub stands in. */
class PlansAtMicrosoftTest extends HubTest {
    private static final int PEOPLE = 5;

    private Client client = new Client("");
    private OrganizationId tenant = new OrganizationId(Ids.next());
    private OrganizationId mirror = new OrganizationId(Ids.next());
    private String token = "";
    private UUID script = new UUID(0, 0);

    @BeforeEach
    void connect() {
        client = new Client(hubUrl());
        tenant = Estate.organization(TestOrganizations.root(), "Tenant");
        mirror = Estate.organization(TestOrganizations.root(), "Mirror");
        script = script(tenant);
        token = client.tokenOf(script(mirror));
        for (int i = 0; i < PEOPLE; i++) {
            Estate.user(tenant, "P" + i);
        }
        Connecting connecting = new Connecting(hubUrl(), token);
        connecting.connect(mirror, Connecting.body(hubUrl(), tenant, script));
        connecting.sync(mirror, false);
    }

    private static UUID script(OrganizationId organization) {
        UUID script = Estate.serviceAccount(organization, null);
        Estate.run("UPDATE service_accounts SET is_unthrottled = true WHERE id = ?", script);
        Estate.assign(organization, script, "service account", BuiltInRole.ADMINISTRATORS, organization);
        return script;
    }

    private JsonNode plan(String edit) {
        Answer plan = client.send(
                "POST",
                "/api/v1/changes",
                token,
                "{\"targets\": {\"organizationIds\": [\"" + mirror
                        + "\"], \"filter\": \"startswith(displayName,'P')\"}, \"edit\": " + edit + "}");
        assertThat(plan.status()).as(plan.body().toString()).isEqualTo(201);
        return plan.body();
    }

    private JsonNode applied(JsonNode plan) {
        String path = "/api/v1/changes/" + plan.path("id").asString();
        Answer begun = client.send(
                "POST",
                path + "/apply",
                token,
                "{\"hash\": \"" + plan.path("hash").asString() + "\"}");
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        assertThat(client.get(path + "/events", token).raw().body()).contains("event: end");
        return client.get(path, token).body();
    }

    private static long count(OrganizationId organization, String department) {
        return Long.parseLong(Estate.ask("SELECT count(*) FROM users WHERE organization_id = '" + organization
                + "' AND department = '" + department + "'"));
    }

    @Test
    void aPlanIsCarriedOutAtMicrosoftOneByOneAndUndoneThere() {
        JsonNode plan = plan("{\"set\": {\"department\": \"Sales\"}}");
        assertThat(plan.path("counts").path("planned").asInt()).isEqualTo(PEOPLE);
        JsonNode done = applied(plan);
        assertThat(done.path("progress").path("done").asInt())
                .as(done.toString())
                .isEqualTo(PEOPLE);
        assertThat(count(tenant, "Sales")).isEqualTo(PEOPLE);
        assertThat(count(mirror, "Sales")).isEqualTo(PEOPLE);

        JsonNode undo = client.send("POST", "/api/v1/changes/" + plan.path("id").asString() + "/undo", token, "{}")
                .body();
        JsonNode undone = applied(undo);
        assertThat(undone.path("progress").path("done").asInt())
                .as(undone.toString())
                .isEqualTo(PEOPLE);
        assertThat(count(tenant, "Sales")).isZero();
    }

    @Test
    void peopleAreMadeThereByAFileAndDeletedThereByItsUndo() {
        Answer plan = client.send(HttpRequest.newBuilder(
                        URI.create(hubUrl() + "/api/v1/organizations/" + mirror + "/change-files?create=true"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString("""
                                userPrincipalName,displayName,department
                                mary@people.example,Mary,Sales
                                joan@people.example,Joan,Sales
                                """))
                .build());
        assertThat(plan.status()).as(plan.body().toString()).isEqualTo(201);
        assertThat(plan.body().path("edits").toString()).contains("create");
        JsonNode done = applied(plan.body());
        assertThat(done.path("progress").path("done").asInt())
                .as(done.toString())
                .isEqualTo(2);
        assertThat(count(tenant, "Sales")).isEqualTo(2);
        assertThat(count(mirror, "Sales")).isEqualTo(2);

        JsonNode undone = applied(
                client.send("POST", "/api/v1/changes/" + plan.body().path("id").asString() + "/undo", token, "{}")
                        .body());
        assertThat(undone.path("progress").path("done").asInt())
                .as(undone.toString())
                .isEqualTo(2);
        assertThat(Estate.ask("SELECT count(*) FROM users WHERE organization_id = '" + tenant
                        + "' AND department = 'Sales' AND deleted_at IS NULL"))
                .isEqualTo("0");
    }

    @Test
    void aTenantThatAsksForTimeIsWaitedForAndWhatSomebodyElseChangedIsLeftAlone() {
        JsonNode plan = plan("{\"set\": {\"department\": \"Sales\"}}");
        Answer set = client.send(
                "PUT",
                "/api/v1/organizations/" + tenant + "/emulation",
                client.tokenOf(script),
                "{\"faults\": [{\"kind\": \"throttled\", \"percent\": 100, \"remaining\": 3, \"retryAfterSeconds\": 1}]}");
        assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
        Estate.run("UPDATE users SET city = 'Oslo' WHERE organization_id = ? AND display_name = 'P1'", mirror.value());

        JsonNode done = applied(plan);

        assertThat(done.path("progress").path("done").asInt())
                .as(done.toString())
                .isEqualTo(PEOPLE - 1);
        assertThat(done.path("progress").path("conflicts").asInt()).isEqualTo(1);
        assertThat(count(tenant, "Sales")).isEqualTo(PEOPLE - 1L);
    }

    @Test
    void whatTheProviderRefusesFailsWithItsReasonAndTheRestIsDone() {
        JsonNode plan = plan("{\"set\": {\"department\": \"Sales\"}}");
        Estate.run("DELETE FROM users WHERE organization_id = ? AND display_name = 'P2'", tenant.value());

        JsonNode done = applied(plan);

        assertThat(done.path("progress").path("done").asInt())
                .as(done.toString())
                .isEqualTo(PEOPLE - 1);
        assertThat(done.path("progress").path("failed").asInt()).isEqualTo(1);
    }
}
