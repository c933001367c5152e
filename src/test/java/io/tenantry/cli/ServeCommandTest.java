package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Whole hubs in processes of their own. Each start takes seconds, so one test tells a longer story. */
class ServeCommandTest {
    private static final Path FOLDER = Path.of("target", "hub-under-test");
    private static final int ENDED_BY_TERM = 128 + 15;

    @BeforeAll
    static void forgetTheLastRun() throws IOException {
        // The programs may stay, they are the same in every run.
        FileSystemUtils.deleteRecursively(FOLDER.resolve("postgres/data"));
    }

    @Test
    void survivesWhateverEndsItOrItsDatabase() throws Exception {
        try (RunningHub hub = RunningHub.start(FOLDER)) {
            assertThat(hub.status("/health")).isEqualTo(200);
            assertThat(pidFile()).hasContent(Long.toString(hub.process().pid()));
            refusesASecondHub(hub);
            hub.kill();
        }
        try (RunningHub hub = RunningHub.start(FOLDER)) {
            assertThat(hub.status("/health")).isEqualTo(200);
            ProcessHandle database = database();
            database.destroyForcibly();
            database.onExit().join();
            awaitHealth(hub);

            ProcessHandle restarted = database();
            assertThat(restarted).isNotEqualTo(database);
            assertThat(hub.stop()).isEqualTo(ENDED_BY_TERM);
            assertThat(restarted.isAlive()).isFalse();
            assertThat(pidFile()).doesNotExist();
            assertThat(FOLDER.resolve("postgres/data/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void saysWhatItWaitsForWhileADatabaseCannotBeReached() throws Exception {
        String nowhere = "jdbc:postgresql://127.0.0.1:1/hub";
        Process hub = RunningHub.launch(
                Path.of("target", "hub-without-database"),
                Map.of("TENANTRY_DATABASE_WAITATSTART", "1s"),
                List.of("--database-url", nowhere + "?password=Correct-Horse-9"));
        String said = hub.inputReader().lines().collect(Collectors.joining("\n"));
        assertThat(hub.onExit().join().exitValue()).isEqualTo(1);
        assertThat(said)
                .contains("The database at " + nowhere + " cannot be reached: java.net.ConnectException")
                .contains("Waiting for it up to 1 s")
                .contains("tenantry: the hub did not start: The database at " + nowhere + " cannot be reached")
                .doesNotContain("Correct-Horse");
    }

    private static void refusesASecondHub(RunningHub first) throws IOException {
        Process second = RunningHub.launch(FOLDER);
        String said = second.inputReader().lines().collect(Collectors.joining("\n"));
        assertThat(second.onExit().join().exitValue()).isEqualTo(1);
        assertThat(said)
                .contains("already runs")
                .contains("as process " + first.process().pid());
        assertThat(pidFile()).hasContent(Long.toString(first.process().pid()));
    }

    private static void awaitHealth(RunningHub hub) throws Exception {
        Instant end = Instant.now().plusSeconds(90);
        int status = hub.status("/health");
        while (status != 200 && Instant.now().isBefore(end)) {
            assertThat(status).isEqualTo(503);
            status = hub.status("/health");
        }
        assertThat(status).isEqualTo(200);
    }

    private static Path pidFile() {
        return FOLDER.resolve("tenantry.pid");
    }

    private static ProcessHandle database() throws IOException {
        String first = Files.readAllLines(FOLDER.resolve("postgres/data/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
    }
}
