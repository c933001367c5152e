package io.tenantry.platform.postgres.internal;

import io.tenantry.platform.postgres.PostgresFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier run left behind when it was killed: a server that still runs, its workers, a file with its process id.
 * Called only by the one program that holds the lock of the folder, so whatever runs there is nobody else's.
 */
final class Leftovers {
    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
    private static final Path PROCESSES = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Leftovers() {}

    /** Stops what still runs on the data directory and removes its process id file, so that a new server can start. */
    static void clear(Path data) throws IOException, InterruptedException {
        Path file = data.resolve("postmaster.pid");
        Optional<ProcessHandle> server = running(file, data);
        if (server.isPresent()) {
            // A fresh server has today's settings and dies with this hub; an orphan has neither, so it is not kept.
            log.info(
                    "Stopping the PostgreSQL server {} that an earlier run left behind",
                    server.get().pid());
            Signal.INTERRUPT.send(server.get());
            await(server.get());
        }
        for (ProcessHandle worker : workers(data)) {
            await(worker);
        }
        Files.deleteIfExists(file);
    }

    private static Optional<ProcessHandle> running(Path file, Path data) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> worksIn(process, data))
                .filter(ProcessHandle::isAlive);
    }

    /** The number of a dead server may belong to any other program by now, so its working directory decides. */
    private static boolean worksIn(ProcessHandle process, Path data) {
        if (!Files.isDirectory(PROCESSES)) {
            return process.info().command().orElse("").endsWith("/postgres");
        }
        try {
            return Files.readSymbolicLink(PROCESSES.resolve(process.pid() + "/cwd"))
                    .equals(data);
        } catch (IOException endedOrForeign) {
            return false;
        }
    }

    /** Server processes whose parent was killed. They notice and end by themselves, but a new server must wait for it. */
    private static List<ProcessHandle> workers(Path data) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return Files.isDirectory(PROCESSES)
                    ? all.filter(process -> worksIn(process, data)).toList()
                    : List.of();
        }
    }

    private static void await(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException failure) {
            throw new PostgresFailure(
                    "The PostgreSQL process " + process.pid() + " of an earlier run does not end. End it by hand.",
                    failure);
        }
    }
}
