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
import io.tenantry.automation.internal.LaneRows.Finish;
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
    private final ScheduledJobs scheduled;
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
        this.scheduled = tables.scheduled();
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
            scheduled.follow(job);
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
        if (block.steps().size() > 1) {
            values.earlier(rows.earlier(job));
        }
        for (int position = job.step(); position < block.steps().size(); position++) {
            if (position > job.step() && rows.isCancelled(job)) {
                rows.cancelled(job);
                return;
            }
            if (!values.isSettled(position)) {
                if (!step(job, caller, position, values, place)) {
                    return;
                }
            } else if (position == block.steps().size() - 1) {
                rows.finished(job, finish(values));
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
        Ending ending = new Ending(end, step.goesOn() && !isLast, values);
        AtomicBoolean written = new AtomicBoolean();
        try {
            if (!values.isWanted(step)) {
                values.told(position, Map.of());
                database.change(
                        LaneRows.within(job.organization()),
                        session -> rows.done(session, job, end, "skipped", Map.of(), isLast ? finish(values) : null));
                return true;
            }
            StepRun run = new StepRun(
                    caller,
                    job.organization(),
                    step.operation(),
                    values.target(step),
                    values.arguments(step),
                    effect(job, position),
                    (session, told) -> {
                        values.told(position, told);
                        rows.done(session, job, end, "done", told, isLast ? finish(values) : null);
                        written.set(true);
                    });
            OperationProvider provider = providers.of(place.provider(), step.operation());
            Duration left = Duration.between(clock.instant(), job.startedAt().plus(block.timeout()));
            StepResult result = StepTimer.within(left, () -> provider.run(run));
            return ended(job, run, ending, result, written.get());
        } catch (Refusal refusal) {
            return refused(job, ending, refusal);
        } catch (StepTimer.TimedOut late) {
            rows.failed(job, end, "Timeout", "The job took longer than " + block.timeout());
            return false;
        }
    }

    private static Finish finish(JobValues values) {
        return new Finish(values.output(), values.failures());
    }

    /** How a step ends that went wrong: with the job, or only for itself. */
    private record Ending(StepEnd end, boolean goesOn, JobValues values) {}

    private boolean ended(Claimed job, StepRun run, Ending ending, StepResult result, boolean written) {
        return switch (result) {
            case StepResult.Done(Map<String, ?> told) -> {
                if (!written) {
                    database.change(
                            LaneRows.within(job.organization()),
                            session -> run.ledger().done(session, told));
                }
                yield true;
            }
            case StepResult.TryAgain(Duration after, String because) ->
                again(job, ending, after, "TooManyRequests", because);
        };
    }

    /** Whether the next step may follow. */
    private boolean refused(Claimed job, Ending ending, Refusal refusal) {
        String code = Codes.of(refusal.reason());
        return switch (refusal.reason()) {
            case BUSY, PROVIDER_DOWN, TOO_MANY_CALLS ->
                again(
                        job,
                        ending,
                        PAUSE.multipliedBy(1L << Math.min(ending.end().attempts(), 8)),
                        code,
                        refusal.getMessage());
            case MALFORMED,
                    NOT_SIGNED_IN,
                    NOT_PERMITTED,
                    NOT_FOUND,
                    CONFLICT,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    PROVIDER_CANNOT -> failed(job, ending, code, refusal.getMessage());
        };
    }

    private boolean again(Claimed job, Ending ending, Duration after, String code, String because) {
        int attempts = ending.end().attempts();
        if (attempts >= settings.attempts()) {
            return failed(job, ending, code, because + " (tried " + attempts + " times)");
        }
        rows.later(job, after, code, because);
        return false;
    }

    private boolean failed(Claimed job, Ending ending, String code, String message) {
        if (ending.goesOn()) {
            rows.leftBehind(job, ending.end(), code, message);
            ending.values().failed();
        } else {
            rows.failed(job, ending.end(), code, message);
        }
        return ending.goesOn();
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
