package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Command blocks for an organization that lives in a Microsoft tenant, for which another organization of the hub stands in. */
class MicrosoftBlocksTest extends MirroredTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    /** The test's own organization is the tenant. */
    @BeforeEach
    void connect() {
        person("Ada");
        person("Boss");
        securityGroup("Sales");
        connectMirror();
    }

    private JsonNode mirrored(String upn) {
        return client().get(
                        "/api/v1/organizations/" + mirror + "/users?filter=userPrincipalName%20eq%20'" + upn + "@"
                                + domain() + "'",
                        mirrorToken)
                .body()
                .at("/items/0");
    }

    private String jobs() {
        return "/api/v1/organizations/" + mirror + "/command-jobs";
    }

    private JsonNode ran(String block, String body) {
        return ended(client().send("POST", jobs(), mirrorToken, body.replace("BLOCK", block)));
    }

    private JsonNode ended(Answer accepted) {
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        String job = jobs() + "/" + accepted.body().get("id").asString();
        long end = System.nanoTime() + SOON.toNanos();
        while (true) {
            JsonNode now = client().get(job, mirrorToken).body();
            if (List.of("Completed", "Failed").contains(now.at("/job/status").asString())) {
                return now;
            }
            assertThat(System.nanoTime()).as(now.toString()).isLessThan(end);
        }
    }

    private static Map<String, String> states(JsonNode job) {
        Map<String, String> states = new HashMap<>();
        job.get("steps")
                .forEach(step -> states.put(
                        step.get("alias").asString(),
                        step.get("state").asString() + " "
                                + step.path("errorCode").asString("")));
        return states;
    }

    @Test
    void anOffboardingIsCarriedOutAtMicrosoft() {
        String ada = mirrored("ada").get("id").asString();
        JsonNode job = ran("offboard", """
                {"block": "BLOCK", "user": "%s", "input": {"automaticReply": "Gone", "retireDevices": false}}
                """.formatted(ada));
        assertThat(states(job))
                .as(job.toString())
                .containsEntry("signin", "done ")
                .containsEntry("sessions", "done ")
                .containsEntry("reply", "done ")
                .containsEntry("mailbox", "done ")
                .containsEntry("groups", "done ");
        assertThat(job.at("/job/status").asString()).isEqualTo("Completed");
        String there = graph() + "/users/ada@" + domain();
        assertThat(get(there + "?$select=accountEnabled")
                        .body()
                        .get("accountEnabled")
                        .asBoolean())
                .isFalse();
        assertThat(get(there + "/mailboxSettings")
                        .body()
                        .at("/automaticRepliesSetting/internalReplyMessage")
                        .asString())
                .isEqualTo("Gone");
    }

    @Test
    void somebodyIsOnboardedAtMicrosoft() {
        JsonNode job = ran("onboard", """
                {"block": "BLOCK", "input": {"displayName": "Grace", "upn": "grace@%s", "manager": "Boss@%s", "groups": ["Sales"]}}
                """.formatted(domain(), domain()));
        assertThat(job.at("/job/status").asString()).as(job.toString()).isEqualTo("Completed");
        assertThat(get(graph() + "/users/grace@" + domain() + "/manager")
                        .body()
                        .get("displayName")
                        .asString())
                .isEqualTo("Boss");
        assertThat(get(graph() + "/users/grace@" + domain() + "/memberOf")
                        .body()
                        .get("value"))
                .hasSize(1);
    }

    @Test
    void peopleAndGroupsAreNamedByTheIdsThatMicrosoftTells() {
        JsonNode ada = mirrored("ada");
        String boss = get(graph() + "/users/boss@" + domain()).body().get("id").asString();
        assertThat(boss).isNotEqualTo(mirrored("boss").get("id").asString());
        JsonNode managed = ran("setmanager", """
                {"block": "BLOCK", "people": ["%s"], "input": {"manager": "%s"}}
                """.formatted(
                        get(graph() + "/users/ada@" + domain()).body().get("id").asString(), boss));
        assertThat(managed.at("/job/status").asString()).as(managed.toString()).isEqualTo("Completed");
        assertThat(get(graph() + "/users/ada@" + domain() + "/manager")
                        .body()
                        .get("id")
                        .asString())
                .isEqualTo(boss);
        String sales = get(graph() + "/groups?$filter=displayName%20eq%20'Sales'")
                .body()
                .at("/value/0/id")
                .asString();
        JsonNode joined = ran("addtogroup", """
                {"block": "BLOCK", "user": "%s", "input": {"group": "%s"}}
                """.formatted(ada.get("id").asString(), sales));
        assertThat(joined.at("/job/status").asString()).as(joined.toString()).isEqualTo("Completed");
        assertThat(get(graph() + "/users/ada@" + domain() + "/memberOf").body().get("value"))
                .hasSize(1);
    }

    @Test
    void aProfileIsAsItWasAtMicrosoftWhenWhatChangedItIsUndone() {
        String ada = mirrored("ada").get("id").asString();
        String there = graph() + "/users/ada@" + domain() + "?$select=department,city,businessPhones,surname";
        JsonNode before = get(there).body();
        List<JsonNode> done = List.of(
                ran("setdepartment", profile(ada, "\"department\": \"Research\"")),
                ran("setaddress", profile(ada, "\"city\": \"Berlin\"")),
                ran("setphones", profile(ada, "\"businessPhone\": \"+49 30 1\"")),
                ran("renameuser", profile(ada, "\"displayName\": \"Ada\", \"surname\": \"King\"")));
        JsonNode changed = get(there).body();
        for (String member : List.of("department", "city", "businessPhones", "surname")) {
            assertThat(changed.get(member)).as(member).isNotEqualTo(before.get(member));
        }

        for (JsonNode job : done) {
            String undo = jobs() + "/" + job.at("/job/id").asString() + "/undo";
            JsonNode undone = ended(client().send("POST", undo, mirrorToken, null));
            assertThat(undone.at("/job/status").asString())
                    .as(undone.toString())
                    .isEqualTo("Completed");
        }

        assertThat(get(there).body()).isEqualTo(before);
    }

    private static String profile(String user, String input) {
        return "{\"block\": \"BLOCK\", \"user\": \"" + user + "\", \"input\": {" + input + "}}";
    }

    @Test
    void nothingIsDoneAtMicrosoftOfWhatCannotBeDoneWhole() {
        String ada = mirrored("ada").get("id").asString();
        JsonNode removed = ran("removeguest", "{\"block\": \"BLOCK\", \"user\": \"" + ada + "\"}");
        assertThat(removed.at("/job/errorCode").asString()).isEqualTo("Conflict");
        assertThat(get(graph() + "/users/ada@" + domain()).status()).isEqualTo(200);
        JsonNode made = ran("createteam", """
                {"block": "BLOCK", "input": {"displayName": "Team", "mailNickname": "team", "owner": "nobody@%s"}}
                """.formatted(domain()));
        assertThat(made.at("/job/errorCode").asString()).isEqualTo("NotFound");
        assertThat(get(graph() + "/groups?$filter=displayName%20eq%20'Team'")
                        .body()
                        .get("value"))
                .isEmpty();
    }

    @Test
    void whoOwnsAGroupIsKnownAtMicrosoft() {
        JsonNode made = ran("createteam", """
                {"block": "BLOCK", "input": {"displayName": "Team", "mailNickname": "team", "owner": "ada@%s"}}
                """.formatted(domain()));
        assertThat(made.at("/job/status").asString()).as(made.toString()).isEqualTo("Completed");
        assertThat(owners("Team")).containsExactly("Ada");
        String group = made.at("/output/groupId").asString();
        for (String block : List.of("addgroupowner", "addgroupowner", "removegroupowner")) {
            String owner = block.startsWith("add") ? "boss" : "ada";
            JsonNode changed = ran(block, """
                    {"block": "BLOCK", "group": "%s", "input": {"owner": "%s@%s"}}
                    """.formatted(group, owner, domain()));
            assertThat(changed.at("/job/status").asString())
                    .as(changed.toString())
                    .isEqualTo("Completed");
        }
        assertThat(owners("Team")).containsExactly("Boss");
    }

    /** By name, as the tenant tells it. */
    private List<String> owners(String group) {
        String id = get(graph() + "/groups?$filter=displayName%20eq%20'" + group + "'")
                .body()
                .at("/value/0/id")
                .asString();
        List<String> names = new ArrayList<>();
        get(graph() + "/groups/" + id + "/owners")
                .body()
                .get("value")
                .forEach(owner -> names.add(owner.get("displayName").asString()));
        return names;
    }

    @Test
    void whatNobodyOffersForTheProviderIsRefusedBeforehand() {
        Answer refused = client().send(
                        "POST",
                        "/api/v1/organizations/" + mirror + "/command-jobs",
                        mirrorToken,
                        "{\"block\": \"adddevice\", \"input\": {\"name\": \"Laptop\"}}");
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(403);
    }
}
