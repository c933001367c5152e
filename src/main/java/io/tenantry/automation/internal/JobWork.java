package io.tenantry.automation.internal;

import io.tenantry.access.Caller;
import io.tenantry.automation.AutomationSettings;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.internal.LaneRows.Superseded;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.DatabaseFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries out one job, in the name and with the present rights of whoever asked for it. */
@Component
final class JobWork {
    private static final Logger LOG = LoggerFactory.getLogger(JobWork.class);

    private final JobAskers askers;
    private final BlockCatalogue catalogue;
    private final Inverses inverses;
    private final StepWork steps;
    private final TargetRows targets;
    private final LaneRows rows;
    private final ScheduledJobs scheduled;
    private final AutomationSettings settings;

    JobWork(JobAskers askers, BlockCatalogue catalogue, Inverses inverses, StepWork steps, JobTables tables) {
        this.askers = askers;
        this.catalogue = catalogue;
        this.inverses = inverses;
        this.steps = steps;
        this.targets = tables.targets();
        this.rows = tables.lanes();
        this.scheduled = tables.scheduled();
        this.settings = tables.settings();
    }

    /** Does what is left of the job, and writes down how it ended. */
    void run(Claimed job) {
        try {
            if (job.isCancelled()) {
                rows.cancelled(job);
                return;
            }
            scheduled.follow(job);
            CommandBlock known = catalogue.find(job.block(), job.version());
            CommandBlock block = known == null || job.undoes() == null ? known : inverses.of(known);
            if (block == null || known == null) {
                rows.failed(job, "NotFound", "The command block is not there any more");
                return;
            }
            Caller caller = askers.of(job, block);
            if (job.isParent()) {
                var people =
                        targets.peopleOf(LaneRows.within(job.organization()), job.organization(), job.groupNamed());
                rows.expand(job, people, settings.lanesPerOrganization());
                return;
            }
            steps.run(job, known, block, caller);
        } catch (Refusal refusal) {
            rows.failed(job, Codes.of(refusal.reason()), refusal.getMessage());
        } catch (Superseded gone) {
            LOG.warn("Job {} was taken over by another node", job.id());
        } catch (DatabaseFailure failure) {
            if (!failure.isUnavailable()) {
                throw failure;
            }
            LOG.warn("Job {} waits for the database", job.id());
        }
    }

    /** Says to whoever waits that the job came to nothing because of a mistake of ours. */
    void broken(Claimed job, RuntimeException failure) {
        LOG.error("Job {} failed", job.id(), failure);
        rows.failed(
                job, "InternalError", "Something went wrong within the hub; its log tells more under job-" + job.id());
    }
}
