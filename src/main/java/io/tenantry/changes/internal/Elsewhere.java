package io.tenantry.changes.internal;

import io.tenantry.changes.ChangeSettings;
import io.tenantry.changes.internal.Applying.Outcome;
import io.tenantry.changes.internal.Applying.Run;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Applies what a plan does to things that live at a provider, one thing after the other and outside any transaction of the plan.
 * Each is looked at first: what is already as it is to be, because the hub was killed after the provider had done it, is not done
 * again. A provider that asks for time, or does not answer, is waited for.
 */
@Component
class Elsewhere {
    private static final String HEARD =
            "UPDATE changes SET heard_of_at = clock_timestamp() WHERE id = ? AND worker = ? AND state = 'applying'";

    private static final String REPORT = """
            UPDATE changes SET done = done + ?, conflicts = conflicts + ?, failed = failed + ?, heard_of_at = clock_timestamp()
            WHERE id = ? AND worker = ?
            """;

    private final Database database;
    private final ElsewhereRows rows;
    private final ThingsElsewhere things;
    private final PlanNews news;
    private final ChangeSettings settings;
    private final Map<UUID, Trouble> troubles = new ConcurrentHashMap<>();

    Elsewhere(Database database, ElsewhereRows rows, ThingsElsewhere things, PlanNews news, ChangeSettings settings) {
        this.database = database;
        this.rows = rows;
        this.things = things;
        this.news = news;
        this.settings = settings;
    }

    /** Since when a provider has not done what it was asked, and how often it was asked. */
    private record Trouble(long sinceNanos, int attempts) {}

    /** Applies the next of them. */
    Outcome next(Run run) {
        if (!heard(run)) {
            return Outcome.STOPPED;
        }
        ElsewhereRows.Target next = rows.next(run);
        if (next == null) {
            return finish(run);
        }
        ElsewhereRows.Target target = managersFirst(run, next);
        ElsewhereRows.Target known = target;
        try {
            if (target.isNew()) {
                UUID made = rows.made(run, target);
                known = target.made(made == null ? things.make(run, target) : made);
            }
            things.apply(run, known, rows.present(run, known));
            troubles.remove(run.change().id());
            settle(run, known, "done", null);
        } catch (Refusal refusal) {
            return refused(run, known, refusal);
        }
        return Outcome.WENT_ON;
    }

    /** A manager who is new is made before those who report to him. */
    private ElsewhereRows.Target managersFirst(Run run, ElsewhereRows.Target next) {
        Set<UUID> below = new HashSet<>();
        ElsewhereRows.Target first = next;
        ElsewhereRows.Target manager = rows.newManager(run, first);
        while (manager != null && below.add(first.id()) && !below.contains(manager.id())) {
            first = manager;
            manager = rows.newManager(run, first);
        }
        return first;
    }

    private Outcome refused(Run run, ElsewhereRows.Target target, Refusal refusal) {
        return switch (refusal.reason()) {
            case TOO_MANY_CALLS, PROVIDER_DOWN, BUSY -> waitFor(run, refusal.getMessage());
            case PRECONDITION_FAILED -> settle(run, target, "conflict", ThingsElsewhere.CHANGED);
            case MALFORMED, NOT_SIGNED_IN, NOT_PERMITTED, NOT_FOUND, CONFLICT, TOO_LARGE, PROVIDER_CANNOT ->
                settle(run, target, "failed", refusal.getMessage());
        };
    }

    /** Longer each time; the next call waits besides as long as the provider has asked for. */
    private Outcome waitFor(Run run, String problem) {
        Trouble trouble = troubles.merge(
                run.change().id(),
                new Trouble(System.nanoTime(), 1),
                (before, now) -> new Trouble(before.sinceNanos, before.attempts + 1));
        if (System.nanoTime() - trouble.sinceNanos > settings.waitForProvider().toNanos()) {
            troubles.remove(run.change().id());
            database.change(run.reach(), session -> RunRows.pause(session, run, problem, news));
            return Outcome.STOPPED;
        }
        try {
            Thread.sleep(Duration.ofMillis(Math.min(500L << Math.min(trouble.attempts, 10), 10_000)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Outcome.STOPPED;
        }
        return Outcome.WENT_ON;
    }

    private boolean heard(Run run) {
        return database.transaction(
                        run.reach(), session -> session.run(HEARD, run.change().id(), run.worker()))
                == 1;
    }

    private Outcome finish(Run run) {
        return database.transaction(run.reach(), session -> {
            if (session.run(HEARD, run.change().id(), run.worker()) == 0) {
                return Outcome.STOPPED;
            }
            session.run(Applying.FINISH, run.change().id());
            news.told(session, run.caller().actor(), run.change(), "change.done", null);
            return Outcome.FINISHED;
        });
    }

    private Outcome settle(Run run, ElsewhereRows.Target target, String state, @Nullable String reason) {
        return database.transaction(run.reach(), session -> {
            settle(session, run, target, state, reason);
            return Outcome.WENT_ON;
        });
    }

    private static void settle(
            Session session, Run run, ElsewhereRows.Target target, String state, @Nullable String reason) {
        UUID id = run.change().id();
        if (ElsewhereRows.settle(session, run, target, state, reason) == 1) {
            long done = state.equals("done") ? 1 : 0;
            long conflicts = state.equals("conflict") ? 1 : 0;
            session.run(REPORT, done, conflicts, 1 - done - conflicts, id, run.worker());
        }
    }
}
