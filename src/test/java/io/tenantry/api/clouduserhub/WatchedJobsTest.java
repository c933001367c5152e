package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists of jobs that a client asks for again and again, which are written once while nothing changes in them. */
class WatchedJobsTest extends JobsTest {
    private static final int OFTEN = 5;

    private UUID ada;

    @BeforeEach
    void runTwoJobs() {
        ada = person("Ada");
        ran("getuser", ada, null);
        ran("addtogroup", ada, input("group", UUID.randomUUID().toString()));
    }

    private String list() {
        return "/command/v1/organizations/" + organization() + "/commandblocks/jobs";
    }

    private String ownList() {
        return "/api/v1/command-jobs?filter=organizationId%20eq%20" + organization();
    }

    /** The answer that comes every time. */
    private JsonNode watched(String path) {
        Answer first = get(path);
        assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
        for (int time = 1; time < OFTEN; time++) {
            assertThat(get(path).body()).isEqualTo(first.body());
        }
        return first.body();
    }

    private static List<String> statuses(JsonNode jobs) {
        return jobs.valueStream().map(job -> job.get("status").asString()).toList();
    }

    @Test
    void aListIsToldAlikeEveryTime() {
        JsonNode all = watched(list());

        assertThat(statuses(all.get("value"))).containsExactly("Failed", "Completed");
        assertThat(all.get("value").get(0).get("userUpn").asString()).isEqualTo("Ada@" + domain());
        assertThat(watched(list() + "?$count=true&$top=1").get("@odata.count").asInt())
                .isEqualTo(2);
        assertThat(watched(list() + "?$filter=userId%20eq%20" + person("Grace")).get("value"))
                .isEmpty();
    }

    @Test
    void whatIsSelectedIsToldWhateverWasAskedForBefore() {
        watched(list());

        for (String member : List.of("status", "userUpn", "id", "status")) {
            assertThat(watched(list() + "?$select=" + member)
                            .get("value")
                            .get(0)
                            .propertyNames())
                    .containsExactly(member);
        }
        assertThat(watched(list()).get("value").get(0).propertyNames()).hasSizeGreaterThan(10);
    }

    @Test
    void eachApiTellsThemInItsOwnNames() {
        watched(list() + "?$top=100");
        JsonNode own = watched(ownList()).get("items");

        assertThat(statuses(own)).containsExactly("Failed", "Completed");
        assertThat(own.get(0).get("block").asString()).isEqualTo("addtogroup");
        assertThat(own.get(0).has("commandBlockTechnicalIdentifier")).isFalse();
        assertThat(watched(list() + "?$top=100").get("value").get(0).has("block"))
                .isFalse();
    }

    @Test
    void whatHappensIsToldAtOnce() {
        watched(list());
        watched(ownList());
        String failed = get(list()).body().get("value").get(0).get("id").asString();
        assertThat(Estate.run(
                        "UPDATE command_jobs SET status = 'Cancelled', error_code = NULL WHERE id = ?",
                        UUID.fromString(failed)))
                .isEqualTo(1);

        assertThat(statuses(get(list()).body().get("value"))).containsExactly("Cancelled", "Completed");
        assertThat(statuses(get(ownList()).body().get("items"))).containsExactly("Cancelled", "Completed");

        ran("getuser", ada, null);

        assertThat(statuses(watched(list()).get("value"))).containsExactly("Completed", "Cancelled", "Completed");
        assertThat(statuses(watched(ownList()).get("items"))).containsExactly("Completed", "Cancelled", "Completed");
    }
}
