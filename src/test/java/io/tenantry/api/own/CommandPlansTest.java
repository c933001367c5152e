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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Running a set for many people over the hub's own API: planned, approved, applied, watched, and undone for one. */
class CommandPlansTest extends HubTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private Client client = new Client("");
    private OrganizationId home = new OrganizationId(Ids.next());
    private String technician = "";
    private String lead = "";

    @BeforeEach
    void makeHome() {
        client = new Client(hubUrl());
        home = Estate.organization(TestOrganizations.root(), "Leavers");
        technician = script();
        lead = script();
    }

    private String script() {
        UUID script = Estate.serviceAccount(home, null);
        Estate.assign(home, script, "service account", BuiltInRole.ADMINISTRATORS, home);
        return client.tokenOf(script);
    }

    private UUID person(String name, @Nullable UUID manager) {
        UUID id = Estate.user(home, name);
        Estate.run("UPDATE users SET upn = ?, manager_id = ? WHERE id = ?", name + "@leavers.example", manager, id);
        return id;
    }

    private Answer post(String path, String token, Map<String, ?> body) {
        return client.send("POST", path, token, JsonMapper.shared().writeValueAsString(body));
    }

    private JsonNode planned(List<String> people) {
        Answer plan = post(
                "/api/v1/organizations/" + home + "/command-plans",
                technician,
                Map.of("block", "offboard", "title", "Friday", "people", people));
        assertThat(plan.status()).as(plan.body().toString()).isEqualTo(201);
        return plan.body();
    }

    private static String path(JsonNode plan) {
        return "/api/v1/command-plans/" + plan.get("id").asString();
    }

    private static Map<String, String> seen(JsonNode plan) {
        return Map.of("hash", plan.get("hash").asString());
    }

    @Test
    void aPlanTellsWhatWouldRunForWhomAndWaitsForSomebodyElse() {
        UUID boss = Estate.user(home, "Boss");
        UUID ada = person("Ada", boss);
        person("Bob", null);
        client.send(
                "PUT",
                "/api/v1/organizations/" + home + "/change-rules",
                technician,
                "{\"rules\": [{\"name\": \"More than one\", \"moreThan\": 1}]}");
        JsonNode plan = planned(List.of(ada.toString(), "bob@leavers.example", "nobody@leavers.example"));
        assertThat(plan.get("people").asInt()).isEqualTo(2);
        assertThat(plan.get("warnings").asInt()).isEqualTo(1);
        assertThat(plan.at("/missing/0").asString()).isEqualTo("nobody@leavers.example");
        assertThat(plan.get("state").asString()).isEqualTo("waiting");
        JsonNode people = client.get(path(plan) + "/people", technician).body().get("items");
        for (JsonNode one : people) {
            boolean isAda = one.get("userId").asString().equals(ada.toString());
            assertThat(one.get("runs").toString().contains("delegate"))
                    .as(one.toString())
                    .isEqualTo(isAda);
        }
        assertThat(post(path(plan) + "/apply", technician, seen(plan)).status()).isEqualTo(409);
        assertThat(post(path(plan) + "/approve", technician, seen(plan)).status())
                .isEqualTo(403);
        assertThat(post(path(plan) + "/approve", lead, Map.of("hash", "another"))
                        .status())
                .isEqualTo(409);
        assertThat(post(path(plan) + "/approve", lead, seen(plan))
                        .body()
                        .get("state")
                        .asString())
                .isEqualTo("approved");
        Answer direct = post(
                "/api/v1/organizations/" + home + "/command-jobs",
                technician,
                Map.of("block", "offboard", "filter", "startswith(displayName,'A') or startswith(displayName,'B')"));
        assertThat(direct.status()).as(direct.body().toString()).isEqualTo(409);
        JsonNode applied = post(path(plan) + "/apply", technician, seen(plan)).body();
        assertThat(applied.get("state").asString()).as(applied.toString()).isEqualTo("applied");
        String job = "/api/v1/organizations/" + home + "/command-jobs/"
                + applied.get("jobId").asString();
        assertThat(client.get(job + "/events", technician).raw().body()).contains("event: end", "\"completed\":2");
        undoForOne(ada);
    }

    @Test
    void somebodyElseHasToAgreeOnlyToWhatWouldBeDone() {
        String ada = person("Ada", null).toString();
        client.send(
                "PUT",
                "/api/v1/organizations/" + home + "/change-rules",
                technician,
                "{\"rules\": [{\"name\": \"Nobody is deleted\", \"edits\": [\"delete\"]}]}");
        assertThat(planned(List.of(ada)).get("state").asString()).isEqualTo("planned");
        Answer deleting = post(
                "/api/v1/organizations/" + home + "/command-plans",
                technician,
                Map.of("block", "offboard", "people", List.of(ada), "input", Map.of("deleteAccount", "true")));
        assertThat(deleting.body().get("state").asString())
                .as(deleting.body().toString())
                .isEqualTo("waiting");
        assertThat(deleting.body().get("approvalReasons").toString()).contains("Nobody is deleted");
    }

    /** One of them stays after all. */
    @Test
    void aPlanForNobodyWhoIsThereTellsWhoIsMissing() {
        JsonNode plan = planned(List.of("nobody@leavers.example"));
        assertThat(plan.get("people").asInt()).isZero();
        assertThat(plan.at("/missing/0").asString()).isEqualTo("nobody@leavers.example");
        assertThat(post(path(plan) + "/apply", technician, seen(plan)).status()).isEqualTo(409);
    }

    private void undoForOne(UUID ada) {
        JsonNode part = client.get("/api/v1/command-jobs?filter=userId%20eq%20" + ada, technician)
                .body()
                .at("/items/0");
        String job = "/api/v1/organizations/" + home + "/command-jobs/";
        JsonNode undoable = client.get(job + part.get("id").asString() + "/undo", technician)
                .body()
                .get("items");
        assertThat(undoable.findValuesAsString("blockIdentifier")).contains("blocksignin");
        Answer undo = client.send("POST", job + part.get("id").asString() + "/undo", technician, null);
        assertThat(undo.status()).as(undo.body().toString()).isEqualTo(202);
        String undoing = job + undo.body().get("id").asString();
        long end = System.nanoTime() + SOON.toNanos();
        while (!client.get(undoing, technician)
                .body()
                .at("/job/status")
                .asString()
                .equals("Completed")) {
            assertThat(System.nanoTime())
                    .as(client.get(undoing, technician).body().toString())
                    .isLessThan(end);
        }
        assertThat(client.get("/api/v1/organizations/" + home + "/users/" + ada, technician)
                        .body()
                        .get("accountEnabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aPlanTellsForWhomThereIsNoUnitOfALicenseBeforeAnythingIsDone() {
        Estate.subscription(home, "E3");
        Estate.run("UPDATE subscribed_skus SET enabled = 2 WHERE organization_id = ?", home.value());
        List<String> people = new ArrayList<>();
        for (String name : List.of("Ada", "Bob", "Cyd", "Dan")) {
            people.add(person(name, null).toString());
        }
        Estate.run("UPDATE users SET usage_location = 'CH' WHERE organization_id = ?", home.value());
        Map<String, Object> wanted = Map.of(
                "block",
                "assignlicenses",
                "people",
                people.subList(0, 1),
                "input",
                Map.of("products", List.of("SPE_E3")));
        JsonNode enough = post("/api/v1/organizations/" + home + "/command-plans", technician, wanted)
                .body();
        assertThat(enough.path("blocked").asInt(-1)).as(enough.toString()).isZero();
        assertThat(enough.get("shortages")).isEmpty();
        JsonNode applied =
                post(path(enough) + "/apply", technician, seen(enough)).body();
        String job = "/api/v1/organizations/" + home + "/command-jobs/"
                + applied.get("jobId").asString();
        assertThat(client.get(job + "/events", technician).raw().body()).contains("\"completed\":1");
        Map<String, Object> more = new HashMap<>(wanted);
        more.put("people", people);
        JsonNode plan = post("/api/v1/organizations/" + home + "/command-plans", technician, more)
                .body();
        assertThat(plan.path("blocked").asInt(-1)).as(plan.toString()).isEqualTo(2);
        JsonNode shortage = plan.at("/shortages/0");
        assertThat(shortage.get("product").asString()).isEqualTo("SPE_E3");
        assertThat(shortage.get("needed").asInt()).isEqualTo(3);
        assertThat(shortage.get("available").asInt()).isEqualTo(1);
        assertThat(shortage.get("people")).hasSize(2);
        JsonNode items = client.get(path(plan) + "/people", technician).body().get("items");
        for (JsonNode one : items) {
            boolean isNamed =
                    shortage.get("people").toString().contains(one.get("upn").asString());
            assertThat(one.get("isBlocked").asBoolean()).as(one.toString()).isEqualTo(isNamed);
            assertThat(one.get("warnings").toString().contains("No unit of SPE_E3"))
                    .isEqualTo(isNamed);
        }
    }

    @Test
    void aPlanThatWouldDoSomethingElseByNowIsRefused() {
        UUID ada = person("Ada", Estate.user(home, "Boss"));
        JsonNode plan = planned(List.of(ada.toString()));
        assertThat(plan.get("state").asString()).isEqualTo("planned");
        Estate.run("UPDATE users SET manager_id = NULL WHERE id = ?", ada);
        Answer refused = post(path(plan) + "/apply", technician, seen(plan));
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(409);
        assertThat(post(path(plan) + "/cancel", technician, Map.of())
                        .body()
                        .get("state")
                        .asString())
                .isEqualTo("cancelled");
    }

    @Test
    void aJobIsPlannedForATimeThatPeopleKnow() {
        String ada = person("Ada", null).toString();
        Answer refused = post(
                "/api/v1/organizations/" + home + "/command-jobs",
                technician,
                Map.of("block", "blocksignin", "user", ada, "plannedAt", "+999999999-12-31T23:59:59Z"));
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.body().toString()).contains("plannedAt");
    }

    @Test
    void aJobForSomebodyWhoIsNotThereIsRefusedAndNamesHim() {
        UUID ada = person("Ada", null);
        UUID bob = person("Bob", null);
        UUID bobThere = UUID.randomUUID();
        Estate.run("UPDATE users SET object_id = ? WHERE id = ?", bobThere, bob);
        String jobs = "/api/v1/organizations/" + home + "/command-jobs";
        UUID nobody = UUID.randomUUID();
        Answer refused = post(
                jobs,
                technician,
                Map.of(
                        "block",
                        "blocksignin",
                        "people",
                        List.of("ada@leavers.example", "nobody@x", nobody.toString())));
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(404);
        assertThat(refused.body().toString())
                .contains("nobody@x", nobody.toString())
                .doesNotContain("ada@leavers.example");
        Answer accepted = post(
                jobs,
                technician,
                Map.of(
                        "block",
                        "getuser",
                        "people",
                        List.of(
                                ada.toString(),
                                "ADA@leavers.example",
                                bobThere.toString(),
                                " bob@leavers.example",
                                "")));
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().get("parts")).hasSize(2);
    }

    @Test
    void aJobThatIsEndedBeforeItsStepsSaysThatTheyAreCancelled() {
        UUID ada = person("Ada", null);
        String jobs = "/api/v1/organizations/" + home + "/command-jobs";
        Answer accepted = post(
                jobs,
                technician,
                Map.of("block", "removeguest", "user", ada.toString(), "plannedAt", "2099-01-01T00:00:00Z"));
        String job = jobs + "/" + accepted.body().path("id").asString("");
        assertThat(client.get(job, technician).body().findValuesAsString("state"))
                .hasSize(3)
                .containsOnly("waiting");
        client.send("POST", job + "/cancel", technician, null);
        assertThat(client.get(job, technician).body().findValuesAsString("state"))
                .hasSize(3)
                .containsOnly("cancelled");
        assertThat(client.get(job + "/events", technician).raw().body()).contains("\"cancelled\":3", "\"left\":0");
    }

    @Test
    void definitionsAndSchedulesAreWrittenHereToo() {
        String definition = """
                identifier: greet
                title: Greet
                description: Gives a person another title.
                type: User
                category: Lifecycle
                read: command.user.read
                write: command.user.write
                provider: command.user
                steps:
                  - do: user.change
                    with: {jobTitle: "Greeter"}
                """;
        String definitions = "/api/v1/organizations/" + home + "/command-definitions";
        Answer made = post(definitions, technician, Map.of("definition", definition));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String id = made.body().at("/block/id").asString();
        Answer changed = client.send(
                "PUT",
                "/api/v1/command-definitions/" + id,
                technician,
                JsonMapper.shared().writeValueAsString(Map.of("definition", definition.replace("Greeter", "Host"))));
        assertThat(changed.body().at("/block/version").asInt()).isEqualTo(2);
        assertThat(client.get("/api/v1/command-blocks/" + id, technician)
                        .body()
                        .get("definition")
                        .asString())
                .contains("Host");
        Answer schedule = post(
                "/api/v1/organizations/" + home + "/command-schedules",
                technician,
                Map.of("name", "Mornings", "timing", "cron", "rule", "0 8 * * MON-FRI", "timeZone", "Europe/Zurich"));
        assertThat(schedule.status()).as(schedule.body().toString()).isEqualTo(201);
        UUID ada = person("Ada", null);
        Answer job = post(
                "/api/v1/organizations/" + home + "/command-jobs",
                technician,
                Map.of(
                        "block",
                        "greet",
                        "user",
                        ada.toString(),
                        "scheduleId",
                        schedule.body().get("id").asString()));
        assertThat(job.status()).as(job.body().toString()).isEqualTo(202);
        JsonNode waiting = client.get(
                        "/api/v1/organizations/" + home + "/command-jobs/"
                                + job.body().get("id").asString(),
                        technician)
                .body();
        assertThat(waiting.at("/job/status").asString()).isEqualTo("Pending");
        String path = "/api/v1/command-schedules/" + schedule.body().get("id").asString();
        assertThat(client.send("PATCH", path, technician, "{\"paused\": true}")
                        .body()
                        .get("paused")
                        .asBoolean())
                .isTrue();
        assertThat(client.send("DELETE", path, technician, null).status()).isEqualTo(204);
        assertThat(client.send("DELETE", "/api/v1/command-definitions/" + id, technician, null)
                        .status())
                .isEqualTo(204);
    }
}
