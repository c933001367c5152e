package io.tenantry.changes;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.changes.Change.State;
import io.tenantry.changes.internal.ChangeRows;
import io.tenantry.changes.internal.PlanNews;
import io.tenantry.changes.internal.RunRows;
import io.tenantry.changes.internal.WorkRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Carrying plans out: exactly as planned, in the background, and in the hands of whoever may do each part of it himself. */
@Component
public class ChangeRuns {
    private final Database database;
    private final Access access;
    private final ChangeRows rows;
    private final PlanNews news;
    private final ChangeWork work;

    ChangeRuns(Database database, Access access, ChangeRows rows, PlanNews news, ChangeWork work) {
        this.database = database;
        this.access = access;
        this.rows = rows;
        this.news = news;
        this.work = work;
    }

    /**
     * Starts applying a plan; it goes on in the background. Asking again for what is being applied already changes nothing.
     *
     * @param hash of the plan the caller has seen
     * @throws Refusal (NOT_PERMITTED) without what the plan needs in each of its organizations, (NOT_FOUND), (CONFLICT) when it is
     *     another plan than the caller thinks, or waits for approval, was rejected or is over
     */
    public Change apply(Caller caller, UUID id, String hash) {
        caller.requireInPerson();
        Change change = moving(caller, id, Set.of(State.PLANNED, State.APPROVED, State.APPLYING), (session, before) -> {
            requireSame(before, hash);
            if (before.state() != State.APPLYING) {
                RunRows.start(session, id, caller.actor());
                news.told(session, caller.actor(), before, "change.apply", Map.of("hash", hash));
            }
        });
        work.soon();
        return change;
    }

    /** Stops after the piece that is being applied; {@link #resume} goes on. */
    public Change pause(Caller caller, UUID id) {
        return moving(caller, id, Set.of(State.APPLYING), (session, before) -> {
            RunRows.move(session, id, State.PAUSED);
            news.told(session, caller.actor(), before, "change.pause", null);
        });
    }

    /** Goes on with what was paused, now on behalf of the caller. */
    public Change resume(Caller caller, UUID id) {
        caller.requireInPerson();
        Change change = moving(caller, id, Set.of(State.PAUSED), (session, before) -> {
            RunRows.start(session, id, caller.actor());
            news.told(session, caller.actor(), before, "change.resume", null);
        });
        work.soon();
        return change;
    }

    /** Ends a plan for good. What was changed stays changed, until somebody undoes it. */
    public Change cancel(Caller caller, UUID id) {
        Set<State> open = Set.of(State.PLANNED, State.WAITING, State.APPROVED, State.APPLYING, State.PAUSED);
        return moving(caller, id, open, (session, before) -> {
            RunRows.move(session, id, State.CANCELLED);
            news.told(session, caller.actor(), before, "change.cancel", null);
        });
    }

    /** Tries once more what failed, and nothing else. */
    public Change retry(Caller caller, UUID id) {
        caller.requireInPerson();
        Change change = moving(caller, id, Set.of(State.DONE), (session, before) -> {
            Refusal.unless(before.progress().failed() > 0, Refusal.Reason.CONFLICT, "Nothing of this change failed");
            RunRows.reopen(session, id);
            RunRows.start(session, id, caller.actor());
            news.told(session, caller.actor(), before, "change.retry", null);
        });
        work.soon();
        return change;
    }

    /** Moves a plan that is in one of these states on, while nobody else does. */
    private Change moving(Caller caller, UUID id, Set<State> states, BiConsumer<Session, Change> move) {
        Reach reach = access.require(caller, Permission.CHANGE_WRITE);
        return database.transaction(reach, session -> {
            Change before = Changes.found(rows.hold(session, id));
            for (String permission : WorkRows.permissions(session, id)) {
                for (OrganizationId organization : before.organizations()) {
                    access.require(caller, Permission.named(permission), organization);
                }
            }
            Refusal.unless(states.contains(before.state()), Refusal.Reason.CONFLICT, told(before.state()));
            move.accept(session, before);
            return Changes.found(rows.hold(session, id));
        });
    }

    static void requireSame(Change change, String hash) {
        Refusal.unless(
                change.hash().equals(hash),
                Refusal.Reason.CONFLICT,
                "This is the hash of another plan; please look at the plan again",
                "hash");
    }

    static String told(State state) {
        return switch (state) {
            case PLANNED -> "The plan has not been applied";
            case WAITING -> "The plan waits for somebody's approval";
            case APPROVED -> "The plan is approved and has not been applied";
            case REJECTED -> "The plan was rejected";
            case EXPIRED -> "The plan is too old; please make a new one";
            case APPLYING -> "The plan is being applied";
            case PAUSED -> "The plan is paused";
            case CANCELLED -> "The plan was cancelled";
            case DONE -> "The plan has been applied";
        };
    }
}
