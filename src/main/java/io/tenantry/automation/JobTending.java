package io.tenantry.automation;

import io.tenantry.automation.internal.JobCounts;
import io.tenantry.automation.internal.MissedJobs;
import io.tenantry.automation.internal.ScheduledJobs;
import io.tenantry.automation.internal.TendingRows;
import org.springframework.stereotype.Component;

/** Sees to jobs that nobody is at: those whose time has come, those whose lane got lost, and those that only wait for their parts. */
@Component
public class JobTending {
    private final TendingRows rows;
    private final ScheduledJobs scheduled;
    private final MissedJobs missed;
    private final JobCounts counts;

    JobTending(TendingRows rows, ScheduledJobs scheduled, MissedJobs missed, JobCounts counts) {
        this.rows = rows;
        this.scheduled = scheduled;
        this.missed = missed;
        this.counts = counts;
    }

    /** Any node may do it, several at once. */
    public void tend() {
        missed.lookAtTimes();
        rows.wakeLanes();
        rows.endParents();
    }

    /** Counts the jobs of hours that are over; likewise. */
    public void countHours() {
        counts.countHours();
    }

    /** Follows people whose days, and organizations whose time zones have changed, on which jobs depend; likewise. */
    public void followPeople() {
        missed.lookAtTimes();
        scheduled.followPeople();
    }
}
