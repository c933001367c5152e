package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.Client.Answer;
import io.tenantry.CustomerTest;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One hub provisions into another's SCIM server, over HTTP, with everything that goes wrong on the way. */
class ProvisioningTest extends CustomerTest {
    private OrganizationId there = new OrganizationId(Ids.next());
    private String theirs = "";

    @BeforeEach
    void makeOtherSystem() {
        there = Estate.organization(TestOrganizations.root(), "Elsewhere");
        UUID script = Estate.serviceAccount(there, null);
        Estate.assign(there, script, "service account", BuiltInRole.ADMINISTRATORS, there);
        theirs = client().tokenOf(script);
    }

    private UUID person(String name, String department) {
        UUID id = Estate.user(organization(), name);
        Estate.run(
                "UPDATE users SET upn = ?, department = ?, given_name = ? WHERE id = ?",
                name + "@" + domain(),
                department,
                name,
                id);
        return id;
    }

    private String targets() {
        return "/api/v1/organizations/" + organization() + "/scim-targets";
    }

    private String target(String more) {
        Answer made = client().send("POST", targets(), token(), """
                {"name": "Elsewhere", "url": "%s/scim/v2/%s", "token": "%s"%s}""".formatted(hubUrl(), there, theirs, more));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(made.body().toString()).doesNotContain(theirs);
        return targets() + "/" + made.body().get("id").asString();
    }

