package io.tenantry.platform.recurring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs all {@link RecurringWork}, each on a thread of its own. Work that fails is tried again after a pause that grows, and is
 * logged when it begins to fail and when it works again, not each time between.
 */
@Component
class RecurringWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RecurringWorker.class);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(5);

    private final List<RecurringWork> all;
    private @Nullable ExecutorService threads;

    RecurringWorker(List<RecurringWork> all) {
        this.all = all;
    }

    @Override
    public void start() {
        ExecutorService started = Executors.newVirtualThreadPerTaskExecutor();
        all.forEach(work -> started.execute(() -> repeat(work)));
        threads = started;
    }

    /** Interrupts what waits and waits for what runs, so that the database is still there for it. */
    @Override
    public void stop() {
        ExecutorService running = threads;
        if (running != null) {
            running.shutdownNow();
            running.close();
            threads = null;
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    private static void repeat(RecurringWork work) {
        int failures = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                failures = attempt(work, failures);
                Thread.sleep(pause(work, failures));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** How often the work has failed in a row after this run. */
    static int attempt(RecurringWork work, int failures) {
        try {
            work.run();
            if (failures > 0) {
                LOG.info("{} works again", work.name());
            }
            return 0;
        } catch (RuntimeException failure) {
            if (Thread.currentThread().isInterrupted()) {
                return failures;
            }
            if (failures == 0) {
                LOG.warn("{} fails and will be tried again", work.name(), failure);
            }
            return failures + 1;
        }
    }

    /** Doubled with each failure in a row, but not over five minutes unless it always was. */
    static Duration pause(RecurringWork work, int failures) {
        Duration usual = work.pause();
        Duration grown = usual.multipliedBy(1L << Math.min(failures, 10));
        Duration most = usual.compareTo(PAUSE_MAX) > 0 ? usual : PAUSE_MAX;
        return grown.compareTo(most) < 0 ? grown : most;
    }
}
