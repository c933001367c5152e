package io.tenantry.automation.internal;

import io.tenantry.automation.AutomationSettings;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
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
    private static final int CLAIMED_MAX = 128;
    /** Jobs that were all done within this time were too few to be worth a statement. */
    private static final long QUICK_NANOS = Duration.ofMillis(100).toNanos();

    private final JobWork work;
    private final LaneRows rows;
    private final AnswerRows answerRows;
    private final TendingRows tending;
    private final AutomationSettings settings;

    Lanes(JobWork work, LaneRows rows, AnswerRows answerRows, TendingRows tending, AutomationSettings settings) {
        this.work = work;
        this.rows = rows;
        this.answerRows = answerRows;
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
        Turn turn = new Turn(organization, lane);
        long until = System.nanoTime() + settings.turn().toNanos();
        try {
            while (!ends.getAsBoolean() && System.nanoTime() < until) {
                Claimed job = turn.next();
                if (job == null) {
                    tending.endParents(organization);
                    return false;
                }
                turn.carryOut(job);
            }
            return true;
        } finally {
            turn.end();
        }
    }

    /** What a lane has in its hands. */
    private final class Turn {
        private final OrganizationId organization;
        private final int lane;
        private final UUID run = Ids.next();
        private final Deque<Claimed> mine;
        private final Answers answers;
        private int most = CLAIMED_FIRST;
        private long claimedAt = System.nanoTime();

        Turn(OrganizationId organization, int lane) {
            this.organization = organization;
            this.lane = lane;
            answers = new Answers(organization, run, answerRows, work::broken);
            mine = new ArrayDeque<>(rows.takeOver(organization, lane, run));
        }

        /** The next job, or null when there is none. */
        @Nullable
        Claimed next() {
            if (mine.isEmpty()) {
                answers.write();
                claim();
            }
            return mine.poll();
        }

        /** As many as there is likely to be time for: what is not begun by the end of the turn has to be given back. */
        private void claim() {
            long now = System.nanoTime();
            most = now - claimedAt < QUICK_NANOS ? Math.min(2 * most, CLAIMED_MAX) : Math.max(most / 2, CLAIMED_FIRST);
            claimedAt = now;
            mine.addAll(rows.claim(organization, lane, run, most));
        }

        void carryOut(Claimed job) {
            try {
                work.run(job, answers);
            } catch (StepTimer.Stopped ending) {
                throw ending;
            } catch (RuntimeException failure) {
                work.broken(job, failure);
            }
        }

        void end() {
            answers.write();
            if (!mine.isEmpty()) {
                rows.release(organization, run);
            }
        }
    }
}
