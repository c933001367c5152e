package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Running command blocks as flows do, and asking what came of them. */
class CommandJobsTest extends JobsTest {
    private boolean isEnabled(UUID user) {
        return get(graph() + "/users/" + user + "?$select=accountEnabled")
                .body()
                .get("accountEnabled")
                .asBoolean();
    }

    @Test
    void aJobForAUserIsDoneAndSaysSo() {
        UUID ada = person("Ada");
        JsonNode job = ran("blocksignin", ada, null);
        assertThat(job.get("status").asString()).isEqualTo("Completed");
        assertThat(job.at("/output/isSuccess").asBoolean()).isTrue();
        assertThat(job.at("/output/errorCode").isNull()).isTrue();
        assertThat(output(job, "accountEnabled")).isEqualTo("false");
        assertThat(job.get("userId").asString()).isEqualTo(ada.toString());
        assertThat(job.get("userUpn").asString()).isEqualTo("Ada@" + domain());
        assertThat(job.get("groupId").isNull()).isTrue();
        assertThat(job.get("organizationName").asString()).isEqualTo("Contoso");
        assertThat(job.get("commandBlockTechnicalIdentifier").asString()).isEqualTo("blocksignin");
        assertThat(job.get("executedOn").asString()).endsWith("Z");
        assertThat(job.at("/steps/0/state").asString()).isEqualTo("done");
        assertThat(isEnabled(ada)).isFalse();
        assertThat(ran("allowsignin", ada, "{}").get("status").asString()).isEqualTo("Completed");
        assertThat(isEnabled(ada)).isTrue();
    }

