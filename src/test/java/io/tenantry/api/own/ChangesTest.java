package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Plans of changes: what they tell, and what comes of them and back. */
class ChangesTest extends PlannedChanges {
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

    /** Office for the web needs SharePoint, which the plan would switch off. */
    @Test
    void aServicePlanIsNotLeftWithoutWhatItNeeds() {
        Estate.subscription(home, "E3");
        Estate.run("UPDATE users SET usage_location = 'SE' WHERE organization_id = ?", home.value());
        String sharePoint = "5dbe027f-2339-4123-9542-606e4d348a72";
        String license = "{\"addLicenses\": [{\"skuId\": \"" + E3 + "\", \"disabledPlans\": [%s]}]}";
        JsonNode plan = plan(ids(ada, grace), license.formatted("\"" + sharePoint + "\""));
        assertThat(plan.path("counts").path("planned").asInt()).isZero();
        assertThat(targets(plan))
                .hasSize(2)
                .allSatisfy(target ->
                        assertThat(target.path("reason").asString()).contains("depends on", "would not be enabled"));
        assertThat(plan(ids(ada, grace), license.formatted(""))
                        .path("counts")
                        .path("planned")
                        .asInt())
                .isEqualTo(2);
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
}
