package io.tenantry.automation.internal;

import io.tenantry.automation.AutomationSettings;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
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

    private static final int CLAIMED_MAX = 16;

    private final JobWork work;
    private final LaneRows rows;
    private final AutomationSettings settings;

    Lanes(JobWork work, LaneRows rows, AutomationSettings settings) {
        this.work = work;
        this.rows = rows;
        this.settings = settings;
    }

    /**
     * One turn of a lane.
     *
     * @param ends whether the node is about to end
     * @return whether more may be left to do
     */
    boolean turn(OrganizationId organization, int lane, BooleanSupplier ends) {
        UUID run = Ids.next();
        long until = System.nanoTime() + settings.turn().toNanos();
        Deque<Claimed> mine = new ArrayDeque<>(rows.takeOver(organization, lane, run));
        try {
            while (!ends.getAsBoolean() && System.nanoTime() < until) {
                if (mine.isEmpty()) {
                    mine.addAll(rows.claim(organization, lane, run, CLAIMED_MAX));
                }
                Claimed job = mine.poll();
                if (job == null) {
                    return false;
                }
                carryOut(job);
            }
            return true;
        } finally {
            if (!mine.isEmpty()) {
                rows.release(organization, run);
            }
        }
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
}
