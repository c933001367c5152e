package io.tenantry.changes.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Reach;
import io.tenantry.changes.Change;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Applies plans piece by piece. A piece is one transaction: the changes, their audit events, what became of each target and how
 * far the plan is. So a hub that is killed has done a piece or has not, and whoever goes on finds no half of one.
 */
@Component
public class Applying {
    private static final String HOLD =
            "SELECT position FROM changes WHERE id = ? AND worker = ? AND state = 'applying' FOR UPDATE";

    private static final String REPORT = """
            UPDATE changes SET position = ?, done = done + ?, conflicts = conflicts + ?, failed = failed + ?,
                heard_of_at = clock_timestamp() WHERE id = ?
            """;

    static final String FINISH = """
            UPDATE changes SET state = 'done', worker = NULL, finished_at = clock_timestamp(), heard_of_at = clock_timestamp()
            WHERE id = ?
            """;

    /** Values: the reason, the change, the change, the place, organizations that live elsewhere. */
    private static final String FAIL = """
            UPDATE change_targets SET state = 'failed', reason = ? WHERE change_id = ? AND number = (
                SELECT min(number) FROM change_targets WHERE change_id = ? AND number > ? AND state = 'planned'
                  AND organization_id <> ALL (?::uuid[]))
            RETURNING number
            """;

    private static final String PATIENCE = "SELECT set_config('statement_timeout', '60s', true)";

    private final Database database;
    private final Guards guards;
    private final PlanNews news;
    private final Elsewhere elsewhere;

    Applying(Database database, Guards guards, PlanNews news, Elsewhere elsewhere) {
        this.elsewhere = elsewhere;
        this.database = database;
        this.guards = guards;
        this.news = news;
    }

    /** What came of trying a piece. */
    public enum Outcome {
        WENT_ON,
        /** Something in the piece was refused; it is to be tried in smaller pieces. */
        TOO_MUCH,
        /** What is left, if anything, lives at a provider. */
        NOTHING_HERE,
        FINISHED,
        /** It was paused or cancelled, or another node has it. */
        STOPPED
    }

    /**
     * A plan in somebody's hands.
     *
     * @param worker whose it is; nobody else may write to it
     * @param members the columns it writes
     * @param elsewhere the organizations whose things live at a provider
     * @param caller on whose behalf, with his rights as they are now
     */
    public record Run(Change change, UUID worker, List<String> members, List<UUID> elsewhere, Caller caller) {
        Reach reach() {
            return new Reach.Some(Set.copyOf(change.organizations()));
        }
    }

    /** Applies the next targets, at most so many. */
    public Outcome next(Run run, int size) {
        try {
            Outcome outcome = database.transaction(run.reach(), session -> piece(session, run, size));
            return outcome == Outcome.NOTHING_HERE ? elsewhere.next(run) : outcome;
        } catch (Refusal refusal) {
            return refused(run, size, refusal.getMessage());
        } catch (DatabaseFailure failure) {
            String reason = reason(failure);
            if (reason == null) {
                throw failure;
            }
            return refused(run, size, reason);
        }
    }

    private Outcome piece(Session session, Run run, int size) {
        UUID id = run.change().id();
        Long position = session.first(HOLD, row -> row.getLong(1), id, run.worker());
        if (position == null) {
            return Outcome.STOPPED;
        }
        session.list(PATIENCE, row -> true);
        session.run(ChunkSql.TAKE, id, position, run.elsewhere(), size);
        session.run("ANALYZE chunk");
        PieceWork work = new PieceWork(session, run);
        work.judge();
        object(session, run);
        work.write();
        if (work.shutsOut()) {
            organizations(session).forEach(organization -> guards.keepAnAdministrator(session, organization));
        }
        work.tell();
        session.run(ChunkSql.SETTLE, id);
        long[] result = Objects.requireNonNull(session.first(
                ChunkSql.RESULT, row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)}));
        if (result[0] == 0 && !run.elsewhere().isEmpty()) {
            return Outcome.NOTHING_HERE;
        }
        if (result[0] == 0) {
            session.run(FINISH, id);
            news.told(session, run.caller().actor(), run.change(), "change.done", null);
            return Outcome.FINISHED;
        }
        session.run(REPORT, result[0], result[1], result[2], result[3], id);
        return Outcome.WENT_ON;
    }

    /** Whoever holds a role may have come to hold more since the plan was made. */
    private void object(Session session, Run run) {
        for (Holders.Holder holder : Holders.inChunk(session)) {
            try {
                guards.mayTouch(run.caller(), holder.organization(), holder.id());
            } catch (Refusal refusal) {
                session.run(ChunkSql.OBJECT, refusal.getMessage(), holder.number());
            }
        }
    }

    private static List<OrganizationId> organizations(Session session) {
        return session.list(
                "SELECT DISTINCT organization_id FROM chunk WHERE state IS NULL",
                row -> new OrganizationId(row.getObject(1, UUID.class)));
    }

    /** A single target that is refused has failed; of several, nobody knows yet which one it is. */
    private Outcome refused(Run run, int size, String reason) {
        if (size > 1) {
            return Outcome.TOO_MUCH;
        }
        return database.transaction(run.reach(), session -> {
            UUID id = run.change().id();
            Long position = session.first(HOLD, row -> row.getLong(1), id, run.worker());
            if (position == null) {
                return Outcome.STOPPED;
            }
            Long number = session.first(FAIL, row -> row.getLong(1), reason, id, id, position, run.elsewhere());
            session.run(REPORT, number == null ? position : number, 0L, 0L, number == null ? 0L : 1L, id);
            return Outcome.WENT_ON;
        });
    }

    /** Why a target cannot be as it is wanted, in words; null when the failure has nothing to do with the target. */
    private static @Nullable String reason(DatabaseFailure failure) {
        if (failure.violatesUnique("users_by_upn") || failure.violatesUnique("users_by_user_name")) {
            return "Somebody else has the sign-in name by now";
        }
        if (failure.violatesUnique("groups_by_mail_nickname")) {
            return "Another group has the mail nickname by now";
        }
        if (failure.closesCircle()) {
            return "The group would contain itself";
        }
        String state = failure.state();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("TN"))
                ? "The hub's rules do not allow it (" + state + ")"
                : null;
    }

    /** What an apply is called in the audit trail's correlation ids, so that all events of it are found together. */
    public static String correlation(UUID change) {
        return "change-" + change;
    }

    /** Ends a run that nobody can go on with, saying why; whoever is asked can resume it. */
    public void pause(Run run, String problem) {
        database.change(run.reach(), session -> RunRows.pause(session, run, problem, news));
    }
}
