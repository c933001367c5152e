package io.tenantry.automation.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Interrupts what takes too long. */
final class StepTimer {
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private StepTimer() {}

    /**
     * Does something within a time.
     *
     * @throws TimedOut when it took longer
     */
    static <T> T within(Duration limit, Callable<T> work) {
        Future<T> running = THREADS.submit(work);
        try {
            return running.get(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            running.cancel(true);
            throw new TimedOut();
        } catch (InterruptedException stopped) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new Stopped();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** It took too long. */
    static final class TimedOut extends RuntimeException {
        TimedOut() {
            super("It took too long", null, false, false);
        }
    }

    /** The hub ends. */
    static final class Stopped extends RuntimeException {
        Stopped() {
            super("The hub ends", null, false, false);
        }
    }
}