    @Test
    void theAnswerSaysWhereToAskAboutTheJob() {
        Answer accepted =
                send("POST", "/clouduserhub" + jobs("getuser") + "/ForUser%28targetUserId%3D" + person("Ada") + "%29");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.body().propertyNames()).containsExactly("@odata.context", "value");
        URI location = URI.create(String.valueOf(accepted.header("Location")));
        assertThat(get(location.getPath()).body().get("id"))
                .isEqualTo(accepted.body().get("value"));
    }

    @Test
    void inputMayNameWhatIsKnownOfTheTarget() {
        UUID ada = person("Ada");
        JsonNode job = ran("setdepartment", ada, input("department", "Home of {{user.displayName}}"));
        assertThat(output(job, "department")).isEqualTo("Home of Ada");
        assertThat(job.at("/input/parameters/0/value").asString()).isEqualTo("Home of {{user.displayName}}");
    }

    @Test
    void sensitiveValuesAreNeverTold() {
        UUID ada = person("Ada");
        String secret = "rowing-Tulip-orbit-77";
        JsonNode job = ran("resetpassword", ada, input("password", secret));
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("Completed");
        assertThat(job.toString()).doesNotContain(secret);
        assertThat(job.at("/input/parameters/0/value").asString()).isEqualTo("***");
        assertThat(Estate.run(
                        "UPDATE command_jobs SET attempts = attempts WHERE id = ? AND position('rowing' in command_jobs::text) > 0",
                        UUID.fromString(job.get("id").asString())))
                .isZero();
    }

    @Test
    void aJobThatCannotBeDoneFailsWithACode() {
        UUID ada = person("Ada");
        JsonNode job = ran("addtogroup", ada, input("group", UUID.randomUUID().toString()));
        assertThat(job.get("status").asString()).isEqualTo("Failed");
        assertThat(job.at("/output/isSuccess").asBoolean()).isFalse();
        assertThat(job.at("/output/errorCode").asString()).isEqualTo("NotFound");
        assertThat(job.at("/steps/0/state").asString()).isEqualTo("failed");
    }

    @Test
    void aFailedJobGoesOnWhereItFailed() {
        UUID ada = person("Ada");
        String path = jobs("addtogroup");
        Answer accepted = send("POST", path + "/ForUser(targetUserId=" + ada + ")", input("group", "Sales"));
        String job = path + "/" + accepted.body().get("value").asString();
        assertThat(ended(job).get("status").asString()).isEqualTo("Failed");
        securityGroup("Sales");
        assertThat(send("POST", job + "/retry").status()).isEqualTo(200);
        JsonNode again = ended(job);
        assertThat(again.get("status").asString()).as(again.toString()).isEqualTo("Completed");
        assertThat(again.at("/steps/0/attempts").asInt()).isEqualTo(2);
        assertRefused(send("POST", job + "/retry"), 409, "Conflict");
        assertRefused(send("POST", job + "/cancel"), 409, "Conflict");
    }

    @Test
    void aPlannedJobWaitsAndCanBeCancelled() {
        UUID ada = person("Ada");
        String path = jobs("blocksignin");
        Answer accepted = send(
                "POST", path + "/ForUser(targetUserId=" + ada + ")", "{\"plannedExecution\":\"2099-01-01T08:00:00Z\"}");
        String job = path + "/" + accepted.body().get("value").asString();
        JsonNode waiting = get(job).body();
        assertThat(waiting.get("status").asString()).isEqualTo("Pending");
        assertThat(waiting.get("plannedExecution").asString()).isEqualTo("2099-01-01T08:00:00Z");
        assertThat(waiting.at("/output/isSuccess").isNull()).isTrue();
        assertThat(waiting.at("/steps/0/state").asString()).isEqualTo("waiting");
        JsonNode cancelled = send("POST", job + "/cancel").body();
        assertThat(cancelled.get("status").asString()).isEqualTo("Cancelled");
        assertThat(cancelled.at("/steps/0/state").asString()).isEqualTo("cancelled");
        assertThat(isEnabled(ada)).isTrue();
    }

    @Test
    void aJobForAGroupIsOneForEachOfItsPeople() {
        UUID team = Estate.group(organization(), "Team");
        UUID inner = Estate.group(organization(), "Inner");
        List<UUID> people = List.of(person("Ada"), person("Bob"), person("Cleo"));
        Estate.member(organization(), team, people.get(0), "user");
        Estate.member(organization(), team, people.get(1), "user");
        Estate.member(organization(), team, inner, "group");
        Estate.member(organization(), inner, people.get(2), "user");
        UUID outsider = person("Dora");
        String path = jobs("blocksignin");
        Answer accepted = send("POST", path + "/ForGroup(targetGroupId=" + team + ")");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.body().get("jobIds")).hasSize(3);
        JsonNode whole = ended(path + "/" + accepted.body().get("value").asString());
        assertThat(whole.get("status").asString()).isEqualTo("Completed");
        accepted.body().get("jobIds").forEach(part -> {
            JsonNode job = get(path + "/" + part.asString()).body();
            assertThat(job.get("status").asString()).isEqualTo("Completed");
            assertThat(job.get("groupName").asString()).isEqualTo("Team");
            assertThat(job.get("parentJobId")).isEqualTo(accepted.body().get("value"));
        });
        assertThat(people).noneMatch(this::isEnabled);
        assertThat(isEnabled(outsider)).isTrue();
    }

    @Test
    void aJobForAFilterIsOneForEachWhoFulfilsIt() {
        UUID ada = person("Ada");
        UUID bob = person("Bob");
        Answer accepted = send("POST", jobs("blocksignin") + "/ForFilter()?$filter=displayName%20eq%20'Ada'", "{}");
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().get("jobIds")).hasSize(1);
        ended(jobs("blocksignin") + "/" + accepted.body().get("value").asString());
        assertThat(isEnabled(ada)).isFalse();
        assertThat(isEnabled(bob)).isTrue();
    }

    @Test
    void jobsThatOnlyLookTellOfEachByHimself() {
        List<UUID> people = List.of(person("Team Ada"), person("Team Bob"), person("Team Cleo"));
        String path = jobs("getuser");
        Answer accepted = send(
                "POST",
                path + "/ForFilter()?$filter=startswith(displayName,'Team')",
                "{\"plannedExecution\":\"2099-01-01T08:00:00Z\"}");
        assertThat(accepted.body().path("jobIds"))
                .as(accepted.body().toString())
                .hasSize(3);
        send("DELETE", graph() + "/users/" + people.get(1));
        Estate.run(
                "UPDATE command_jobs SET due_at = now() WHERE organization_id = ?",
                organization().value());
        JsonNode whole = ended(path + "/" + accepted.body().get("value").asString());
        assertThat(whole.at("/output/errorCode").asString()).isEqualTo("PartsFailed");
        List<String> told = new ArrayList<>();
        accepted.body().get("jobIds").forEach(part -> {
            JsonNode job = get(path + "/" + part.asString()).body();
            boolean isDone = job.get("status").asString().equals("Completed");
            String outcome =
                    isDone ? output(job, "id") : job.at("/output/errorCode").asString();
            told.add(job.get("userUpn").asString().split("@", 2)[0] + " " + outcome + " "
                    + job.at("/steps/0/state").asString());
        });
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "Team.Ada " + people.get(0) + " done",
                        "Team.Bob NotFound failed",
                        "Team.Cleo " + people.get(2) + " done");
    }

    @Test
    void blocksForOrganizationsAndDevicesRunForThem() {
        String path = jobs("adddevice");
        Answer accepted = send(
                "POST",
                path + "/ForOrganization(targetOrganizationId=" + organization() + ")",
                input("name", "Ada's laptop", "owner", "Ada@" + domain()));
        assertThat(accepted.status()).isEqualTo(202);
        JsonNode failed = ended(path + "/" + accepted.body().get("value").asString());
        assertThat(failed.at("/output/errorCode").asString()).isEqualTo("NotFound");
        person("Ada");
        send("POST", path + "/" + failed.get("id").asString() + "/retry");
        String device = output(ended(path + "/" + failed.get("id").asString()), "deviceId");
        for (String form : List.of("ForUser", "ForDevice")) {
            Answer retired = send("POST", jobs("retiredevice") + "/" + form + "(targetDeviceId=" + device + ")");
            JsonNode job = ended(
                    jobs("retiredevice") + "/" + retired.body().get("value").asString());
            assertThat(output(job, "state")).isEqualTo("retired");
            assertThat(job.get("deviceName").asString()).isEqualTo("Ada's laptop");
        }
    }

    @Test
    void listsAndStatisticsTellOfTheCallersJobs() {
        UUID ada = person("Ada");
        ran("blocksignin", ada, null);
        ran("getuser", ada, null);
        ran("addtogroup", ada, input("group", "Nobody"));
        String list = "/command/v1/organizations/" + organization() + "/commandblocks/jobs";
        JsonNode all = get(list + "?$count=true").body();
        assertThat(all.get("@odata.count").asInt()).isEqualTo(3);
        assertThat(all.at("/value/0/commandBlockTechnicalIdentifier").asString())
                .isEqualTo("addtogroup");
        assertThat(all.at("/value/0").propertyNames())
                .startsWith(
                        "id",
                        "commandBlockId",
                        "commandSetName",
                        "commandSetId",
                        "commandSetBlockId",
                        "userId",
                        "userUpn",
                        "groupId",
                        "groupName",
                        "organizationId",
                        "organizationName",
                        "actorUserUpn",
                        "actorOrganizationId",
                        "actorOrganizationName",
                        "status",
                        "executedOn",
                        "commandBlockTechnicalIdentifier",
                        "commandBlockVersion",
                        "plannedExecution",
                        "scheduleId",
                        "scheduleName");
        assertThat(get("/command/v1/commandblocks/jobs?$count=true&$filter=status%20eq%20'Failed'")
                        .body()
                        .get("@odata.count")
                        .asInt())
                .isEqualTo(1);
        JsonNode none = get(list + "?$top=0&$count=true").body();
        assertThat(none.get("value")).isEmpty();
        assertThat(none.get("@odata.count").asInt()).isEqualTo(3);
        assertThat(none.has("@odata.nextLink")).isFalse();
        JsonNode first = get(list + "?$top=2&$select=id,status").body();
        assertThat(first.get("value")).hasSize(2);
        assertThat(first.at("/value/0").propertyNames()).containsExactly("id", "status");
        String users = get("/command/v1/commandcategories?$filter=technicalIdentifier%20eq%20'Users'")
                .body()
                .at("/value/0/id")
                .asString();
        JsonNode stats = get("/command/v1/categories/" + users + "/commandblocks/JobStats()")
                .body();
        assertThat(stats.propertyNames())
                .containsExactly("@odata.context", "type", "category", "period", "completed", "queued", "failed");
        assertThat(stats.get("type").asString()).isEqualTo("CommandBlock");
        assertThat(stats.get("period").asString()).isEqualTo("last24h");
        assertThat(stats.get("completed").asInt()).isEqualTo(2);
        assertThat(stats.get("failed").asInt()).isZero();
    }

    @Test
    void aListOfOneOrganizationHasWhatTheCallerSeesThere() {
        ran("blocksignin", person("Ada"), null);
        String here = "organizationId%20eq%20" + organization();

        assertThat(counted(here)).isEqualTo(1);
        assertThat(counted(here + "%20and%20status%20eq%20'completed'")).isEqualTo(1);
        assertThat(counted(here + "%20and%20status%20ne%20'completed'")).isZero();
        assertThat(counted("not%20(" + here + ")")).isZero();
        assertThat(counted("organizationId%20eq%20" + customer())).isZero();
    }

    /** How many jobs a filter finds, which are as many as are told. */
    private int counted(String filter) {
        JsonNode list = get("/command/v1/commandblocks/jobs?$count=true&$filter=" + filter)
                .body();
        assertThat(list.get("value")).hasSize(list.get("@odata.count").asInt());
        return list.get("@odata.count").asInt();
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeThereIsAJob() {
        UUID ada = person("Ada");
        String user = "/ForUser(targetUserId=" + ada + ")";
        assertRefused(send("POST", jobs("setdepartment") + user, "{}"), 400, "BadRequest");
        assertRefused(send("POST", jobs("setdepartment") + user, input("color", "red")), 400, "BadRequest");
        assertRefused(send("POST", jobs("setusagelocation") + user, input("usageLocation", "x")), 400, "BadRequest");
        assertRefused(send("POST", jobs("setdepartment") + user, input("department", "{{x.y}}")), 400, "BadRequest");
        assertRefused(send("POST", jobs("getgroup") + user, "{}"), 400, "BadRequest");
        assertRefused(send("POST", jobs("getuser") + "/ForX()", "{}"), 404, "NotFound");
        assertRefused(send("PUT", jobs("getuser") + "/ForFilter()", "{}"), 405, "MethodNotAllowed");
        String schedule = "{\"scheduleId\":\"" + UUID.randomUUID() + "\"}";
        assertRefused(send("POST", jobs("blocksignin") + user, schedule), 400, "BadRequest");
        Estate.run(
                "UPDATE organizations SET provider = 'microsoft' WHERE organization_id = ?",
                organization().value());
        assertRefused(
                send("POST", jobs("marklostdevice") + "/ForDevice(targetDeviceId=" + ada + ")"), 403, "Forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "tomorrow"})
    void aJobIsPlannedForATimeThatPeopleKnow(String time) {
        Answer answer = send(
                "POST",
                jobs("blocksignin") + "/ForUser(targetUserId=" + person("Ada") + ")",
                "{\"plannedExecution\":\"" + time + "\"}");
        assertRefused(answer, 400, "BadRequest");
        assertThat(answer.body().at("/error/message").asString()).contains("plannedExecution");
    }

    @Test
    void aParameterThatIsNotThereIsRefusedWithoutAValueToo() {
        String user = "/ForUser(targetUserId=" + person("Ada") + ")";
        Answer answer =
                send("POST", jobs("blocksignin") + user, "{\"inputOverrides\":[{\"technicalIdentifier\":\"color\"}]}");
        assertRefused(answer, 400, "BadRequest");
        assertThat(answer.body().at("/error/message").asString()).contains("'color'");
        String empty = "{\"inputOverrides\":[{\"technicalIdentifier\":\"mustChange\",\"value\":null}]}";
        assertThat(send("POST", jobs("resetpassword") + user, empty).status()).isEqualTo(202);
    }

    @Test
    void bracesThatBeginNoPlaceholderAreAPartOfTheText() {
        UUID ada = person("Ada");
        JsonNode job = ran("setdepartment", ada, input("department", "{{ 2 + 2 }} and {{"));
        assertThat(output(job, "department")).isEqualTo("{{ 2 + 2 }} and {{");
        Answer open = send(
                "POST",
                jobs("setdepartment") + "/ForUser(targetUserId=" + ada + ")",
                input("department", "Home of {{user.displayName}"));
        assertRefused(open, 400, "BadRequest");
        assertThat(open.body().at("/error/message").asString()).contains("'{{user.displayName' is not closed");
    }

    @Test
    void runningABlockNeedsItsActionAndWhatItsStepsNeed() {
        UUID ada = person("Ada");
        String path = jobs("blocksignin") + "/ForUser(targetUserId=" + ada + ")";
        for (BuiltInRole role : List.of(BuiltInRole.READERS, BuiltInRole.HELPDESK, BuiltInRole.EXCHANGE_WRITER)) {
            Answer answer = client().send("POST", path, tokenWith(role, organization()), "{}");
            assertRefused(answer, 403, "Forbidden");
        }
        Answer done = client().send("POST", path, tokenWith(BuiltInRole.USER_ADMINISTRATORS, organization()), "{}");
        assertThat(done.status()).isEqualTo(202);
    }

    @Test
    void aRightThatIsTakenAwayEndsWhatWaits() {
        UUID ada = person("Ada");
        UUID script = Estate.serviceAccount(organization(), null);
        UUID held = Estate.assign(organization(), script, "service account", BuiltInRole.AUTOMATION, organization());
        String path = jobs("blocksignin");
        Answer accepted = client().send(
                        "POST",
                        path + "/ForUser(targetUserId=" + ada + ")",
                        client().tokenOf(script),
                        "{\"plannedExecution\":\"2099-01-01T08:00:00Z\"}");
        String job = accepted.body().get("value").asString();
        Estate.run("DELETE FROM role_assignments WHERE id = ?", held);
        Estate.run("UPDATE command_jobs SET due_at = now() WHERE id = ?", UUID.fromString(job));
        JsonNode ended = ended(path + "/" + job);
        assertThat(ended.at("/output/errorCode").asString())
                .as(ended.toString())
                .isEqualTo("Forbidden");
        assertThat(isEnabled(ada)).isTrue();
    }
}
