package io.tenantry.microsoft.internal;

import io.tenantry.kernel.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What stands before one tenant: so many calls at once, none while Microsoft asks for time, and after several failures in a row
 * none for a while but one to see whether it is over.
 */
final class Gate {
    private static final int FAILURES_MAX = 5;
    private static final long OPEN_NANOS = Duration.ofSeconds(15).toNanos();

    private final Semaphore turns;
    private int failures;
    private long closedUntil = System.nanoTime();
    private long pausedUntil = System.nanoTime();
    private boolean isTrying;

    Gate(int atOnce) {
        turns = new Semaphore(atOnce, true);
    }

    /**
     * Waits for a turn, which {@link #leave} gives back.
     *
     * @param end until when, by {@link System#nanoTime}
     * @throws Refusal (PROVIDER_DOWN) when there is none until then
     */
    void enter(long end) throws InterruptedException {
        for (long wait = claim(end); wait > 0; wait = claim(end)) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
        if (!turns.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            giveUpTrying();
            throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "Too many calls are waiting for this Microsoft tenant");
        }
    }

    /** How long to wait before asking again; 0 when the way is free. */
    private synchronized long claim(long end) {
        long now = System.nanoTime();
        boolean closed = failures >= FAILURES_MAX;
        long opens = closed ? Math.max(closedUntil, pausedUntil) : pausedUntil;
        if (closed && opens - now <= 0 && isTrying) {
            opens = now + TimeUnit.MILLISECONDS.toNanos(100);
        }
        if (opens - now <= 0) {
            isTrying = closed;
            return 0;
        }
        if (end - opens < 0) {
            throw new Refusal(
                    Refusal.Reason.PROVIDER_DOWN,
                    closed
                            ? "The Microsoft tenant did not answer several times in a row; the hub asks again in a while"
                            : "Microsoft asks for fewer calls; the same call may succeed later");
        }
        return opens - now;
    }

    private synchronized void giveUpTrying() {
        isTrying = false;
    }

    /** Gives the turn back. Whatever became of it, the next one may try whether the tenant answers again. */
    void leave() {
        giveUpTrying();
        turns.release();
    }

    synchronized void answered() {
        failures = 0;
        isTrying = false;
    }

    synchronized void failed() {
        failures++;
        isTrying = false;
        closedUntil = System.nanoTime() + OPEN_NANOS;
    }

    /** Holds all calls of the tenant back, as Microsoft has asked. */
    synchronized void pause(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        if (until - pausedUntil > 0) {
            pausedUntil = until;
        }
        isTrying = false;
    }
}
