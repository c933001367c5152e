package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes blocks and sets of an organization's own, and runs them. */
abstract class OwnBlocksTest extends JobsTest {
    static final String SETS = "/command/v1/commandsets";

    static final String HEAD = """
            title: Move to another team
            description: Says where a person works now.
            type: User
            category: Lifecycle
            read: command.user.read
            write: command.user.write
            provider: command.user
            input:
              - identifier: team
                schema: {type: string, maxLength: 64}
                required: true
              - identifier: manager
                schema: {type: string}
            """;

    static final String SET = "identifier: changeteam\n" + HEAD + """
            output:
              - identifier: was
                value: "{{before.department}}"
            blocks:
              - {block: getuser, as: before}
              - {block: blocksignin, as: out, onFailure: compensate}
              - block: addtogroup
                as: joined
                onFailure: compensate
                with: {group: "{{input.team}}"}
              - block: setmanager
                as: boss
                when: input.manager != null and input.manager != before.managerUpn
                onFailure: compensate
                with: {manager: "{{input.manager}}"}
            """;

    static String body(Map<String, Object> members) {
        return JsonMapper.shared().writeValueAsString(members);
    }

    final Answer write(String path, String definition) {
        return send("POST", path, body(Map.of("organizationId", organization().toString(), "definition", definition)));
    }

    /** The jobs of a block that is known by its id. */
    final String jobsOf(String block) {
        return "/command/v1/organizations/" + organization() + "/commandblocks/" + block + "/jobs";
    }

    final JsonNode ran(String block, UUID user, Map<String, String> input) {
        List<Map<String, String>> overrides = new ArrayList<>();
        input.forEach((name, value) -> overrides.add(Map.of("technicalIdentifier", name, "value", value)));
        Answer accepted = send(
                "POST",
                jobsOf(block) + "/ForUser(targetUserId=" + user + ")",
                body(Map.of("inputOverrides", overrides)));
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        return ended(jobsOf(block) + "/" + accepted.body().get("value").asString());
    }
}
