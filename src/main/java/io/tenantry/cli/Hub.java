package io.tenantry.cli;

import io.tenantry.Tenantry;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.platform.postgres.EmbeddedPostgres;
import io.tenantry.platform.postgres.PostgresFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Runs the hub: starts the database and the web server side by side, and stops them one after the other. */
final class Hub {
    /** What the hub says unless its operator sets something else: our own news, and other people's warnings. */
    private static final Map<String, Object> QUIET = Map.of(
            "logging.level.root", "warn",
            "logging.level.io.tenantry", "info",
            // A start that fails is explained by one line, see Failures, and not by three hundred.
            "logging.level.org.springframework.boot.SpringApplication", "off",
            "logging.level.org.springframework.boot.tomcat.servlet.DeferredServletContainerInitializers", "off",
            "logging.level.org.springframework.boot.web.server.servlet.context", "error",
            "logging.pattern.console", "%d{HH:mm:ss} %-5level %msg%replace( [%X{correlation}]){' \\[\\]', ''}%n");

    private final Plan plan;
    private final CompletableFuture<EmbeddedPostgres> embedded = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable ConfigurableApplicationContext running;

    Hub(Plan plan) {
        this.plan = plan;
    }

    /** Returns when the hub has stopped. */
    void run() throws InterruptedException {
        try {
            plan.data.prepare();
            requireFree(plan.port);
            PidFile pid = PidFile.write(plan.data.processId());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(pid), "stop"));
            // Logging is set up by one thread only, so before there are two.
            LoggerFactory.getILoggerFactory();
            Thread.ofPlatform().name("start-database").start(this::startDatabase);
            ConfigurableApplicationContext context = startServer();
            running = context;
            greet(context);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        stopped.await();
    }

    private static void requireFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
        } catch (IOException taken) {
            throw new CommandFailure("port " + port + " is taken by another program. Choose another with --port.");
        }
    }

    private void startDatabase() {
        if (plan.external != null) {
            return;
        }
        try {
            boolean isNew = !Files.exists(plan.data.database());
            if (plan.reset && !isNew) {
                eraseDemo();
            }
            if (plan.demo && isNew) {
                Files.writeString(plan.data.demoMarker(), "");
            }
            if (isNew) {
                System.err.println("tenantry: making a database in " + plan.data.database() + "; this happens once");
            }
            embedded.complete(EmbeddedPostgres.start(plan.data.database()));
        } catch (IOException | RuntimeException failure) {
            // One line tells what is wrong; the web server's own complaint about its missing database would bury it.
            LoggingSystem.get(Hub.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
            embedded.completeExceptionally(failure);
        }
    }

    private void eraseDemo() throws IOException {
        if (!Files.exists(plan.data.demoMarker())) {
            throw new CommandFailure("the database in " + plan.data.database()
                    + " was not made for a demo, so --reset leaves it alone. Choose another --data-dir.");
        }
        EmbeddedPostgres.erase(plan.data.database());
        Files.deleteIfExists(plan.data.demoSignIn());
    }

    private DatabaseLocation location() {
        return plan.external != null ? plan.external : embedded.join().location();
    }

    private ConfigurableApplicationContext startServer() {
        SpringApplication application = new SpringApplication(Tenantry.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(QUIET);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(DatabaseLocation.class, this::location));
        try {
            return application.run(
                    "--server.port=" + plan.port,
                    "--tenantry.demo=" + plan.demo,
                    "--tenantry.data-directory=" + plan.data.folder());
        } catch (RuntimeException failure) {
            if (embedded.isCompletedExceptionally()) {
                throw reason(embedded);
            }
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new CommandFailure("the hub did not start: " + cause.getMessage(), failure);
        }
    }

    private static RuntimeException reason(CompletableFuture<?> failed) {
        return switch (failed.exceptionNow()) {
            case PostgresFailure explained -> explained;
            case CommandFailure explained -> explained;
            case Throwable surprise -> new CompletionException(surprise);
        };
    }

    private void greet(ConfigurableApplicationContext context) {
        Instant started =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
        String port = context.getEnvironment().getProperty("local.server.port");
        System.out.printf(
                Locale.ROOT,
                "Tenantry is ready at http://localhost:%s after %.1f s. Stop it with Ctrl-C.%n",
                port,
                seconds);
        if (Files.exists(plan.data.setupCode())) {
            System.out.printf(
                    Locale.ROOT,
                    "Nobody administers it yet: open http://localhost:%s and set it up with the code in %s%n",
                    port,
                    plan.data.setupCode());
        }
        if (Files.exists(plan.data.demoSignIn())) {
            System.out.println("Names and passwords of the demo are in " + plan.data.demoSignIn());
        }
    }

    private void stop(PidFile pid) {
        try (pid) {
            ConfigurableApplicationContext context = running;
            if (context != null) {
                context.close();
            }
            // Not started yet, or failed: then there is nothing to stop, and the kernel tells a half-started server.
            if (embedded.isDone() && !embedded.isCompletedExceptionally()) {
                embedded.join().close();
            }
        } catch (IOException failure) {
            System.err.println("tenantry: the file " + pid.file() + " could not be removed: " + failure.getMessage());
        } finally {
            stopped.countDown();
        }
    }

    /** What {@code serve} was asked for. Without an external database the hub brings its own. */
    record Plan(
            int port,
            DataDirectory data,
            boolean demo,
            boolean reset,
            @Nullable DatabaseLocation external) {}
}
