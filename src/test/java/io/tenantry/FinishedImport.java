package io.tenantry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.Client.Answer;
import java.time.Duration;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Waits for an import that was begun. */
public final class FinishedImport {
    private FinishedImport() {}

    /** How it ended, well or not. */
    public static JsonNode of(Client client, Answer begun, String token) {
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        String location = Objects.requireNonNull(begun.header("Location"));
        return await().atMost(Duration.ofMinutes(5))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> client.get(location, token).body(),
                        body -> !body.path("finishedDateTime").isNull());
    }
}
