package io.tenantry.automation.internal;

import io.tenantry.access.Caller;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.Step;
import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.automation.internal.Answer.Seen;
import io.tenantry.platform.database.DatabaseFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Carries out jobs that only look at what the hub keeps itself. Looking again harms nobody, so nothing of them has to be written
 * before they are over, and then it may be written together with others'. One that does not go well leaves no trace here and goes
 * the way of all other jobs from its beginning, which writes down what went wrong.
 */
@Component
final class ReadWork {
    /** For how long others may be kept waiting for what is looked at. */
    private static final long LONGEST_NANOS = Duration.ofMillis(200).toNanos();

    private final OperationProviders providers;
    private final BlockCatalogue catalogue;
    private final JobAskers askers;
    private final StepWork steps;
    private final InstantSource clock = InstantSource.system();

    ReadWork(OperationProviders providers, BlockCatalogue catalogue, JobAskers askers, StepWork steps) {
        this.providers = providers;
        this.catalogue = catalogue;
        this.askers = askers;
        this.steps = steps;
    }

    /**
     * What came of jobs.
     *
     * @param answers of those that went well
     * @param refused those that did not
     */
    record Looked(List<Answer> answers, List<Claimed> refused) {
        static final Looked NOTHING = new Looked(List.of(), List.of());

        boolean isNothing() {
            return answers.isEmpty() && refused.isEmpty();
        }
    }

    /** Those in front that are none of these. */
    List<Claimed> others(List<Claimed> due) {
        int end = 0;
        while (end < due.size() && looking(due.get(end)) == null) {
            end++;
        }
        return due.subList(0, end);
    }

    /** Carries out those in front that are, as far as there is time: what comes after another job may depend on it. */
    Looked look(List<Claimed> due) {
        Looked looked = new Looked(new ArrayList<>(), new ArrayList<>());
        long until = System.nanoTime() + LONGEST_NANOS;
        int next = 0;
        while (next < due.size() && (next == 0 || System.nanoTime() < until)) {
            CommandBlock block = looking(due.get(next));
            if (block == null) {
                return looked;
            }
            List<Claimed> alike = alike(due.subList(next, due.size()));
            look(alike, block, until, looked);
            next += alike.size();
        }
        return looked;
    }

    /** The block of a job that only looks and is tried for the first time, or null for other jobs. */
    private @Nullable CommandBlock looking(Claimed job) {
        boolean isPlain = job.step() == 0
                && job.attempts() == 0
                && job.undoes() == null
                && job.schedule() == null
                && !job.isParent()
                && !job.isCancelled()
                && job.place() != null
                && job.place().provider().equals(LocalOperations.PROVIDER);
        CommandBlock block = isPlain ? catalogue.find(job.block(), job.version()) : null;
        return block != null
                        && block.steps().stream()
                                .noneMatch(step -> step.operation().changes())
                ? block
                : null;
    }

    /** Those in front that are for the same block, asked for by the same. */
    private List<Claimed> alike(List<Claimed> due) {
        Claimed first = due.getFirst();
        int end = 1;
        while (end < due.size() && isAlike(first, due.get(end)) && looking(due.get(end)) != null) {
            end++;
        }
        return due.subList(0, end);
    }

    private static boolean isAlike(Claimed first, Claimed other) {
        return first.block().equals(other.block())
                && first.version() == other.version()
                && first.actor().equals(other.actor())
                && Objects.equals(first.actingFor(), other.actingFor())
                && first.client().equals(other.client());
    }

    /** A job and what it knows. */
    private record Ready(Claimed job, JobValues values) {
        Step step(int position) {
            return values.block().steps().get(position);
        }
    }

    private void look(List<Claimed> alike, CommandBlock block, long until, Looked looked) {
        List<Ready> ready = new ArrayList<>(alike.size());
        for (Claimed job : alike) {
            Ready one = quietly(() -> new Ready(job, steps.fresh(job, block)));
            if (one == null) {
                looked.refused().add(job);
            } else {
                ready.add(one);
            }
        }
        Map<UUID, StepResult.Done> known = together(ready, block);
        for (Ready one : ready) {
            if (!looked.isNothing() && System.nanoTime() > until) {
                return;
            }
            Answer answer = quietly(() -> answer(one, known));
            if (answer == null) {
                looked.refused().add(one.job());
            } else {
                looked.answers().add(answer);
            }
        }
    }

    /** What the only step of jobs came to, by its effect, as far as that can be found out for all of them at once. */
    private Map<UUID, StepResult.Done> together(List<Ready> ready, CommandBlock block) {
        if (ready.size() < 2 || block.steps().size() != 1) {
            return Map.of();
        }
        Map<UUID, StepResult.Done> known = quietly(() -> {
            // Whoever asked for all of them is asked about his rights once.
            Caller caller = askers.of(ready.getFirst().job(), block);
            List<StepRun> runs = ready.stream()
                    .filter(one -> one.values().isWanted(one.step(0)))
                    .map(one -> run(one, 0, caller))
                    .toList();
            return runs.isEmpty()
                    ? Map.of()
                    : providers
                            .of(LocalOperations.PROVIDER, runs.getFirst().operation())
                            .together(runs);
        });
        return known == null ? Map.of() : known;
    }

    private static StepRun run(Ready one, int position, Caller caller) {
        Step step = one.step(position);
        return new StepRun(
                caller,
                one.job().organization(),
                step.operation(),
                one.values().target(step),
                one.values().arguments(step),
                one.job().effect(position),
                (session, told) -> {
                    throw new IllegalStateException(step.operation() + " is said to change nothing");
                });
    }

    private @Nullable Answer answer(Ready one, Map<UUID, StepResult.Done> known) {
        JobValues values = one.values();
        List<Step> all = values.block().steps();
        StepResult.Done first = known.get(one.job().effect(0));
        Caller caller = first == null ? askers.of(one.job(), values.block()) : null;
        List<Seen> seen = new ArrayList<>(all.size());
        for (int position = 0; position < all.size(); position++) {
            Step step = all.get(position);
            Instant began = clock.instant();
            boolean isWanted = first != null || values.isWanted(step);
            StepResult result = !isWanted
                    ? StepResult.done()
                    : caller == null
                            ? first
                            : providers.of(values.provider(), step.operation()).run(run(one, position, caller));
            if (!(result instanceof StepResult.Done(Map<String, ?> told))) {
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
        return new Answer(one.job(), seen, values.output());
    }

    /** Null for what does not go well, whatever the reason: it will be met again where it is written down. */
    private static <T> @Nullable T quietly(Supplier<@Nullable T> look) {
        try {
            return look.get();
        } catch (RuntimeException failure) {
            if (failure instanceof DatabaseFailure gone && gone.isUnavailable()) {
                throw failure;
            }
            return null;
        }
    }
}
