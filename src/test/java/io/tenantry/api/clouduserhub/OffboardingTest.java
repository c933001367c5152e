package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The sets that come with the hub: conditions, blocks that may fail, and going on where one failed. */
class OffboardingTest extends DialectTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Set<String> SETS = Set.of("onboard", "offboard");

    private String jobs(String identifier) {
        String block = get("/command/v1/" + (SETS.contains(identifier) ? "commandsets" : "commandblocks")
                        + "?$filter=technicalIdentifier%20eq%20'" + identifier + "'")
                .body()
                .at("/value/0/id")
                .asString();
        return "/command/v1/organizations/" + organization() + "/commandblocks/" + block + "/jobs";
    }

    private JsonNode ended(String path) {
        long end = System.nanoTime() + SOON.toNanos();
        while (true) {
            JsonNode job = get(path).body();
            if (List.of("Completed", "Failed").contains(job.path("status").asString(""))) {
                return job;
            }
            assertThat(System.nanoTime()).as(job.toString()).isLessThan(end);
        }
    }

    private JsonNode ran(String jobs, String target, String input) {
        Answer accepted = send("POST", jobs + target, "{\"inputOverrides\": [" + input + "]}");
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        return ended(jobs + "/" + accepted.body().get("value").asString());
    }

    private static String value(String name, String value) {
        return "{\"technicalIdentifier\":\"%s\",\"value\":\"%s\"}".formatted(name, value);
    }

    /** The state of each step, by its operation; of several alike the last. */
    private static Map<String, String> states(JsonNode job) {
        Map<String, String> states = new HashMap<>();
        job.get("steps")
                .forEach(step -> states.put(
                        step.get("operation").asString(), step.get("state").asString()));
        return states;
    }

    @Test
    void somebodyIsOffboardedAndWhatIsNotWantedIsLeftOut() {
        UUID ada = person("Ada");
        UUID boss = person("Boss");
        Estate.run("UPDATE users SET manager_id = ? WHERE id = ?", boss, ada);
        UUID group = securityGroup("Sales");
        Estate.member(organization(), group, ada, "user");
        Estate.run(
                "INSERT INTO devices (organization_id, id, name, owner_id) VALUES (?, gen_random_uuid(), 'Laptop', ?)",
                organization().value(),
                ada);
        JsonNode job = ran(jobs("offboard"), "/ForUser(targetUserId=" + ada + ")", value("automaticReply", "Gone"));
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("Completed");
        assertThat(states(job))
                .containsEntry("user.change", "done")
                .containsEntry("delegates.add", "done")
                .containsEntry("user.delete", "skipped");
        assertThat(job.at("/output/body/parameters/0/value").asString()).isEqualTo("Sales");
        assertThat(job.at("/output/body/parameters/1/value").asString()).isEqualTo("Laptop");
        JsonNode mailbox = ran(jobs("getmailbox"), "/ForUser(targetUserId=" + ada + ")", "")
                .at("/output/body/parameters");
        assertThat(mailbox.get(0).get("value").asString()).isEqualTo("shared");
        assertThat(get(graph() + "/users/" + ada + "/memberOf").body().get("value"))
                .isEmpty();
    }

    @Test
    void withoutAManagerNobodyGetsTheMailbox() {
        JsonNode job = ran(jobs("offboard"), "/ForUser(targetUserId=" + person("Ada") + ")", "");
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("Completed");
        assertThat(states(job))
                .containsEntry("delegates.add", "skipped")
                .containsEntry("files.delegates.add", "skipped");
    }

    @Test
    void aStepThatFailsLetsTheOthersBeDoneAndIsTriedAgainAlone() {
        UUID ada = person("Ada");
        String jobs = jobs("offboard");
        JsonNode job = ran(jobs, "/ForUser(targetUserId=" + ada + ")", value("delegate", "nobody@" + domain()));
        assertThat(job.get("status").asString()).isEqualTo("Failed");
        assertThat(job.at("/output/errorCode").asString()).isEqualTo("StepsFailed");
        assertThat(states(job))
                .containsEntry("delegates.add", "failed")
                .containsEntry("files.delegates.add", "failed")
                .containsEntry("user.groups.removeAll", "done");
        person("nobody");
        String path = jobs + "/" + job.get("id").asString();
        assertThat(send("POST", path + "/retry").status()).isEqualTo(200);
        JsonNode again = ended(path);
        assertThat(again.get("status").asString()).as(again.toString()).isEqualTo("Completed");
        again.get("steps")
                .forEach(step -> assertThat(step.get("attempts").asInt())
                        .as(step.toString())
                        .isEqualTo(step.get("operation").asString().contains("delegates") ? 2 : 1));
    }

    @Test
    void somebodyIsOnboardedWithWhatFollowsFromHisAccount() {
        UUID boss = person("Boss");
        UUID group = securityGroup("Sales");
        JsonNode job = ran(
                jobs("onboard"),
                "/ForOrganization(targetOrganizationId=" + organization() + ")",
                String.join(
                        ",",
                        value("displayName", "Ada"),
                        value("upn", "ada@" + domain()),
                        value("manager", "Boss@" + domain()),
                        value("groups", "Sales")));
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("Completed");
        assertThat(states(job)).containsEntry("user.licenses.change", "skipped");
        JsonNode ada = get(graph() + "/users/ada@" + domain() + "?$select=id,displayName")
                .body();
        assertThat(get(graph() + "/users/" + ada.get("id").asString() + "/manager")
                        .body()
                        .get("id")
                        .asString())
                .isEqualTo(boss.toString());
        assertThat(get(graph() + "/groups/" + group + "/members").body().get("value"))
                .hasSize(1);
    }
}