    private JsonNode done(String target, String what) {
        Answer started = client().send("POST", target + what, token(), null);
        assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
        String run = target + "/runs/" + started.body().get("id").asString();
        return await().atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> client().get(run, token()).body(),
                        body -> !body.get("state").asString().equals("running"));
    }

    /** How many were created, updated, deactivated, deleted, failed, and how many memberships came and went. */
    private static String counts(JsonNode run) {
        assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("done");
        JsonNode counts = run.get("counts");
        return "%d+ %d~ %d- %dx %d! %d/%d"
                .formatted(
                        counts.get("created").asInt(),
                        counts.get("updated").asInt(),
                        counts.get("deactivated").asInt(),
                        counts.get("deleted").asInt(),
                        counts.get("failed").asInt(),
                        counts.get("membersAdded").asInt(),
                        counts.get("membersRemoved").asInt());
    }

    private JsonNode there(String path) {
        Answer answer = client().get("/scim/v2/" + there + path, theirs);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode named(String name) {
        String filter = URLEncoder.encode("displayName eq \"" + name + "\"", StandardCharsets.UTF_8);
        return there("/Users?filter=" + filter).at("/Resources/0");
    }

    @Test
    void peopleArePlannedProvisionedAndKeptUpToDate() {
        UUID ada = person("ada", "Sales");
        person("bob", "Sales");
        UUID cat = person("cat", "Engines");
        String target = target(", \"filter\": \"department eq 'Sales'\"");
        Answer early = client().send("POST", target + "/run", token(), null);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.body().get("detail").asString()).contains("plan the target first");
        assertThat(counts(done(target, "/plan"))).isEqualTo("2+ 0~ 0- 0x 0! 0/0");
        JsonNode steps = client().get(target + "/steps?limit=1", token()).body();
        assertThat(steps.at("/items/0/action").asString()).isEqualTo("create");
        assertThat(steps.get("next").asString()).contains("after=1");
        assertThat(there("/Users").get("totalResults").asInt()).isZero();

        assertThat(counts(done(target, "/run"))).isEqualTo("2+ 0~ 0- 0x 0! 0/0");
        JsonNode told = named("ada");
        assertThat(told.get("externalId").asString()).isEqualTo(ada.toString());
        assertThat(told.at("/name/givenName").asString()).isEqualTo("ada");
        assertThat(told.get("active").asBoolean()).isTrue();
        assertThat(counts(done(target, "/run"))).isEqualTo("0+ 0~ 0- 0x 0! 0/0");

        Estate.run("UPDATE users SET job_title = 'Countess', given_name = NULL WHERE id = ?", ada);
        Estate.run("UPDATE users SET department = 'Sales' WHERE id = ?", cat);
        Estate.run(
                "UPDATE users SET department = 'Engines' WHERE organization_id = ? AND display_name = 'bob'",
                organization().value());
        assertThat(counts(done(target, "/plan"))).isEqualTo("1+ 1~ 1- 0x 0! 0/0");
        assertThat(counts(done(target, "/run"))).isEqualTo("1+ 1~ 1- 0x 0! 0/0");
        assertThat(named("ada").get("title").asString()).isEqualTo("Countess");
        assertThat(named("ada").at("/name/givenName").asString("")).isEmpty();
        assertThat(named("bob").get("active").asBoolean()).isFalse();
        // Back again, and somebody disabled him here.
        Estate.run(
                "UPDATE users SET department = 'Sales', account_enabled = false WHERE organization_id = ? AND display_name = 'bob'",
                organization().value());
        Estate.run("UPDATE users SET deleted_at = now() WHERE id = ?", ada);
        assertThat(counts(done(target, "/run"))).isEqualTo("0+ 1~ 1- 0x 0! 0/0");
        assertThat(named("bob").get("active").asBoolean()).isFalse();
        assertThat(client().get(target + "/objects?state=inactive", token())
                        .body()
                        .at("/items/0/name")
                        .asString())
                .isEqualTo("ada");
        assertThat(client().send("DELETE", target, token(), null).status()).isEqualTo(204);
        assertThat(there("/Users").get("totalResults").asInt()).isEqualTo(3);
    }

    @Test
    void whoIsThereAlreadyIsFoundAndWhoIsDeletedThereIsMadeAnew() {
        person("ada", "Sales");
        client().send("POST", "/scim/v2/" + there + "/Users", theirs, """
                {"userName": "ADA@%s", "displayName": "Somebody", "title": "Kept"}""".formatted(domain()));
        String target = target("");
        assertThat(counts(done(target, "/plan"))).isEqualTo("0+ 1~ 0- 0x 0! 0/0");
        assertThat(counts(done(target, "/run"))).isEqualTo("0+ 1~ 0- 0x 0! 0/0");
        assertThat(there("/Users").get("totalResults").asInt()).isEqualTo(1);
        JsonNode found = named("ada");
        assertThat(found.get("title").asString()).isEqualTo("Kept");
        client().send(
                        "DELETE",
                        "/scim/v2/" + there + "/Users/" + found.get("id").asString(),
                        theirs,
                        null);
        Estate.run(
                "UPDATE users SET city = 'London' WHERE organization_id = ?",
                organization().value());
        assertThat(counts(done(target, "/run"))).isEqualTo("1+ 0~ 0- 0x 0! 0/0");
        assertThat(named("ada").at("/addresses/0/locality").asString()).isEqualTo("London");
    }

    @Test
    void groupsComeWithTheirMembersAndOnlyDifferencesAreTold() {
        UUID ada = person("ada", "Sales");
        UUID bob = person("bob", "Sales");
        UUID outer = Estate.group(organization(), "Outer");
        UUID inner = Estate.group(organization(), "Inner");
        Estate.member(organization(), outer, inner, "group");
        Estate.member(organization(), outer, ada, "user");
        Estate.member(organization(), inner, bob, "user");
        String target = target(", \"leaving\": \"delete\", \"groups\": [\"%s\", \"%s\"]".formatted(outer, inner));
        assertThat(counts(done(target, "/plan"))).isEqualTo("4+ 0~ 0- 0x 0! 0/0");
        assertThat(counts(done(target, "/run"))).isEqualTo("4+ 0~ 0- 0x 0! 3/0");
        assertThat(members("Outer")).isEqualTo(2);
        Estate.run("DELETE FROM memberships WHERE group_id = ? AND member_id = ?", outer, ada);
        Estate.member(organization(), inner, ada, "user");
        Estate.run("UPDATE groups SET display_name = 'Outside' WHERE id = ?", outer);
        assertThat(counts(done(target, "/run"))).isEqualTo("0+ 1~ 0- 0x 0! 1/1");
        assertThat(members("Outside")).isEqualTo(1);
        assertThat(members("Inner")).isEqualTo(2);
        Answer changed = client().send("PATCH", target, token(), "{\"groups\": [\"%s\"]}".formatted(inner));
        assertThat(changed.body().get("planned").asBoolean()).isFalse();
        assertThat(counts(done(target, "/plan"))).isEqualTo("0+ 0~ 0- 1x 0! 0/0");
        assertThat(counts(done(target, "/run"))).isEqualTo("0+ 0~ 0- 1x 0! 0/0");
        assertThat(there("/Groups").get("totalResults").asInt()).isEqualTo(1);
    }

    private int members(String group) {
        String filter = URLEncoder.encode("displayName eq \"" + group + "\"", StandardCharsets.UTF_8);
        return there("/Groups?filter=" + filter).at("/Resources/0/members").size();
    }

    @Test
    void aBusyOrBrokenServerCostsPatienceAndLosesNobody() {
        for (int person = 0; person < 12; person++) {
            person("p" + person, "Sales");
        }
        String target = target("");
        done(target, "/plan");
        faults("""
                [{"kind": "throttled", "percent": 30, "retryAfterSeconds": 0},
                 {"kind": "unavailable", "percent": 20, "retryAfterSeconds": 0}]""");
        assertThat(counts(done(target, "/run"))).isEqualTo("12+ 0~ 0- 0x 0! 0/0");
        Estate.run(
                "UPDATE users SET city = 'Oslo' WHERE organization_id = ?",
                organization().value());
        faults("[{\"kind\": \"cut\", \"remaining\": 5}]");
        assertThat(counts(done(target, "/run"))).isEqualTo("0+ 12~ 0- 0x 0! 0/0");
        // A connection that breaks while somebody is made may have made him: the next run looks first.
        person("new", "Sales");
        faults("[{\"kind\": \"cut\", \"percent\": 100}]");
        client().send("PATCH", target, token(), "{\"minutes\": 0}");
        faults("[]");
        done(target, "/plan");
        assertThat(counts(done(target, "/run"))).isEqualTo("1+ 0~ 0- 0x 0! 0/0");
        assertThat(there("/Users").get("totalResults").asInt()).isEqualTo(13);
    }

    private void faults(String json) {
        UUID script = Estate.serviceAccount(there, null);
        Estate.assign(there, script, "service account", BuiltInRole.ADMINISTRATORS, there);
        Answer answer = client().send(
                        "PUT",
                        "/api/v1/organizations/" + there + "/emulation",
                        client().tokenOf(script),
                        "{\"faults\": " + json + "}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    @Test
    void managersAreWhomTheOtherSystemKnowsThemAs() {
        UUID ada = person("ada", "Sales");
        UUID boss = person("boss", "Sales");
        Estate.run("UPDATE users SET manager_id = ? WHERE id = ?", boss, ada);
        String target = target("");
        done(target, "/plan");
        assertThat(counts(done(target, "/run"))).isEqualTo("2+ 1~ 0- 0x 0! 0/0");
        String manager = "/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/manager";
        assertThat(named("ada").at(manager + "/value").asString())
                .isEqualTo(named("boss").get("id").asString());
        assertThat(named("ada").at(manager + "/displayName").asString()).isEqualTo("boss");
        assertThat(counts(done(target, "/run"))).isEqualTo("0+ 0~ 0- 0x 0! 0/0");
        Estate.run("UPDATE users SET manager_id = NULL WHERE id = ?", ada);
        assertThat(counts(done(target, "/run"))).isEqualTo("0+ 1~ 0- 0x 0! 0/0");
        assertThat(named("ada").at(manager).isMissingNode()).isTrue();
    }

    @Test
    void oneWhoIsRefusedIsTriedAgainLaterAndHoldsNobodyUp() {
        UUID ada = person("ada", "Sales");
        person("bob", "Sales");
        Estate.run("UPDATE users SET mobile_phone = '+44 1' WHERE id = ?", ada);
        String target = target("""
                , "mapping": {"userName": "userPrincipalName", "displayName": "displayName", "active": "accountEnabled",
                  "phoneNumbers[type eq \\"pager\\"].value": "mobilePhone"}""");
        done(target, "/plan");
        assertThat(counts(done(target, "/run"))).isEqualTo("1+ 0~ 0- 0x 1! 0/0");
        JsonNode failed =
                client().get(target + "/objects?state=failed", token()).body().at("/items/0");
        assertThat(failed.get("name").asString()).isEqualTo("ada");
        assertThat(failed.get("problem").asString()).startsWith("The other system answers 400");
        assertThat(failed.get("tries").asInt()).isEqualTo(1);
        assertThat(counts(done(target, "/run"))).isEqualTo("0+ 0~ 0- 0x 0! 0/0");
        Estate.run("UPDATE users SET mobile_phone = NULL WHERE id = ?", ada);
        assertThat(counts(done(target, "/run"))).isEqualTo("1+ 0~ 0- 0x 0! 0/0");
    }

    @Test
    void aMistypedFilterDoesNotSwitchEverybodyOff() {
        for (int person = 0; person < 15; person++) {
            person("p" + person, "Sales");
        }
        String target = target("");
        done(target, "/plan");
        done(target, "/run");
        client().send("PATCH", target, token(), "{\"filter\": \"department eq 'Sails'\"}");
        assertThat(counts(done(target, "/plan"))).isEqualTo("0+ 0~ 15- 0x 0! 0/0");
        JsonNode refused = done(target, "/run");
        assertThat(refused.get("problem").asString()).contains("15 of 15 people would leave");
        assertThat(counts(done(target, "/run?force=true"))).isEqualTo("0+ 0~ 15- 0x 0! 0/0");
    }

    @Test
    void oneNodeTellsATargetAndWhoIsOvertakenWritesNothing() {
        person("ada", "Sales");
        String target = target("");
        done(target, "/plan");
        UUID run = UUID.randomUUID();
        UUID id = UUID.fromString(target.substring(target.lastIndexOf('/') + 1));
        Estate.run(
                "INSERT INTO scim_runs (organization_id, target_id, id, is_plan, requested_by) VALUES (?, ?, ?, false, 'another node')",
                organization().value(),
                id,
                run);
        assertThat(client().send("POST", target + "/run", token(), null).status())
                .isEqualTo(409);
        Estate.run("UPDATE scim_runs SET heard_of_at = now() - interval '1 hour' WHERE id = ?", run);
        assertThat(counts(done(target, "/run"))).isEqualTo("1+ 0~ 0- 0x 0! 0/0");
        JsonNode lost = client().get(target + "/runs/" + run, token()).body();
        assertThat(lost.get("problem").asString()).contains("the next one goes on");
    }

    @Test
    void whatIsWrongWithATargetIsToldAtOnce() {
        assertRefused("\"url\": \"https://10.0.0.1/scim\", \"token\": \"x\"", 403, "not public");
        assertRefused("\"url\": \"http://198.51.100.7/scim\", \"token\": \"x\"", 400, "https only");
        assertRefused(
                "\"url\": \"https://127.0.0.1:1/x\", \"token\": \"x\", \"filter\": \"shoeSize eq 3\"", 400, "shoeSize");
        assertRefused(
                "\"url\": \"https://127.0.0.1:1/x\", \"token\": \"x\", \"mapping\": {\"userName\": \"shoeSize\"}",
                400,
                "no property of people");
        assertRefused("\"url\": \"https://127.0.0.1:1/x\"", 400, "token");
        String target = target("");
        Answer moved = client().send("PATCH", target, token(), "{\"url\": \"https://127.0.0.1:1/x\"}");
        assertThat(moved.body().get("detail").asString()).contains("given again");
        String stored = Estate.ask(
                "SELECT secret FROM scim_targets WHERE organization_id = ?",
                organization().value());
        assertThat(Objects.requireNonNull(stored)).doesNotContain(theirs);
        client().send("PATCH", target, token(), "{\"token\": \"wrong\"}");
        assertThat(done(target, "/plan").get("problem").asString()).startsWith("The other system answers 401");
    }

    private void assertRefused(String members, int status, String told) {
        Answer answer = client().send("POST", targets(), token(), "{\"name\": \"X\", " + members + "}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().toString()).contains(told);
    }
}
