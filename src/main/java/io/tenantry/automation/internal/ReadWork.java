package io.tenantry.automation.internal;

import io.tenantry.access.Caller;
import io.tenantry.automation.Step;
import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.automation.internal.Answer.Seen;
import io.tenantry.kernel.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Carries out jobs that only look at what the hub keeps itself. Looking again harms nobody, so nothing of them has to be written
 * before they are over, and then it may be written together with others'. One that does not go well leaves no trace here and goes
 * the way of all other jobs from its beginning, which writes down what went wrong.
 */
@Component
final class ReadWork {
    private final OperationProviders providers;
    private final InstantSource clock = InstantSource.system();

    ReadWork(OperationProviders providers) {
        this.providers = providers;
    }

    /** Whether a job is one of these, and this is its first try. */
    static boolean suits(Claimed job, JobValues values) {
        return job.step() == 0
                && job.attempts() == 0
                && job.undoes() == null
                && values.provider().equals(LocalOperations.PROVIDER)
                && values.block().steps().stream()
                        .noneMatch(step -> step.operation().changes());
    }

    /** What the job has come to, or null when it does not go well. */
    @Nullable
    Answer answer(Claimed job, JobValues values, Caller caller) {
        List<Step> steps = values.block().steps();
        List<Seen> seen = new ArrayList<>(steps.size());
        try {
            for (int position = 0; position < steps.size(); position++) {
                Step step = steps.get(position);
                Instant began = clock.instant();
                boolean isWanted = values.isWanted(step);
                Map<String, ?> told = isWanted ? look(job, values, caller, position) : Map.of();
                if (told == null) {
                    return null;
                }
                if (isWanted) {
                    values.states().done(position, told);
                } else {
                    values.states().skipped(position);
                }
                String state = isWanted ? "done" : "skipped";
                seen.add(new Seen(position, step.operation().wireName(), state, began, clock.instant(), told));
            }
            return new Answer(job, seen, values.output());
        } catch (Refusal refusal) {
            return null;
        }
    }

    private @Nullable Map<String, ?> look(Claimed job, JobValues values, Caller caller, int position) {
        Step step = values.block().steps().get(position);
        StepResult result = providers
                .of(values.provider(), step.operation())
                .run(new StepRun(
                        caller,
                        job.organization(),
                        step.operation(),
                        values.target(step),
                        values.arguments(step),
                        job.effect(position),
                        (session, told) -> {
                            throw new IllegalStateException(step.operation() + " is said to change nothing");
                        }));
        return switch (result) {
            case StepResult.Done(Map<String, ?> told) -> told;
            case StepResult.TryAgain(var after, var because) -> null;
        };
    }
}
