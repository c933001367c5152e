package io.tenantry.signin.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Sweeps out what has long expired. It may run on several nodes at once, or never finish: nothing depends on it. */
@Component
class Housekeeping implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long EVERY_MINUTES = 60;
    private static final List<String> SWEEPS = List.of(
            "DELETE FROM sign_in_sessions WHERE expires_at < now() - interval '1 day'",
            "DELETE FROM sign_in_grants WHERE expires_at < now() - interval '1 day'",
            "DELETE FROM ended_tokens WHERE expires_at < now() - interval '1 hour'",
            "DELETE FROM used_challenges WHERE expires_at < now() - interval '1 hour'",
            "DELETE FROM failed_logons WHERE last_at < now() - interval '1 day'",
            "DELETE FROM throttle_windows WHERE began_at < now() - interval '1 hour'");

    private final Database database;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sign-in-housekeeping").daemon().factory());

    private final ScheduledFuture<?> sweeping;

    Housekeeping(Database database) {
        this.database = database;
        sweeping = clock.scheduleWithFixedDelay(this::sweep, EVERY_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    void sweep() {
        for (String sweep : SWEEPS) {
            try {
                database.run(new Reach.Everything(), sweep);
            } catch (DatabaseFailure failure) {
                LOG.warn("Expired sign-ins could not be swept out", failure);
            }
        }
    }

    @Override
    public void destroy() {
        sweeping.cancel(true);
        clock.shutdownNow();
    }
}
