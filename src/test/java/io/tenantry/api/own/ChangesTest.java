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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Changes of many things: planned, approved, applied, watched and taken back. */
class ChangesTest extends HubTest {
    private static final String E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";

    private Client client = new Client("");
    private OrganizationId home = new OrganizationId(Ids.next());
    private String token = "";
    private UUID ada = Ids.next();
    private UUID grace = Ids.next();

    @BeforeEach
    void makeHome() {
        client = new Client(hubUrl());
        home = Estate.organization(TestOrganizations.root(), "Changed", "gold");
        token = administrator();
        ada = Estate.user(home, "Ada");
        grace = Estate.user(home, "Grace");
        Estate.run("UPDATE users SET department = 'Slaes' WHERE organization_id = ?", home.value());
    }

    @Test
    void aPlanTellsExactlyWhatWouldChangeAndChangesNothing() {
        JsonNode plan = plan("{\"filter\": \"department eq 'slaes'\"}", "{\"set\": {\"department\": \"Sales\"}}");

        assertThat(plan.path("state").asString()).isEqualTo("planned");
        assertThat(plan.path("counts").path("planned").asInt()).isEqualTo(2);
        assertThat(targets(plan)).hasSize(2).allSatisfy(target -> {
            assertThat(target.path("before").toString()).isEqualTo("{\"department\":\"Slaes\"}");
            assertThat(target.path("after").toString()).isEqualTo("{\"department\":\"Sales\"}");
        });
        assertThat(department(ada)).isEqualTo("Slaes");
        assertThat(client.get(path(plan) + "/targets/export", token).raw().body())
                .startsWith("number,organizationId")
                .contains("\"{\"\"department\"\":\"\"Slaes\"\"}\"");
    }

    @Test
    void whatIsSoAlreadyIsNotPlanned() {
        Estate.run("UPDATE users SET department = 'Sales' WHERE id = ?", grace);
        JsonNode plan = plan(ids(ada, grace), "{\"set\": {\"department\": \"Sales\", \"city\": null}}");
        assertThat(plan.path("counts").path("planned").asInt()).isEqualTo(1);
        assertThat(plan.path("counts").path("unchanged").asInt()).isEqualTo(1);
    }

