package io.tenantry.platform.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers 200 when the hub can serve requests, which is when its database answers, and 503 otherwise. */
@RestController
class HealthEndpoint {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DataSource requests;

    HealthEndpoint(DataSource requests) {
        this.requests = requests;
    }

    @GetMapping("/health")
    ResponseEntity<Health> health() {
        // The pool may wait long for a lost database; whoever asks for health must not.
        boolean answers = CompletableFuture.supplyAsync(this::databaseAnswers, Thread::startVirtualThread)
                .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return answers
                ? ResponseEntity.ok(new Health("ready"))
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new Health("waiting for the database"));
    }

    private boolean databaseAnswers() {
        try (Connection connection = requests.getConnection()) {
            return connection.isValid((int) PATIENCE.toSeconds());
        } catch (SQLException lost) {
            return false;
        }
    }

    record Health(String status) {}
}
