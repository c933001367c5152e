package io.tenantry.automation.internal;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.access.Permission;
import io.tenantry.automation.CommandBlock;
import io.tenantry.kernel.Refusal;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Those who asked for jobs. */
@Component
final class JobAskers {
    private final Callers callers;
    private final Access access;

    JobAskers(Callers callers, Access access) {
        this.callers = callers;
        this.access = access;
    }

    /**
     * Whoever asked for a job, as he stands now.
     *
     * @throws Refusal (NOT_PERMITTED) when he may not run the block any more
     */
    Caller of(Claimed job, CommandBlock block) {
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
}