    @Test
    void onlyThePlanThatWasSeenIsApplied() {
        JsonNode plan = plan(ids(ada), "{\"set\": {\"department\": \"Sales\"}}");
        Answer other = client.send("POST", path(plan) + "/apply", token, "{\"hash\": \"0\"}");
        assertThat(other.status()).isEqualTo(409);

        Answer started = apply(plan);
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.header("Location")).endsWith(path(plan));
        assertThat(started.header("Retry-After")).isEqualTo("1");
        assertThat(finished(plan).path("progress").path("done").asInt()).isEqualTo(1);
        assertThat(department(ada)).isEqualTo("Sales");
        assertThat(department(grace)).isEqualTo("Slaes");
        JsonNode events = client.get(
                        organization() + "/audit?filter=correlationId%20eq%20'change-"
                                + plan.path("id").asString() + "'",
                        token)
                .body()
                .path("items");
        assertThat(events)
                .anySatisfy(event -> assertThat(event.path("action").asString()).isEqualTo("user.change"));
    }

    @Test
    void whatSomebodyElseChangedSinceIsLeftAloneAndShown() {
        JsonNode plan = plan(ids(ada, grace), "{\"set\": {\"department\": \"Sales\"}}");
        Estate.run("UPDATE users SET city = 'London' WHERE id = ?", ada);
        apply(plan);
        JsonNode progress = finished(plan).path("progress");
        assertThat(progress.path("done").asInt()).isEqualTo(1);
        assertThat(progress.path("conflicts").asInt()).isEqualTo(1);
        assertThat(department(ada)).isEqualTo("Slaes");
        assertThat(targets(plan, "state eq 'conflict'"))
                .singleElement()
                .satisfies(
                        target -> assertThat(target.path("reason").asString()).contains("changed by somebody else"));
    }

    @Test
    void anUndoTakesBackWhatWasChangedAndShowsWhatWasChangedSince() {
        JsonNode plan = plan(ids(ada, grace), "{\"set\": {\"department\": \"Sales\", \"accountEnabled\": false}}");
        apply(plan);
        finished(plan);
        Estate.run("UPDATE users SET city = 'London' WHERE id = ?", grace);

        JsonNode undo = client.send("POST", path(plan) + "/undo", token, "{}").body();
        assertThat(undo.path("counts").path("planned").asInt()).isEqualTo(1);
        assertThat(targets(undo, "state eq 'blocked'")).hasSize(1);
        JsonNode forced = client.send("POST", path(plan) + "/undo", token, "{\"force\": [\"" + grace + "\"]}")
                .body();
        assertThat(forced.path("counts").path("planned").asInt()).isEqualTo(2);
        apply(forced);
        assertThat(finished(forced).path("progress").path("done").asInt()).isEqualTo(2);
        assertThat(department(ada)).isEqualTo("Slaes");
        assertThat(ask("SELECT account_enabled FROM users WHERE id = ?", grace)).isEqualTo("t");
        assertThat(ask("SELECT city FROM users WHERE id = ?", grace)).isEqualTo("London");
    }

    @Test
    void membershipsAndLicensesComeAndGoTogether() {
        UUID group = Estate.group(home, "Engineers");
        Estate.run("UPDATE groups SET kind = 'security' WHERE id = ?", group);
        Estate.subscription(home, "E3");
        Estate.run("UPDATE users SET usage_location = 'SE' WHERE id = ?", ada);
        JsonNode plan = plan(
                ids(ada, grace),
                "{\"addToGroups\": [\"" + group + "\"], \"addLicenses\": [{\"skuId\": \"" + E3 + "\"}]}");
        assertThat(plan.path("counts").path("planned").asInt()).isEqualTo(1);
        assertThat(targets(plan, "state eq 'blocked'"))
                .singleElement()
                .satisfies(
                        target -> assertThat(target.path("reason").asString()).contains("usage location"));
        assertThat(plan.path("cost").path("unpriced").asInt()).isEqualTo(1);
        apply(plan);
        assertThat(finished(plan).path("progress").path("done").asInt()).isEqualTo(1);
        assertThat(ask("SELECT count(*) FROM memberships WHERE group_id = ? AND living", group))
                .isEqualTo("1");
        assertThat(ask("SELECT held FROM user_licenses WHERE user_id = ?", ada)).isEqualTo("t");

        JsonNode undo = client.send("POST", path(plan) + "/undo", token, "{}").body();
        apply(undo);
        finished(undo);
        assertThat(ask("SELECT count(*) FROM memberships WHERE group_id = ? AND living", group))
                .isEqualTo("0");
        assertThat(ask("SELECT count(*) FROM user_licenses WHERE user_id = ?", ada))
                .isEqualTo("0");
    }

    @Test
    void theDeletedComeBackWithTheirGroups() {
        UUID group = Estate.group(home, "Engineers");
        Estate.member(home, group, ada, "user");
        JsonNode plan = plan(ids(ada), "{\"delete\": true}");
        assertThat(plan.path("notUndoable").toString()).contains("30 days");
        apply(plan);
        finished(plan);
        assertThat(ask("SELECT count(*) FROM memberships WHERE group_id = ? AND living", group))
                .isEqualTo("0");

        JsonNode undo = client.send("POST", path(plan) + "/undo", token, "{}").body();
        assertThat(undo.path("edits").toString()).isEqualTo("[\"restore\"]");
        apply(undo);
        finished(undo);
        assertThat(ask("SELECT count(*) FROM memberships WHERE group_id = ? AND living", group))
                .isEqualTo("1");
        assertThat(ask("SELECT deleted_at FROM users WHERE id = ?", ada)).isEqualTo("null");
    }

    @Test
    void whoHoldsARoleIsMarkedAndWhoMayMoreThanTheCallerIsBlocked() {
        Estate.assign(home, ada, "user", BuiltInRole.ADMINISTRATORS, home);
        String lesser = tokenOf(BuiltInRole.USER_ADMINISTRATORS, home);
        JsonNode plan = plan(lesser, ids(ada, grace), "{\"set\": {\"city\": \"Oslo\"}}");
        assertThat(plan.path("counts").path("blocked").asInt()).isEqualTo(1);
        JsonNode mine = plan(ids(ada, grace), "{\"set\": {\"city\": \"Oslo\"}}");
        assertThat(mine.path("counts").path("privileged").asInt()).isEqualTo(1);
        assertThat(mine.path("state").asString()).isEqualTo("waiting");
        assertThat(mine.path("approvalReasons").toString()).contains("holds a role");
    }

    @Test
    void nobodyApprovesHisOwnPlanAndAnotherDoes() {
        rules("{\"rules\": [{\"name\": \"Gold\", \"tag\": \"gold\", \"moreThan\": 1}]}");
        JsonNode plan = plan(ids(ada, grace), "{\"set\": {\"city\": \"Oslo\"}}");
        assertThat(plan.path("approvalReasons").toString()).isEqualTo("[\"Gold\"]");
        assertThat(apply(plan).status()).isEqualTo(409);
        String body = "{\"hash\": \"" + plan.path("hash").asString() + "\", \"comment\": \"Fine\"}";
        assertThat(client.send("POST", path(plan) + "/approve", token, body).status())
                .isEqualTo(403);

        Answer approved = client.send("POST", path(plan) + "/approve", administrator(), body);
        assertThat(approved.body().path("state").asString()).isEqualTo("approved");
        assertThat(approved.body().path("decision").path("comment").asString()).isEqualTo("Fine");
        apply(plan);
        assertThat(finished(plan).path("progress").path("done").asInt()).isEqualTo(2);

        JsonNode rejected = plan(ids(ada, grace), "{\"set\": {\"city\": \"Bergen\"}}");
        client.send(
                "POST",
                path(rejected) + "/reject",
                administrator(),
                "{\"hash\": \"" + rejected.path("hash").asString() + "\"}");
        assertThat(apply(rejected).status()).isEqualTo(409);
        assertThat(client.send("DELETE", organization() + "/change-rules", token, null)
                        .body()
                        .path("rules")
                        .size())
                .isGreaterThan(3);
    }

    @Test
    void aPlanIsSeenOnlyByWhoReachesAllOfIt() {
        OrganizationId other = Estate.organization(TestOrganizations.root(), "Other");
        UUID bob = Estate.user(other, "Bob");
        String both = tokenOf(BuiltInRole.ADMINISTRATORS, TestOrganizations.root());
        JsonNode plan = plan(both, ids(ada, bob), "{\"set\": {\"city\": \"Oslo\"}}");
        assertThat(plan.path("organizationIds")).hasSize(2);
        assertThat(client.get(path(plan), token).status()).isEqualTo(404);
        assertThat(client.get(path(plan) + "/targets", token).status()).isEqualTo(404);
        assertThat(client.send("POST", path(plan) + "/cancel", token, null).status())
                .isEqualTo(404);
        assertThat(client.get("/api/v1/changes", token).body().path("items")).isEmpty();
        assertThat(client.get(path(plan), both).status()).isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsNamedAndWhatMakesNoSenseIsRefused() {
        UUID nobody = Ids.next();
        JsonNode plan = plan(ids(ada, nobody), "{\"set\": {\"city\": \"Oslo\"}}");
        assertThat(plan.path("missing").toString()).isEqualTo("[\"" + nobody + "\"]");
        for (Map.Entry<String, String> wrong : List.of(
                Map.entry("{\"filter\": \"nonsense eq 1\"}", "{\"set\": {\"city\": \"Oslo\"}}"),
                Map.entry(ids(ada), "{\"set\": {\"userPrincipalName\": \"a@b.c\"}}"),
                Map.entry(ids(ada), "{}"),
                Map.entry("{}", "{\"delete\": true}"),
                Map.entry(ids(ada), "{\"restore\": true}"),
                Map.entry(ids(ada), "{\"addToGroups\": [\"" + nobody + "\"]}"))) {
            assertThat(client.send("POST", "/api/v1/changes", token, request(wrong.getKey(), wrong.getValue()))
                            .status())
                    .as(wrong.toString())
                    .isEqualTo(400);
        }
    }

    @Test
    void whoeverWatchesIsToldUntilTheEnd() {
        JsonNode plan = plan(ids(ada, grace), "{\"set\": {\"city\": \"Oslo\"}}");
        apply(plan);
        Answer events = client.get(path(plan) + "/events", token);
        assertThat(events.header("Content-Type")).startsWith("text/event-stream");
        assertThat(events.raw().body()).contains("event: progress", "event: end", "\"done\":2");
    }

    @Test
    void aPlanThatIsCancelledIsNotApplied() {
        JsonNode plan = plan(ids(ada), "{\"set\": {\"city\": \"Oslo\"}}");
        assertThat(client.send("POST", path(plan) + "/cancel", token, null)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("cancelled");
        assertThat(apply(plan).status()).isEqualTo(409);
        assertThat(client.send("POST", path(plan) + "/undo", token, "{}").status())
                .isEqualTo(409);
    }

    @Test
    void ofMoreThanCanBeDoneTheRestIsDoneAndTheOneThatFailedSaysWhy() {
        Estate.run(
                "UPDATE users SET upn = 'same@example.com', deleted_at = now() WHERE organization_id = ?",
                home.value());
        JsonNode plan =
                plan("{\"ids\": [\"" + ada + "\", \"" + grace + "\"], \"deleted\": true}", "{\"restore\": true}");
        assertThat(plan.path("counts").path("planned").asInt()).isEqualTo(2);
        apply(plan);
        JsonNode progress = finished(plan).path("progress");
        assertThat(progress.path("done").asInt()).isEqualTo(1);
        assertThat(progress.path("failed").asInt()).isEqualTo(1);
        JsonNode failed = targets(plan, "state eq 'failed'").getFirst();
        assertThat(failed.path("reason").asString()).contains("sign-in name");

        Estate.run(
                "UPDATE users SET upn = id || '@example.com' WHERE organization_id = ? AND deleted_at IS NULL",
                home.value());
        assertThat(client.send("POST", path(plan) + "/retry", token, null).status())
                .isEqualTo(202);
        assertThat(finished(plan).path("progress").path("done").asInt()).isEqualTo(2);
        assertThat(client.send("POST", path(plan) + "/retry", token, null).status())
                .isEqualTo(409);
    }

    @Test
    void whatIsPausedGoesOnWhenItIsResumedAndOnlyThen() {
        JsonNode plan = plan(ids(ada), "{\"set\": {\"city\": \"Oslo\"}}");
        Estate.run(
                "UPDATE changes SET state = 'paused' WHERE id = ?",
                UUID.fromString(plan.path("id").asString()));
        assertThat(apply(plan).status()).isEqualTo(409);
        assertThat(client.send("POST", path(plan) + "/resume", token, null).status())
                .isEqualTo(202);
        assertThat(finished(plan).path("progress").path("done").asInt()).isEqualTo(1);
        assertThat(client.send("POST", path(plan) + "/pause", token, null).status())
                .isEqualTo(409);
    }

    @Test
    void aPlanGoesNoFurtherThanTheRightsOfWhoeverAppliesIt() {
        UUID account = Estate.serviceAccount(home, null);
        JsonNode plan = plan(ids(ada), "{\"set\": {\"city\": \"Oslo\"}}");
        Estate.run(
                "UPDATE changes SET state = 'applying', applied_by_id = ?, applied_by = 'Script' WHERE id = ?",
                account,
                UUID.fromString(plan.path("id").asString()));
        JsonNode now = client.get(path(plan), token).body();
        while (now.path("state").asString().equals("applying")) {
            now = client.get(path(plan), token).body();
        }
        assertThat(now.path("state").asString()).isEqualTo("paused");
        assertThat(now.path("problem").asString()).contains("permission");
        assertThat(ask("SELECT city FROM users WHERE id = ?", ada)).isEqualTo("null");
    }

    @Test
    void groupsAreChangedDeletedAndRestoredToo() {
        UUID group = Estate.group(home, "Engineers");
        Estate.member(home, group, ada, "user");
        String targets = "{\"kind\": \"group\", \"filter\": \"displayName eq 'engineers'\"}";
        JsonNode plan = plan(targets, "{\"set\": {\"description\": \"Build things\"}}");
        apply(plan);
        finished(plan);
        assertThat(ask("SELECT description FROM groups WHERE id = ?", group)).isEqualTo("Build things");
        JsonNode deletion = plan(targets, "{\"delete\": true}");
        apply(deletion);
        finished(deletion);
        assertThat(ask("SELECT count(*) FROM memberships WHERE group_id = ? AND living", group))
                .isEqualTo("0");
        JsonNode undo =
                client.send("POST", path(deletion) + "/undo", token, "{}").body();
        apply(undo);
        finished(undo);
        assertThat(ask("SELECT count(*) FROM memberships WHERE group_id = ? AND living", group))
                .isEqualTo("1");
    }

    private String administrator() {
        return tokenOf(BuiltInRole.ADMINISTRATORS, home);
    }

    private String tokenOf(BuiltInRole role, OrganizationId scope) {
        UUID account = Estate.serviceAccount(scope, null);
        Estate.assign(scope, account, "service account", role, scope);
        return client.tokenOf(account);
    }

    private String organization() {
        return "/api/v1/organizations/" + home;
    }

    private void rules(String body) {
        Answer set = client.send("PUT", organization() + "/change-rules", token, body);
        assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
    }

    private static String ids(UUID... ids) {
        return "{\"ids\": [\""
                + String.join(
                        "\", \"", List.of(ids).stream().map(UUID::toString).toList()) + "\"]}";
    }

    private static String request(String targets, String edit) {
        return "{\"targets\": " + targets + ", \"edit\": " + edit + "}";
    }

    private JsonNode plan(String targets, String edit) {
        return plan(token, targets, edit);
    }

    private JsonNode plan(String as, String targets, String edit) {
        Answer plan = client.send("POST", "/api/v1/changes", as, request(targets, edit));
        assertThat(plan.status()).as(plan.body().toString()).isEqualTo(201);
        return plan.body();
    }

    private static String path(JsonNode plan) {
        return "/api/v1/changes/" + plan.path("id").asString();
    }

    private List<JsonNode> targets(JsonNode plan) {
        return client.get(path(plan) + "/targets", token)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private List<JsonNode> targets(JsonNode plan, String filter) {
        return client.get(
                        path(plan) + "/targets?" + Client.form("filter", filter).replace("+", "%20"), token)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private Answer apply(JsonNode plan) {
        return client.send(
                "POST",
                path(plan) + "/apply",
                token,
                "{\"hash\": \"" + plan.path("hash").asString() + "\"}");
    }

    private JsonNode finished(JsonNode plan) {
        JsonNode now = client.get(path(plan), token).body();
        while (now.path("state").asString().equals("applying")) {
            now = client.get(path(plan), token).body();
        }
        assertThat(now.path("state").asString()).as(now.toString()).isEqualTo("done");
        return now;
    }

    private static String department(UUID user) {
        return ask("SELECT department FROM users WHERE id = ?", user);
    }

    private static String ask(String sql, UUID id) {
        return Estate.ask(sql, id);
    }
}
