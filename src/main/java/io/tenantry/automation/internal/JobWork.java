package io.tenantry.automation.internal;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.access.Permission;
import io.tenantry.automation.AutomationSettings;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.internal.LaneRows.Superseded;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.DatabaseFailure;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries out one job, in the name and with the present rights of whoever asked for it. */
@Component
final class JobWork {
    private static final Logger LOG = LoggerFactory.getLogger(JobWork.class);

    private final Callers callers;
    private final Access access;
    private final BlockCatalogue catalogue;
    private final Inverses inverses;
    private final StepWork steps;
    private final TargetRows targets;
    private final LaneRows rows;
    private final ScheduledJobs scheduled;
    private final AutomationSettings settings;

    JobWork(
            Callers callers,
            Access access,
            BlockCatalogue catalogue,
            Inverses inverses,
            StepWork steps,
            JobTables tables) {
        this.callers = callers;
        this.access = access;
        this.catalogue = catalogue;
        this.inverses = inverses;
        this.steps = steps;
        this.targets = tables.targets();
        this.rows = tables.lanes();
        this.scheduled = tables.scheduled();
        this.settings = tables.settings();
    }

    /**
     * Does what is left of the job, and writes down how it ended.
     *
     * @param answers where it may leave that to be written together with others'
     */
    void run(Claimed job, Answers answers) {
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
            Caller caller = caller(job, block);
            if (job.isParent()) {
                var people =
                        targets.peopleOf(LaneRows.within(job.organization()), job.organization(), job.groupNamed());
                rows.expand(job, people, settings.lanesPerOrganization());
                return;
            }
            steps.run(job, known, block, caller, answers);
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

    /** Whoever asked for the job, as he stands now. */
    private Caller caller(Claimed job, CommandBlock block) {
        String correlation = "job-" + job.id();
        UUID person = job.actingFor();
        Caller caller;
        try {
            caller = person == null
                    ? callers.caller(job.actor(), job.client(), correlation)
                    : callers.represented(person, job.actor(), job.client(), correlation);
        } catch (Refusal gone) {
            throw new Refusal(
                    Refusal.Reason.NOT_PERMITTED,
                    "Whoever asked for the job may not act any more: " + gone.getMessage());
        }
        for (Permission permission : block.permissionsToRun()) {
            access.require(caller, permission, job.organization());
        }
        return caller;
    }

    /** Says to whoever waits that the job came to nothing because of a mistake of ours. */
    void broken(Claimed job, RuntimeException failure) {
        LOG.error("Job {} failed", job.id(), failure);
        rows.failed(
                job, "InternalError", "Something went wrong within the hub; its log tells more under job-" + job.id());
    }
}
