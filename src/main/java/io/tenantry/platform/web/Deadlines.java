package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts requests that take longer than they may. One thread looks at all of them twice a second, so that a request pays
 * for no timer of its own. An interrupted wait for the database closes that connection; the pool makes a new one.
 */
final class Deadlines implements AutoCloseable {
    private static final String ATTRIBUTE = Deadlines.class.getName();
    private static final long LOOK_MILLIS = 500;

    private final Set<Running> all = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("deadlines").daemon().factory());

    private final Future<?> looking;

    Deadlines() {
        looking = looker.scheduleAtFixedRate(
                () -> all.forEach(Running::interruptWhenDue), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    Running begin(HttpServletRequest request, Duration limit) {
        Running running = new Running(System.nanoTime() + limit.toNanos());
        request.setAttribute(ATTRIBUTE, running);
        all.add(running);
        return running;
    }

    /** Ends the request's limit, so that its answer can be written, and tells whether the time was up. */
    static boolean ranOut(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Running running) {
            running.close();
            return running.interrupted;
        }
        return false;
    }

    @Override
    public void close() {
        looking.cancel(true);
        looker.shutdownNow();
    }

    /** One request at work. */
    final class Running implements AutoCloseable {
        private final Thread thread = Thread.currentThread();
        private final long endNanos;
        private boolean over;
        private boolean interrupted;

        private Running(long endNanos) {
            this.endNanos = endNanos;
        }

        boolean isDue() {
            return System.nanoTime() - endNanos >= 0;
        }

        private synchronized void interruptWhenDue() {
            if (!over && isDue()) {
                interrupted = true;
                thread.interrupt();
            }
        }

        @Override
        public synchronized void close() {
            if (!over) {
                over = true;
                all.remove(this);
                if (interrupted) {
                    // Whoever uses this thread next must not find our interrupt on it.
                    Thread.interrupted();
                }
            }
        }
    }
}
