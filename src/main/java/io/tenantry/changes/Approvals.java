package io.tenantry.changes;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.changes.Change.State;
import io.tenantry.changes.internal.ChangeRows;
import io.tenantry.changes.internal.PlanNews;
import io.tenantry.changes.internal.RunRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Somebody else's agreement to a plan that needs one. */
@Component
public class Approvals {
    private static final int COMMENT_LENGTH_MAX = 2_000;

    private final Database database;
    private final Access access;
    private final ChangeRows rows;
    private final PlanNews news;

    Approvals(Database database, Access access, ChangeRows rows, PlanNews news) {
        this.database = database;
        this.access = access;
        this.rows = rows;
        this.news = news;
    }

    /**
     * Agrees to a plan, which may then be applied.
     *
     * @param hash of the plan the caller has seen
     * @throws Refusal (NOT_PERMITTED) without {@code change.approve} in each of its organizations, or when it is the caller's own
     *     plan, also by way of a service account; (NOT_FOUND), (CONFLICT) when it is another plan or does not wait
     */
    public Change approve(Caller caller, UUID id, String hash, @Nullable String comment) {
        return decide(caller, id, hash, true, comment);
    }

    /** Refuses a plan, which is then over. */
    public Change reject(Caller caller, UUID id, String hash, @Nullable String comment) {
        return decide(caller, id, hash, false, comment);
    }

    private Change decide(Caller caller, UUID id, String hash, boolean approved, @Nullable String comment) {
        caller.requireInPerson();
        Refusal.unless(
                comment == null || comment.length() <= COMMENT_LENGTH_MAX,
                Refusal.Reason.MALFORMED,
                "A comment has at most " + COMMENT_LENGTH_MAX + " characters",
                "comment");
        Reach reach = access.require(caller, Permission.CHANGE_APPROVE);
        Change plan = Changes.found(rows.find(reach, id));
        for (OrganizationId organization : plan.organizations()) {
            access.require(caller, Permission.CHANGE_APPROVE, organization);
        }
        refuseOwn(caller, plan);
        return database.transaction(reach, session -> {
            Change before = Changes.found(rows.hold(session, id));
            Refusal.unless(before.state() == State.WAITING, Refusal.Reason.CONFLICT, ChangeRuns.told(before.state()));
            ChangeRuns.requireSame(before, hash);
            RunRows.decide(session, id, caller.actor(), approved, comment);
            Map<String, @Nullable Object> told = new HashMap<>();
            told.put("hash", hash);
            told.put("comment", comment);
            told.put("reasons", before.approvalReasons());
            news.told(session, caller.actor(), before, approved ? "change.approve" : "change.reject", told);
            return Changes.found(rows.hold(session, id));
        });
    }

    private void refuseOwn(Caller caller, Change plan) {
        refuseOwn(caller, plan.requestedBy().id());
    }

    /**
     * Nobody agrees to what he asked for himself, nor has a program of his do so; also for what other modules plan.
     *
     * @param asker who asked for it
     * @throws Refusal (NOT_PERMITTED)
     */
    public void refuseOwn(Caller caller, @Nullable UUID asker) {
        List<UUID> approving = withOwners(caller.actor().id());
        List<UUID> asking = withOwners(asker);
        Refusal.unless(
                approving.stream().noneMatch(asking::contains),
                Refusal.Reason.NOT_PERMITTED,
                "Nobody approves or rejects a plan of his own; cancel it instead");
    }

    private List<UUID> withOwners(@Nullable UUID principal) {
        List<UUID> self = principal == null ? List.of() : List.of(principal);
        List<UUID> all = new ArrayList<>(self);
        all.addAll(RunRows.owners(database, self));
        return all;
    }
}
