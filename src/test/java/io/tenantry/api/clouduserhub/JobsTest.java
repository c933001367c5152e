package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs command blocks and waits for what comes of them. */
abstract class JobsTest extends DialectTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    final String block(String identifier) {
        return get("/command/v1/commandblocks?$filter=technicalIdentifier%20eq%20'" + identifier + "'")
                .body()
                .get("value")
                .get(0)
                .get("id")
                .asString();
    }

    final String jobs(String identifier) {
        return "/command/v1/organizations/" + organization() + "/commandblocks/" + block(identifier) + "/jobs";
    }

    static String input(String... namesAndValues) {
        List<String> overrides = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            overrides.add("{\"technicalIdentifier\":\"%s\",\"value\":\"%s\"}"
                    .formatted(namesAndValues[i], namesAndValues[i + 1]));
        }
        return "{\"inputOverrides\":[" + String.join(",", overrides) + "]}";
    }

    /** Runs a block for somebody and waits until the job is over. */
    final JsonNode ran(String identifier, UUID user, @Nullable String body) {
        return ranFor(identifier, "ForUser(targetUserId=" + user + ")", body);
    }

    final JsonNode ended(String path) {
        long end = System.nanoTime() + SOON.toNanos();
        while (true) {
            JsonNode job = get(path).body();
            String status = job.path("status").asString("");
            if (List.of("Completed", "Failed", "Cancelled").contains(status)) {
                return job;
            }
            assertThat(System.nanoTime()).as(job.toString()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    static String output(JsonNode job, String name) {
        for (JsonNode parameter : job.at("/output/body/parameters")) {
            if (parameter.get("technicalIdentifier").asString().equals(name)) {
                return parameter.get("value").asString("");
            }
        }
        throw new AssertionError(name + " is not in " + job);
    }

    /** Runs a block for something else than a user, such as {@code ForGroup(targetGroupId=…)}. */
    final JsonNode ranFor(String identifier, String target, @Nullable String body) {
        String path = jobs(identifier);
        Answer accepted = client().send("POST", path + "/" + target, token(), body);
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        return ended(path + "/" + accepted.body().get("value").asString());
    }

    /** What a job came to: its status, or the code of its error. */
    static String outcome(JsonNode job) {
        return job.at("/output/errorCode").asString(job.get("status").asString());
    }
}
