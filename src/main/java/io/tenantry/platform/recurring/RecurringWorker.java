package io.tenantry.platform.recurring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

    /** What runs usually takes a blink; cut off in the middle of a statement, it would break its connection to the database. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final List<RecurringWork> all;
    private volatile @Nullable Running running;

    RecurringWorker(List<RecurringWork> all) {
        this.all = all;
    }

    @Override
    public void start() {
        Running started = new Running(Executors.newVirtualThreadPerTaskExecutor(), new CountDownLatch(1));
        all.forEach(work -> started.threads.execute(() -> repeat(work, started.stop)));
        running = started;
    }

    /** Waits for what runs, so that the database is still there for it, and interrupts only what takes long. */
    @Override
    public void stop() {
        Running stopping = running;
        if (stopping != null) {
            running = null;
            stopping.stop.countDown();
            stopping.threads.shutdown();
            try {
                if (!stopping.threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                    stopping.threads.shutdownNow();
                }
            } catch (InterruptedException hurried) {
                stopping.threads.shutdownNow();
                Thread.currentThread().interrupt();
            }
            stopping.threads.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private static void repeat(RecurringWork work, CountDownLatch stop) {
        int failures = 0;
        try {
            do {
                failures = attempt(work, failures);
            } while (!stop.await(pause(work, failures).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param stop told once, to whoever waits */
    private record Running(ExecutorService threads, CountDownLatch stop) {}

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
