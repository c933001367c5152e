package io.tenantry.automation.internal;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.access.Permission;
import io.tenantry.automation.AutomationSettings;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.OperationProvider;
import io.tenantry.automation.Step;
import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.automation.TargetKind;
import io.tenantry.automation.internal.LaneRows.StepEnd;
import io.tenantry.automation.internal.LaneRows.Superseded;
import io.tenantry.automation.internal.TargetRows.Place;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries out one job: its steps, one after the other, in the name and with the present rights of whoever asked for it. */
@Component
final class JobWork {
    private static final Logger LOG = LoggerFactory.getLogger(JobWork.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Database database;
    private final Callers callers;
    private final Access access;
    private final BlockCatalogue catalogue;
    private final TargetRows targets;
    private final JobRows jobs;
    private final LaneRows rows;
    private final OperationProviders providers;
    private final AutomationSettings settings;
    private final InstantSource clock = InstantSource.system();

    JobWork(
            Database database,
            Callers callers,
            Access access,
            BlockCatalogue catalogue,
            JobTables tables,
            OperationProviders providers) {
        this.database = database;
        this.callers = callers;
        this.access = access;
        this.catalogue = catalogue;
        this.targets = tables.targets();
        this.jobs = tables.jobs();
        this.rows = tables.lanes();
        this.settings = tables.settings();
        this.providers = providers;
    }

    /** Does what is left of the job, and writes down how it ended. */
    void run(Claimed job) {
        try {
            if (job.isCancelled()) {
                rows.cancelled(job);
                return;
            }
            CommandBlock block = catalogue.find(job.block(), job.version());
            if (block == null) {
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
            steps(job, block, caller);
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

    private void steps(Claimed job, CommandBlock block, Caller caller) {
        var reach = LaneRows.within(job.organization());
        Place place = targets.places(reach, List.of(job.organization().value()))
                .get(job.organization().value());
        if (place == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization is not there any more");
        }
        Map<String, Object> known = block.target() == TargetKind.ORGANIZATION
                ? Map.of()
                : targets.known(reach, job.organization(), job.kind(), job.target());
        JobValues values = new JobValues(job, block, place, known);
        values.fill(jobs.values(job.input()), jobs.opened(job.secrets()));
        if (job.step() > 0) {
            values.earlier(rows.told(job));
        }
        for (int position = job.step(); position < block.steps().size(); position++) {
            if (position > job.step() && rows.isCancelled(job)) {
                rows.cancelled(job);
                return;
            }
            if (!step(job, caller, position, values, place)) {
                return;
            }
        }
    }

    /** Whether the next step may follow. */
    private boolean step(Claimed job, Caller caller, int position, JobValues values, Place place) {
        CommandBlock block = values.block();
        Step step = block.steps().get(position);
        int attempts = position == job.step() ? job.attempts() + 1 : 1;
        StepEnd end = new StepEnd(position, step.operation().wireName(), attempts, clock.instant());
        boolean isLast = position == block.steps().size() - 1;
        AtomicBoolean written = new AtomicBoolean();
        try {
            StepRun run = new StepRun(
                    caller,
                    job.organization(),
                    step.operation(),
                    job.target(),
                    values.arguments(step),
                    effect(job, position),
                    (session, told) -> {
                        values.told(position, told);
                        rows.done(session, job, end, told, isLast ? values.output() : null);
                        written.set(true);
                    });
            OperationProvider provider = providers.of(place.provider(), step.operation());
            Duration left = Duration.between(clock.instant(), job.startedAt().plus(block.timeout()));
            StepResult result = StepTimer.within(left, () -> provider.run(run));
            return ended(job, run, end, result, written.get());
        } catch (Refusal refusal) {
            refused(job, end, refusal);
            return false;
        } catch (StepTimer.TimedOut late) {
            rows.failed(job, end, "Timeout", "The job took longer than " + block.timeout());
            return false;
        }
    }

    private boolean ended(Claimed job, StepRun run, StepEnd end, StepResult result, boolean written) {
        return switch (result) {
            case StepResult.Done(Map<String, ?> told) -> {
                if (!written) {
                    database.change(
                            LaneRows.within(job.organization()),
                            session -> run.ledger().done(session, told));
                }
                yield true;
            }
            case StepResult.TryAgain(Duration after, String because) -> {
                again(job, end, after, "TooManyRequests", because);
                yield false;
            }
        };
    }

    private void refused(Claimed job, StepEnd end, Refusal refusal) {
        String code = Codes.of(refusal.reason());
        switch (refusal.reason()) {
            case BUSY, PROVIDER_DOWN, TOO_MANY_CALLS ->
                again(job, end, PAUSE.multipliedBy(1L << Math.min(end.attempts(), 8)), code, refusal.getMessage());
            case MALFORMED,
                    NOT_SIGNED_IN,
                    NOT_PERMITTED,
                    NOT_FOUND,
                    CONFLICT,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    PROVIDER_CANNOT -> rows.failed(job, end, code, refusal.getMessage());
        }
    }

    private void again(Claimed job, StepEnd end, Duration after, String code, String because) {
        if (end.attempts() >= settings.attempts()) {
            rows.failed(job, end, code, because + " (tried " + end.attempts() + " times)");
        } else {
            rows.later(job, after, code, because);
        }
    }

    /** The same for every try of a step. */
    private static UUID effect(Claimed job, int position) {
        return UUID.nameUUIDFromBytes((job.id() + "/" + position).getBytes(StandardCharsets.UTF_8));
    }

    /** Says to whoever waits that the job came to nothing because of a mistake of ours. */
    void broken(Claimed job, RuntimeException failure) {
        LOG.error("Job {} failed", job.id(), failure);
        rows.failed(
                job, "InternalError", "Something went wrong within the hub; its log tells more under job-" + job.id());
    }
}
