package io.tenantry.automation.internal;

import io.tenantry.automation.AutomationSettings;
import io.tenantry.automation.internal.ClaimRows.Holder;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Works on the jobs of organizations, lane by lane. A lane is one job at a time of one organization; it keeps its thread for a
 * turn and then stands at the end of the queue again, so that ten thousand jobs of one organization do not keep another's one
 * waiting.
 */
@Component
final class Lanes {
    /** What db-scheduler knows lanes by. */
    static final String TASK = "command-jobs";

    private static final int CLAIMED_FIRST = 8;
    private static final int CLAIMED_MAX = 256;
    private static final int GROWTH = 4;
    /** Jobs that were all done within this time were too few to be worth a statement. */
    private static final long QUICK_NANOS = Duration.ofMillis(100).toNanos();

    private final JobWork work;
    private final DueWork due;
    private final ClaimRows claims;
    private final TendingRows tending;
    private final AutomationSettings settings;

    Lanes(JobWork work, DueWork due, ClaimRows claims, TendingRows tending, AutomationSettings settings) {
        this.work = work;
        this.due = due;
        this.claims = claims;
        this.tending = tending;
        this.settings = settings;
    }

    /**
     * One turn of a lane.
     *
     * @param ends whether the node is about to end
     * @return whether more may be left to do
     */
    boolean turn(OrganizationId organization, int lane, BooleanSupplier ends) {
        Turn turn = new Turn(new Holder(organization, lane, Ids.next()));
        long until = System.nanoTime() + settings.turn().toNanos();
        try {
            while (!ends.getAsBoolean() && System.nanoTime() < until) {
                if (!turn.goOn()) {
                    tending.endParents(organization);
                    return false;
                }
            }
            return true;
        } finally {
            turn.end();
        }
    }

    /** What a lane has in its hands. */
    private final class Turn {
        private final Holder holder;
        private final Deque<Claimed> mine;
        private int most = CLAIMED_FIRST;
        private long claimedAt = System.nanoTime();

        Turn(Holder holder) {
            this.holder = holder;
            mine = new ArrayDeque<>(claims.takeOver(holder));
        }

        /** Goes on with the next job, or with what is due; false when there is nothing more. */
        boolean goOn() {
            Claimed job = mine.poll();
            if (job == null) {
                return claim();
            }
            carryOut(job);
            return true;
        }

        /** As many as there is likely to be time for: what is not begun by the end of the turn has to be given back. */
        private boolean claim() {
            long now = System.nanoTime();
            most = now - claimedAt < QUICK_NANOS
                    ? Math.min(GROWTH * most, CLAIMED_MAX)
                    : Math.max(most / GROWTH, CLAIMED_FIRST);
            claimedAt = now;
            DueWork.Found found = due.next(holder, most);
            mine.addAll(found.taken());
            return found.any();
        }

        private void carryOut(Claimed job) {
            try {
                work.run(job);
            } catch (StepTimer.Stopped ending) {
                throw ending;
            } catch (RuntimeException failure) {
                work.broken(job, failure);
            }
        }

        void end() {
            if (!mine.isEmpty()) {
                claims.release(holder);
            }
        }
    }
}
