package io.tenantry.access.internal;

import io.tenantry.platform.postgres.DatabaseLocation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears from the database what changed about anyone's rights, on whichever node. It proves several times a second that it
 * still can hear; while it cannot, nothing that was remembered may be used.
 */
@Component
public class AccessNews implements SmartLifecycle {
    /** Everything remembered is old. */
    static final String ALL = "all";

    private static final Logger LOG = LoggerFactory.getLogger(AccessNews.class);
    private static final Duration PROOF_EVERY = Duration.ofMillis(300);
    private static final Duration PROOF_HOLDS = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(900);

    private final DatabaseLocation location;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong count = new AtomicLong();
    private volatile long provenAt = System.nanoTime() - PROOF_HOLDS.toNanos();
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    AccessNews(DatabaseLocation location) {
        this.location = location;
    }

    /** Calls the listener with every piece of news: {@code all}, {@code organizations}, {@code principal ID}, {@code token ID}. */
    void subscribe(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Whether we would have heard of anything that happened until a second ago. */
    boolean isLive() {
        return System.nanoTime() - provenAt < PROOF_HOLDS.toNanos();
    }

    /** How much has been heard so far. Something loaded while this stood still was not old when it was loaded. */
    long count() {
        return count.get();
    }

    /** Takes news as heard at once: what this node has just changed itself holds for its next request. */
    void tell(String news) {
        count.incrementAndGet();
        listeners.forEach(listener -> listener.accept(news));
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("access-news").daemon().start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server starts, and after it ends. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void listen() {
        boolean told = false;
        while (running) {
            try (Connection connection = DriverManager.getConnection(location.url(), properties())) {
                hear(connection);
            } catch (SQLException failure) {
                if (!told && running) {
                    LOG.warn(
                            "Rights are read anew at every call until the database can be heard again: {}",
                            failure.getMessage());
                }
                told = true;
                pause();
                continue;
            }
            told = false;
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", location.user());
        properties.setProperty("password", location.password());
        properties.setProperty("ApplicationName", "tenantry access news");
        return properties;
    }

    private void hear(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) ANSWER_WITHIN.toMillis());
        PGConnection events = connection.unwrap(PGConnection.class);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE tenantry_request; LISTEN tenantry_access");
            // Whatever happened while nobody listened is unknown.
            tell(ALL);
            while (running) {
                long asked = System.nanoTime();
                statement.execute("SELECT 1");
                pass(events.getNotifications());
                provenAt = asked;
                pass(events.getNotifications((int) PROOF_EVERY.toMillis()));
            }
        }
    }

    private void pass(PGNotification[] heard) {
        for (PGNotification one : heard) {
            tell(one.getParameter());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PROOF_EVERY);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
