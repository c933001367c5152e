package io.tenantry.automation.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.automation.AutomationSettings;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.OnFailure;
import io.tenantry.automation.OperationProvider;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.Step;
import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.automation.internal.JobValues.Around;
import io.tenantry.automation.internal.LaneRows.Finish;
import io.tenantry.automation.internal.LaneRows.StepEnd;
import io.tenantry.automation.internal.TargetRows.Place;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries out the steps of a job, one after the other. */
@Component
final class StepWork {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Database database;
    private final TargetRows targets;
    private final JobRows jobs;
    private final LaneRows rows;
    private final StepRows stepRows;
    private final OperationProviders providers;
    private final Inverses inverses;
    private final AutomationSettings settings;
    private final InstantSource clock = InstantSource.system();

    StepWork(Database database, JobTables tables, OperationProviders providers, Inverses inverses) {
        this.database = database;
        this.targets = tables.targets();
        this.jobs = tables.jobs();
        this.rows = tables.lanes();
        this.stepRows = tables.steps();
        this.settings = tables.settings();
        this.providers = providers;
        this.inverses = inverses;
    }

    /**
     * Does what is left of the job.
     *
     * @param known the block or set that the job names
     * @param block that, or what undoes it where the job undoes another
     */
    void run(Claimed job, CommandBlock known, CommandBlock block, Caller caller) {
        JobValues values = values(job, known, block);
        for (int position = job.step(); position < block.steps().size(); position++) {
            if (position > job.step() && rows.isCancelled(job)) {
                rows.cancelled(job);
                return;
            }
            if (!values.states().isSettled(position)) {
                if (!step(job, caller, position, values)) {
                    return;
                }
            } else if (position == block.steps().size() - 1) {
                rows.finished(job, finish(values));
            }
        }
    }

    private JobValues values(Claimed job, CommandBlock known, CommandBlock block) {
        Around around = around(job);
        JobValues undone = null;
        UUID undoes = job.undoes();
        if (undoes != null) {
            StepStates before = new StepStates(known);
            stepRows.states(job.organization(), undoes, Integer.MAX_VALUE, before);
            undone = new JobValues(job, known, around, null, before);
            StepRows.Input given = stepRows.input(job.organization(), undoes);
            undone.fill(jobs.values(given.values()), jobs.opened(given.secrets()));
        }
        StepStates states = new StepStates(block);
        if (block.steps().size() > 1) {
            stepRows.states(job.organization(), job.id(), job.step(), states);
        }
        return filled(new JobValues(job, block, around, undone, states), job);
    }

    /** What a job knows that begins with its first step, whatever came of earlier tries. */
    JobValues fresh(Claimed job, CommandBlock block) {
        return filled(new JobValues(job, block, around(job), null, new StepStates(block)), job);
    }

    private JobValues filled(JobValues values, Claimed job) {
        values.fill(jobs.values(job.input()), jobs.opened(job.secrets()));
        return values;
    }

    private Around around(Claimed job) {
        Place place = job.place();
        if (place == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization is not there any more");
        }
        Reach reach = LaneRows.within(job.organization());
        Map<UUID, Map<String, Object>> found = new HashMap<>();
        Map<UUID, UUID> own = new HashMap<>();
        return new Around(
                place,
                (kind, id) -> found.computeIfAbsent(id, key -> targets.known(reach, job.organization(), kind, key)),
                (kind, id) -> own.computeIfAbsent(id, key -> targets.own(reach, job.organization(), kind, key)));
    }

    /** Whether the next step may follow. */
    private boolean step(Claimed job, Caller caller, int position, JobValues values) {
        CommandBlock block = values.block();
        Step step = block.steps().get(position);
        int attempts = position == job.step() ? job.attempts() + 1 : 1;
        StepEnd end = new StepEnd(position, step.operation().wireName(), attempts, clock.instant());
        Ending ending = new Ending(end, step, values);
        try {
            if (!values.isWanted(step)) {
                values.states().skipped(position);
                Finish last = ending.isLast() ? finish(values) : null;
                database.change(
                        LaneRows.within(job.organization()),
                        session -> rows.done(session, job, end, "skipped", Map.of(), last));
                return true;
            }
            return done(job, caller, ending);
        } catch (Refusal refusal) {
            return refused(job, ending, refusal);
        } catch (StepTimer.TimedOut late) {
            rows.failed(job, end, "Timeout", "The job took longer than " + block.timeout(), undo(ending));
            return false;
        }
    }

    private boolean done(Claimed job, Caller caller, Ending ending) {
        JobValues values = ending.values();
        Step step = ending.step();
        StepEnd end = ending.end();
        AtomicBoolean written = new AtomicBoolean();
        StepRun run = new StepRun(
                caller,
                job.organization(),
                step.operation(),
                values.target(step),
                values.arguments(step),
                job.effect(end.position()),
                (session, told) -> {
                    values.states().done(end.position(), told);
                    rows.done(session, job, end, "done", told, ending.isLast() ? finish(values) : null);
                    written.set(true);
                });
        OperationProvider provider = providers.of(values.provider(), step.operation());
        Duration left = Duration.between(
                clock.instant(), job.startedAt().plus(values.block().timeout()));
        StepResult result = StepTimer.within(left, () -> provider.run(run));
        return ended(job, run, ending, result, written.get());
    }

    private static Finish finish(JobValues values) {
        return new Finish(values.output(), values.states().failures());
    }

    /** How a step ends that went wrong: with the job, or only for itself. */
    private record Ending(StepEnd end, Step step, JobValues values) {
        boolean isLast() {
            return end.position() == values.block().steps().size() - 1;
        }

        boolean goesOn() {
            SetMember member = step.member();
            return !isLast() && (step.goesOn() || (member != null && member.onFailure() == OnFailure.CONTINUE));
        }
    }

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
        rows.later(job, after, code, ending.values().masked(because));
        return false;
    }

    private boolean failed(Claimed job, Ending ending, String code, String problem) {
        String message = ending.values().masked(problem);
        if (ending.goesOn()) {
            rows.leftBehind(job, ending.end(), code, message);
            ending.values().states().failed(ending.end().position());
        } else {
            rows.failed(job, ending.end(), code, message, undo(ending));
        }
        return ending.goesOn();
    }

    /** The id of the job that undoes what a set has done before it failed, or null where it is not to be undone. */
    private @Nullable UUID undo(Ending ending) {
        SetMember member = ending.step().member();
        return member != null
                        && member.onFailure() == OnFailure.COMPENSATE
                        && inverses.of(ending.values().block()) != null
                ? Ids.next()
                : null;
    }
}
