package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What organizations' own blocks and sets must not do: tell what is sensitive, or be undone by what could not undo them. */
class OwnBlockRulesTest extends OwnBlocksTest {
    private static final String SECRET = """
            identifier: givecode
            title: Give a code
            description: Gives a person a password of a kind.
            type: User
            category: Lifecycle
            read: command.user.read
            write: command.user.write
            provider: command.user
            input:
              - identifier: code
                schema: {type: string, minLength: 8}
                sensitive: true
              - identifier: from
                schema: {type: string}
            output:
              - identifier: given
                sensitive: true
                value: "{{input.code}}"
            steps:
              - do: user.password.set
                with: {password: "{{input.code}}"}
              - do: mailbox.change
                when: input.from != null
                with: {autoReply: true, autoReplyInternal: "Away", autoReplyFrom: "{{input.from}}"}
            """;

    @Test
    void sensitiveOutputIsNeitherToldNorKept() {
        String id = write("/command/v1/commandblocks", SECRET).body().get("id").asString();
        JsonNode job = ran(id, person("Ada"), Map.of("code", "rowing-Tulip-orbit-77"));
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("Completed");
        assertThat(job.at("/output/body/parameters/0/value").asString()).isEqualTo("***");
        UUID made = UUID.fromString(job.get("id").asString());
        assertThat(Estate.run(
                        "UPDATE command_jobs SET attempts = attempts WHERE id = ? AND position('rowing' in command_jobs::text) > 0",
                        made))
                .isZero();
        assertThat(Estate.run(
                        "UPDATE command_job_steps s SET attempts = attempts WHERE job_id = ? AND position('rowing' in s::text) > 0",
                        made))
                .isZero();
    }

    @Test
    void whatWasTakenBeforeThereWasARuleGoesOnAndIsStillMasked() {
        String blocks = "/command/v1/commandblocks";
        UUID id = UUID.randomUUID();
        Estate.run(
                "UPDATE command_definitions SET id = ?, definition = replace(replace(definition, 'minLength: 8',"
                        + " 'minimum: 8'), 'given\n    sensitive: true', 'given') WHERE id = ?",
                id,
                UUID.fromString(write(blocks, SECRET).body().get("id").asString()));
        JsonNode job = ran(id.toString(), person("Ada"), Map.of("code", "rowing-Tulip-orbit-77"));
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("Completed");
        assertThat(job.at("/output/body/parameters/0/value").asString()).isEqualTo("***");
        Answer again =
                send("PUT", blocks + "/" + id, body(Map.of("definition", SECRET.replace("minLength", "minimum"))));
        assertRefused(again, 400, "BadRequest");
        assertThat(again.body().at("/error/message").asString()).contains("has no 'minimum'");
        assertThat(send("DELETE", blocks + "/" + id).status()).isEqualTo(204);
    }

    @Test
    void whatIsSensitiveIsMaskedInTheTextOfAFailure() {
        String id = write("/command/v1/commandblocks", SECRET).body().get("id").asString();
        UUID ada = person("Ada");
        JsonNode far = ran(id, ada, Map.of("from", "+999999999-12-31T23:59:59Z"));
        assertThat(far.at("/output/errorCode").asString()).as(far.toString()).isEqualTo("BadRequest");
        JsonNode job = ran(id, ada, Map.of("code", "rowing-Tulip-orbit-77", "from", "not rowing-Tulip-orbit-77"));
        assertThat(job.at("/steps/1/errorMessage").asString())
                .as(job.toString())
                .isEqualTo("'not ***' is no date and time in UTC");
    }

    @Test
    void aSetHandsWhatIsSensitiveOnlyToWhatKeepsIt() {
        String set = SET.replace("schema: {type: string}", "schema: {type: string}\n    sensitive: true")
                .replace(
                        "when: input.manager != null and input.manager != before.managerUpn",
                        "when: before.id != null");
        Answer told = write(SETS, set);
        assertRefused(told, 400, "BadRequest");
        assertThat(told.body().at("/error/message").asString())
                .contains("line 30: 'input.manager' is sensitive, and goes only into a password");
        String kept =
                set.replace("block: setmanager", "block: resetpassword").replace("with: {manager", "with: {password");
        assertThat(write(SETS, kept).status()).isEqualTo(201);
    }

    @Test
    void aBlockUndoesAnotherAndASetUndoesNothing() {
        String block = SECRET.replace("input:", "inverse: offboard\ninput:");
        assertThat(write("/command/v1/commandblocks", block)
                        .body()
                        .at("/error/message")
                        .asString())
                .contains("line 9: There is no command block offboard for the type User that could undo it");
        assertThat(write(SETS, SET.replace("input:", "inverse: allowsignin\ninput:"))
                        .body()
                        .at("/error/message")
                        .asString())
                .contains("line 9: A set is undone by what undoes its blocks");
    }

    @Test
    void nothingUndoesABlockWhoseInverseIsDeleted() {
        String undoing = SECRET.replace("givecode", "takecode");
        String inverse =
                write("/command/v1/commandblocks", undoing).body().get("id").asString();
        String id = write("/command/v1/commandblocks", SECRET.replace("input:\n", "inverse: takecode\ninput:\n"))
                .body()
                .get("id")
                .asString();
        assertThat(send("DELETE", "/command/v1/commandblocks/" + inverse).status())
                .isEqualTo(204);
        JsonNode job = ran(id, person("Ada"), Map.of("code", "rowing-Tulip-orbit-77"));
        assertRefused(send("POST", jobsOf(id) + "/" + job.get("id").asString() + "/undo"), 409, "Conflict");
    }
}
