package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Command sets and blocks that organizations write, and taking back what they did. */
class CommandSetsTest extends OwnBlocksTest {
    private String made() {
        Answer made = write(SETS, SET);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.body().get("id").asString();
    }

    private List<String> groupsOf(UUID user) {
        List<String> names = new ArrayList<>();
        get(graph() + "/users/" + user + "/memberOf")
                .body()
                .get("value")
                .forEach(group -> names.add(group.get("displayName").asString()));
        return names;
    }

    private boolean isEnabled(UUID user) {
        return get(graph() + "/users/" + user + "?$select=accountEnabled")
                .body()
                .get("accountEnabled")
                .asBoolean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commandsets", "schedules", "commandblocks", "commandblocks/jobs"})
    void aListThatCannotBeSearchedSaysSo(String list) {
        Answer refused = get("/command/v1/" + list + "?$search=Research");
        assertRefused(refused, 400, "BadRequest");
        assertThat(refused.body().at("/error/message").asString()).contains("$search", "not served here");
    }

    @Test
    void aSetIsReadListedAndDeletedLikeAnyOtherThing() {
        String id = made();
        JsonNode set = get(SETS + "/" + id).body();
        assertThat(set.get("blocks")).hasSize(4);
        assertThat(set.at("/blocks/2/alias").asString()).isEqualTo("joined");
        assertThat(set.at("/blocks/2/undoneBy").asString()).isEqualTo("removefromgroup");
        assertThat(set.get("definition").asString()).isEqualTo(SET);
        JsonNode listed = get(SETS + "?$filter=organizationId%20eq%20" + organization())
                .body()
                .get("value");
        assertThat(listed).hasSize(1);
        assertThat(get(SETS + "?$orderby=technicalIdentifier")
                        .body()
                        .get("value")
                        .size())
                .isGreaterThan(2);
        assertThat(get("/command/v1/commandblocks?$filter=technicalIdentifier%20eq%20'offboard'")
                        .body()
                        .get("value"))
                .isEmpty();
        assertThat(send("DELETE", SETS + "/" + id).status()).isEqualTo(204);
        assertRefused(get(SETS + "/" + id), 404, "NotFound");
    }

    @Test
    void blocksOfASetKnowWhatEarlierOnesTold() {
        UUID ada = person("Ada");
        Estate.run("UPDATE users SET department = 'Sales' WHERE id = ?", ada);
        securityGroup("Research");
        person("Boss");
        JsonNode job = ran(made(), ada, Map.of("team", "Research", "manager", "Boss@" + domain()));
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("Completed");
        assertThat(job.at("/output/body/parameters/0/value").asString()).isEqualTo("Sales");
        assertThat(job.get("commandSetName").asString()).isEqualTo("Move to another team");
        assertThat(job.at("/steps/3/alias").asString()).isEqualTo("boss");
        assertThat(groupsOf(ada)).containsExactly("Research");
        JsonNode again =
                ran(job.get("commandSetId").asString(), ada, Map.of("team", "Research", "manager", "Boss@" + domain()));
        assertThat(again.at("/steps/3/state").asString()).as(again.toString()).isEqualTo("skipped");
    }

    @Test
    void whatWasDoneBeforeAFailureIsTakenBack() {
        UUID ada = person("Ada");
        securityGroup("Research");
        JsonNode job = ran(made(), ada, Map.of("team", "Research", "manager", "nobody@" + domain()));
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("Failed");
        JsonNode undoing = get("/command/v1/organizations/" + organization()
                        + "/commandblocks/jobs?$filter=undoesJobId%20eq%20"
                        + job.get("id").asString())
                .body()
                .get("value");
        assertThat(undoing).hasSize(1);
        JsonNode undone = ended(jobsOf(job.get("commandBlockId").asString()) + "/"
                + undoing.get(0).get("id").asString());
        assertThat(undone.get("status").asString()).as(undone.toString()).isEqualTo("Completed");
        assertThat(groupsOf(ada)).isEmpty();
        assertThat(isEnabled(ada)).isTrue();
        assertThat(undone.at("/steps/0/state").asString()).isEqualTo("skipped");
        assertThat(undone.at("/steps/0/alias").asString()).isEqualTo("boss");
    }

    @Test
    void anOffboardingIsUndoneAsFarAsItCanBe() {
        UUID ada = person("Ada");
        UUID boss = person("Boss");
        Estate.run("UPDATE users SET manager_id = ? WHERE id = ?", boss, ada);
        Estate.member(organization(), securityGroup("Sales"), ada, "user");
        Estate.member(organization(), securityGroup("Everybody"), ada, "user");
        String offboard = "5acf8c56-2914-599f-b7d1-3a9f67d04e16";
        JsonNode job = ran(offboard, ada, Map.of());
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("Completed");
        assertThat(groupsOf(ada)).isEmpty();
        String path = jobsOf(offboard) + "/" + job.get("id").asString() + "/undo";
        JsonNode plan = get(path).body().get("value");
        assertThat(plan.findValuesAsString("alias")).contains("signin", "sessions", "groups", "delegate");
        plan.forEach(one -> assertThat(one.get("undoneBy").isNull())
                .as(one.toString())
                .isEqualTo(
                        List.of("sessions", "devices").contains(one.get("alias").asString())));
        Answer accepted = send("POST", path);
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        JsonNode undone =
                ended(jobsOf(offboard) + "/" + accepted.body().get("value").asString());
        assertThat(undone.get("status").asString()).as(undone.toString()).isEqualTo("Completed");
        assertThat(isEnabled(ada)).isTrue();
        assertThat(groupsOf(ada)).containsExactlyInAnyOrder("Sales", "Everybody");
        assertRefused(send("POST", path), 409, "Conflict");
    }

    @Test
    void anotherVersionIsForNewJobsOnly() {
        String id = made();
        String two = SET.replace("Move to another team", "Move on").replace("maxLength: 64", "maxLength: 3");
        Answer changed = send("PUT", SETS + "/" + id, body(Map.of("definition", two)));
        assertThat(changed.body().get("version").asInt())
                .as(changed.body().toString())
                .isEqualTo(2);
        assertThat(get(SETS + "/" + id + "?version=1").body().get("name").asString())
                .isEqualTo("Move to another team");
        assertRefused(
                send(
                        "POST",
                        jobsOf(id) + "/ForUser(targetUserId=" + person("Ada") + ")",
                        "{\"inputOverrides\":[{\"technicalIdentifier\":\"team\",\"value\":\"Research\"}]}"),
                400,
                "BadRequest");
        assertRefused(
                send("PUT", SETS + "/" + id, body(Map.of("definition", SET.replace("changeteam", "other")))),
                400,
                "BadRequest");
    }

    @Test
    void usualInputOfAnOrganizationHoldsWhereNothingElseIsGiven() {
        securityGroup("Research");
        securityGroup("Support");
        String id = made();
        String defaults = "/command/v1/organizations/" + organization() + "/commandsets/" + id + "/defaults";
        assertThat(send("PUT", defaults, "{\"values\":[{\"technicalIdentifier\":\"team\",\"value\":\"Research\"}]}")
                        .status())
                .isEqualTo(200);
        assertThat(get(defaults).body().at("/values/0/value").asString()).isEqualTo("Research");
        UUID ada = person("Ada");
        UUID bob = person("Bob");
        ran(id, ada, Map.of());
        ran(id, bob, Map.of("team", "Support"));
        assertThat(groupsOf(ada)).containsExactly("Research");
        assertThat(groupsOf(bob)).containsExactly("Support");
        assertRefused(
                send("PUT", defaults, "{\"values\":[{\"technicalIdentifier\":\"colour\",\"value\":\"red\"}]}"),
                400,
                "BadRequest");
        assertRefused(send("PUT", defaults, "{\"values\":[{\"technicalIdentifier\":\"colour\"}]}"), 400, "BadRequest");
    }

    @Test
    void aMistakeIsToldWithItsLineAndReason() {
        Map.of(
                        "block: getuser", "line 19: There is no command block of this name",
                        "as: joined", "line 22: A block is called by letters",
                        "{{input.team}}", "line 24: Nothing is known as 'input.colour'",
                        "before.managerUpn", "line 27: Nothing is known as 'before.colour'",
                        "input.manager != null and", "line 27: A condition compares values")
                .forEach((right, told) -> {
                    String wrong = switch (right) {
                        case "block: getuser" -> "block: getnobody";
                        case "as: joined" -> "as: input";
                        case "{{input.team}}" -> "{{input.colour}}";
                        case "before.managerUpn" -> "before.colour";
                        default -> "input.manager.length() > 3 and";
                    };
                    Answer answer = write(SETS, SET.replace(right, wrong));
                    assertRefused(answer, 400, "BadRequest");
                    assertThat(answer.body().at("/error/message").asString()).contains(told);
                });
    }

    @Test
    void aConditionComparesNumbersOfAnyKindAndIsNotEmpty() {
        String set = "identifier: shares\n" + HEAD + """
                  - identifier: share
                    schema: {type: number}
                  - identifier: flag
                    schema: {type: boolean}
                blocks:
                  - {block: getuser, as: all, when: input.share >= -1.5 and input.share == 0.25}
                  - {block: getuser, as: none, when: input.share < -1}
                  - {block: getuser, as: flagged, when: input.flag}
                """;
        Answer made = write(SETS, set);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        JsonNode job =
                ran(made.body().get("id").asString(), person("Ada"), Map.of("team", "Research", "share", "0.25"));
        assertThat(job.at("/steps/0/state").asString()).as(job.toString()).isEqualTo("done");
        assertThat(job.at("/steps/1/state").asString()).isEqualTo("skipped");
        assertThat(job.at("/steps/2/state").asString()).isEqualTo("skipped");
        for (String empty : List.of("''", "' '")) {
            Answer refused = write(SETS, set.replace("shares", "empty").replace("input.share < -1", empty));
            assertRefused(refused, 400, "BadRequest");
            assertThat(refused.body().at("/error/message").asString()).contains("A condition is not empty");
        }
    }

    @Test
    void aBlockOfOnesOwnRunsAndNobodyElseSeesIt() {
        String block = "identifier: moveaway\n" + HEAD + """
                output:
                  - identifier: department
                steps:
                  - do: user.change
                    with: {department: "{{input.team}}"}
                """;
        Answer made = write("/command/v1/commandblocks", block);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String id = made.body().get("id").asString();
        JsonNode job = ran(id, person("Ada"), Map.of("team", "Berne"));
        assertThat(job.at("/output/body/parameters/0/value").asString()).isEqualTo("Berne");
        String other = tokenWith(BuiltInRole.ADMINISTRATORS, customer());
        assertThat(client().get("/command/v1/commandblocks/" + id, other).status())
                .isEqualTo(404);
        assertRefused(write("/command/v1/commandblocks", block), 409, "Conflict");
        assertRefused(write("/command/v1/commandblocks", block.replace("moveaway", "blocksignin")), 409, "Conflict");
        String pattern = block.replace("maxLength: 64}", "pattern: '(a+)+$'}").replace("moveaway", "slow");
        assertThat(write("/command/v1/commandblocks", pattern)
                        .body()
                        .at("/error/message")
                        .asString())
                .contains("line 11");
        assertRefused(send("DELETE", "/command/v1/commandblocks/" + Estate.BLOCK_SIGN_IN), 403, "Forbidden");
        assertThat(send("DELETE", "/command/v1/commandblocks/" + id).status()).isEqualTo(204);
        assertThat(get(jobsOf(id) + "/" + job.get("id").asString()).status()).isEqualTo(200);
    }
}
