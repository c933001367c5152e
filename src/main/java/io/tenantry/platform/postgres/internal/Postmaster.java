package io.tenantry.platform.postgres.internal;

import io.tenantry.platform.postgres.PostgresFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process and the thread that watches it. The thread starts the server and stays until it is told to stop:
 * the kernel shuts the server down when the very thread that started it ends, which is what saves us after a kill.
 */
public final class Postmaster {
    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration GLANCE = Duration.ofMillis(10);
    private static final Duration DELAY_MIN = Duration.ofMillis(100);
    private static final Duration DELAY_MAX = Duration.ofSeconds(10);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final int FIRST_ATTEMPTS = 8;
    private static final long LOG_MAX_BYTES = 16 << 20;
    private static final int STATUS_LINE = 7;

    private final Home home;
    private final Binaries binaries;
    private final Account account;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread watch;
    private final Object turn = new Object();
    private @Nullable Process server;
    private boolean stopping;

    public Postmaster(Home home, Binaries binaries, Account account) {
        this.home = home;
        this.binaries = binaries;
        this.account = account;
        this.watch = Thread.ofPlatform().daemon().name("postgres-watch").unstarted(this::run);
    }

    /** Starts the server and returns when it accepts connections, which after a crash is when its log is replayed. */
    public void start() {
        watch.start();
        try {
            ready.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof PostgresFailure explained
                    ? explained
                    : new PostgresFailure("PostgreSQL could not be started", failure);
        }
    }

    public ProcessHandle process() {
        synchronized (turn) {
            return Objects.requireNonNull(server, "not started").toHandle();
        }
    }

    /** Shuts the server down, the gentle way first. */
    public void stop() {
        Process last;
        synchronized (turn) {
            stopping = true;
            last = server;
            turn.notifyAll();
        }
        try {
            if (last != null && last.isAlive()) {
                end(last);
            }
            watch.join();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Process process) throws IOException, InterruptedException {
        Signal.INTERRUPT.send(process.toHandle());
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            log.warn("PostgreSQL does not stop; it will recover from its log at the next start");
            Signal.QUIT.send(process.toHandle());
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private void run() {
        Duration delay = DELAY_MIN;
        try {
            keepLog();
            for (int attempt = 1; ; attempt++) {
                Instant started = Instant.now();
                if (!serve(attempt) || !pause(delay)) {
                    return;
                }
                log.warn("PostgreSQL ended unasked and is started again; its messages are in {}", home.log());
                boolean steady = started.plus(STEADY).isBefore(Instant.now());
                delay = steady ? DELAY_MIN : delay.compareTo(DELAY_MAX) < 0 ? delay.multipliedBy(2) : DELAY_MAX;
            }
        } catch (IOException | InterruptedException | RuntimeException failure) {
            ready.completeExceptionally(failure);
        } finally {
            ready.completeExceptionally(new PostgresFailure("Stopped before the database was ready"));
        }
    }

    /** Runs one server until it ends. False when there shall be no other. */
    private boolean serve(int attempt) throws IOException, InterruptedException {
        boolean first = !ready.isDone();
        try {
            long logged = Files.size(home.log());
            Leftovers.clear(home.data());
            if (!launch()) {
                return false;
            }
            watchOne();
            if (!ready.isDone()) {
                reconsider(attempt, logged);
            }
        } catch (IOException | PostgresFailure failure) {
            if (first) {
                throw failure;
            }
            // The hub runs on and waits for its database, so giving up is never the better choice.
            log.error("PostgreSQL could not be started again; the next attempt follows", failure);
        }
        return true;
    }

    private boolean launch() throws IOException {
        if (home.port() == 0 || (!ready.isDone() && !Ports.free(home.port()))) {
            home.port(Ports.choose());
        }
        List<String> program = new ArrayList<>(
                List.of(binaries.program("postgres"), "-D", home.data().toString()));
        program.addAll(ServerSettings.arguments(binaries, home.port()));
        ProcessBuilder builder = new ProcessBuilder(account.daemon(program))
                .directory(home.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()));
        cleanEnvironment(builder);
        synchronized (turn) {
            if (stopping) {
                return false;
            }
            server = builder.start();
            return true;
        }
    }

    private void watchOne() throws IOException, InterruptedException {
        Process current = Objects.requireNonNull(server);
        while (!current.waitFor(GLANCE) && !accepting(current)) {
            // Starting, or replaying its log after a crash; however long that takes, there is nothing better to do.
        }
        if (current.isAlive() && !ready.complete(null)) {
            log.info("PostgreSQL is back");
        }
        current.waitFor();
    }

    /** The server writes its state into its process id file; asking there is cheaper than being refused a connection. */
    private boolean accepting(Process process) throws IOException {
        Path file = home.data().resolve("postmaster.pid");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.size() > STATUS_LINE
                && lines.getFirst().strip().equals(Long.toString(process.pid()))
                && lines.get(STATUS_LINE).startsWith("ready");
    }

    /** Decides whether a server that never got ready deserves another attempt. */
    private void reconsider(int attempt, long logged) throws IOException {
        byte[] log = Files.readAllBytes(home.log());
        String said = new String(log, (int) logged, log.length - (int) logged, StandardCharsets.UTF_8);
        boolean portTaken = said.contains("Address already in use");
        boolean early = said.contains("already exists") || said.contains("still in use");
        if (attempt == FIRST_ATTEMPTS || !(portTaken || early)) {
            throw new PostgresFailure("PostgreSQL does not start. It says:\n" + said.strip());
        }
        if (portTaken) {
            home.port(Ports.choose());
        }
    }

    private boolean pause(Duration delay) throws InterruptedException {
        Instant until = Instant.now().plus(delay);
        synchronized (turn) {
            while (!stopping && Instant.now().isBefore(until)) {
                turn.wait(Math.max(1, Duration.between(Instant.now(), until).toMillis()));
            }
            return !stopping;
        }
    }

    private void keepLog() throws IOException {
        if (Files.exists(home.log()) && Files.size(home.log()) > LOG_MAX_BYTES) {
            Path old = home.log().resolveSibling(home.log().getFileName() + ".old");
            Files.move(home.log(), old, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(home.log())) {
            // Messages quote statements, and statements carry people's data.
            Files.createFile(
                    home.log(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /** Variables meant for other PostgreSQL servers and clients must not reach ours. */
    static void cleanEnvironment(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LANG", "C");
    }
}
