package io.tenantry.automation.internal;

import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * What the jobs of one run of a lane have answered and what is not written down yet. Nothing waits here for longer than people take
 * to notice, and what is lost with a node is asked again by the next, since these jobs are the run's until they are over.
 */
final class Answers {
    private static final long LONGEST_NANOS = Duration.ofMillis(200).toNanos();

    private final OrganizationId organization;
    private final UUID run;
    private final AnswerRows rows;
    private final BiConsumer<Claimed, RuntimeException> broken;
    private final List<Answer> waiting = new ArrayList<>();
    private long since;

    /**
     * @param broken hears of jobs whose answer cannot be written down
     */
    Answers(OrganizationId organization, UUID run, AnswerRows rows, BiConsumer<Claimed, RuntimeException> broken) {
        this.organization = organization;
        this.run = run;
        this.rows = rows;
        this.broken = broken;
    }

    /** Takes one that may wait for a moment. */
    void add(Answer answer) {
        long now = System.nanoTime();
        if (waiting.isEmpty()) {
            since = now;
        }
        waiting.add(answer);
        if (now - since > LONGEST_NANOS) {
            write();
        }
    }

    /** Writes all of them down. */
    void write() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Answer> all = List.copyOf(waiting);
        waiting.clear();
        try {
            rows.write(organization, run, all);
        } catch (DatabaseFailure failure) {
            if (failure.isUnavailable()) {
                throw failure;
            }
            all.forEach(this::writeAlone);
        }
    }

    /** One that cannot be written keeps no other from it. */
    private void writeAlone(Answer answer) {
        try {
            rows.write(organization, run, List.of(answer));
        } catch (DatabaseFailure failure) {
            if (failure.isUnavailable()) {
                throw failure;
            }
            broken.accept(answer.job(), failure);
        }
    }
}
