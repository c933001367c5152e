package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Carrying plans out: approved, watched, cut short, and taken up again. */
class ChangeRunsTest extends PlannedChanges {
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
    void aFileIsPlannedRowByRowAndSentAgainGoesOn() {
        UUID group = Estate.group(home, "Engineers");
        Estate.subscription(home, "E3");
        Estate.run("UPDATE users SET usage_location = 'SE' WHERE id = ?", ada);
        String name = ask("SELECT upn FROM users WHERE id = ?", grace);
        String file = "id,userPrincipalName,department,accountEnabled,addToGroups,addLicenses\n"
                + ada + ",,Sales,,engineers," + E3 + "\n,"
                + name + ",Sales,no,Nobody's,\n,nobody@example.com,Sales,,,\n";
        JsonNode plan = file(file);
        assertThat(plan.path("counts").path("planned").asInt()).isEqualTo(1);
        assertThat(targets(plan, "state eq 'blocked'").stream()
                        .map(target -> target.path("reason").asString())
                        .toList())
                .containsExactly("Line 3: There is no group Nobody's", "Line 4: There is no such person");
        apply(plan);
        assertThat(finished(plan).path("progress").path("done").asInt()).isEqualTo(1);
        assertThat(department(ada)).isEqualTo("Sales");
        assertThat(ask("SELECT held FROM user_licenses WHERE user_id = ?", ada)).isEqualTo("t");
        assertThat(ask("SELECT count(*) FROM memberships WHERE group_id = ? AND living", group))
                .isEqualTo("1");

        JsonNode again = file(file.replace("Nobody's", "Engineers"));
        assertThat(again.path("counts").path("planned").asInt()).isEqualTo(1);
        assertThat(again.path("counts").path("unchanged").asInt()).isEqualTo(1);
        apply(again);
        finished(again);
        assertThat(ask("SELECT account_enabled FROM users WHERE id = ?", grace)).isEqualTo("f");
        assertThat(ask("SELECT inactive_reason FROM users WHERE id = ?", grace)).isEqualTo("manual");
    }

    @Test
    void aFileIsReadAsSpreadsheetsWriteItAndDamageIsNamedByItsPlace() {
        JsonNode plan = file("\uFEFFsep=;\r\n id ;department;city\r\n" + ada + "; Sales ;\"Oslo; by the sea\"\r\n\r\n"
                + grace + ";Sales;Oslo;too many\r\n");
        assertThat(plan.path("counts").path("planned").asInt()).isEqualTo(1);
        assertThat(targets(plan, "state eq 'planned'").getFirst().path("after").toString())
                .contains("\"department\":\"Sales\"", "\"city\":\"Oslo; by the sea\"");
        assertThat(targets(plan, "state eq 'blocked'"))
                .singleElement()
                .satisfies(target -> assertThat(target.path("reason").asString())
                        .startsWith("Line 5: The row has 4 cells; the header has 3"));

        assertThat(refusedFile("id,city\n" + ada + ",\"Oslo\n"))
                .contains("the quote that opens this value is never closed");
        assertThat(refusedFile("")).contains("The file needs a column");
    }

    @Test
    void aFileMakesPeopleWhoAreNotThereAndUndoingItDeletesThem() {
        UUID group = Estate.group(home, "Engineers");
        Estate.subscription(home, "E3");
        String name = ask("SELECT upn FROM users WHERE id = ?", grace);
        JsonNode plan = file(
                "?create=true&columns=Abteilung%3Ddepartment%2CNotes%3D",
                "userPrincipalName,displayName,usageLocation,Abteilung,Notes,addToGroups,addLicenses\n"
                        + "mary@new.example,Mary,SE,Sales,friendly,engineers," + E3 + "\n"
                        + "tom@new.example,,SE,Sales,,,\nmary@new.example,Mary again,SE,,,,\n"
                        + name + ",,,Sales,,,\n");
        assertThat(plan.path("edits").toString()).contains("create");
        assertThat(plan.path("counts").path("planned").asInt()).isEqualTo(2);
        assertThat(targets(plan, "state eq 'blocked'").stream()
                        .map(target -> target.path("reason").asString())
                        .toList())
                .containsExactly(
                        "Line 3: A person who is not there is made with a displayName",
                        "Line 4: Line 2 is about the same person");
        apply(plan);
        assertThat(finished(plan).path("progress").path("done").asInt()).isEqualTo(2);
        String mary = "FROM users WHERE upn = 'mary@new.example' AND organization_id = ? AND deleted_at IS NULL";
        assertThat(ask("SELECT department " + mary, home.value())).isEqualTo("Sales");
        assertThat(ask("SELECT count(*) FROM memberships WHERE group_id = ? AND living", group))
                .isEqualTo("1");
        assertThat(ask("SELECT count(*) FROM user_licenses WHERE held AND organization_id = ?", home.value()))
                .isEqualTo("1");

        JsonNode undo = client.send("POST", path(plan) + "/undo", token, "{}").body();
        apply(undo);
        assertThat(finished(undo).path("progress").path("done").asInt()).isEqualTo(2);
        assertThat(ask("SELECT count(*) " + mary, home.value())).isEqualTo("0");
        assertThat(department(grace)).isEqualTo("Slaes");
    }
}
