package io.tenantry.platform.database;

import io.tenantry.platform.postgres.DatabaseLocation;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the database up to this version of the hub. Where both are started together, the database may come a little later. */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DatabaseLocation location;
    private final InstantSource clock = InstantSource.system();

    Migrations(DatabaseLocation location) {
        this.location = location;
    }

    /**
     * Waits for the database, and says so.
     *
     * @param patience how long it may be out of reach
     * @throws IllegalStateException when it still is; what it says of itself goes on as it is
     */
    Flyway run(Duration patience) {
        Flyway flyway = Flyway.configure()
                .dataSource(location.url(), location.user(), location.password())
                .load();
        Instant end = clock.instant().plus(patience);
        for (boolean told = false; ; told = true) {
            try {
                flyway.migrate();
                return flyway;
            } catch (FlywayException failure) {
                String absence = absence(failure);
                if (absence == null) {
                    throw failure;
                }
                if (clock.instant().isAfter(end)) {
                    IllegalStateException given = new IllegalStateException(absence);
                    given.addSuppressed(failure);
                    throw given;
                }
                if (!told) {
                    LOG.warn("{}. Waiting for it up to {} s", absence, patience.toSeconds());
                }
                pause();
            }
        }
    }

    /** How to tell that the database is not there; null when it is, and something else is wrong. */
    private @Nullable String absence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException told) {
                return new DatabaseFailure(told).isUnavailable()
                        ? "%s cannot be reached: %s".formatted(place(), why(told))
                        : null;
            }
        }
        return null;
    }

    /** Without the parameters, one of which may be a password. */
    private String place() {
        return "The database at " + location.url().replaceFirst("\\?.*", "");
    }

    private static String why(SQLException told) {
        Throwable cause = told.getCause();
        return cause == null ? String.valueOf(told.getMessage()) : cause.toString();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for the database", stopped);
        }
    }
}
