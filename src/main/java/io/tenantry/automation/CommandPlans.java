package io.tenantry.automation;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.automation.internal.PlanRows;
import io.tenantry.automation.internal.PlanWork;
import io.tenantry.changes.Approvals;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Plans of running a block or set for many people: what would run for whom, whether somebody else has to agree by the rules that
 * hold for changes, and handing it over to a job. Inverses that job takes back what can be.
 */
@Component
public class CommandPlans {
    /** What {@link #list} can be filtered and sorted by. */
    public static final Catalogue FIELDS = PlanRows.FIELDS;

    private static final int COMMENT_LENGTH_MAX = 2_000;
    private static final int PEOPLE_MAX = 1_000;

    private final Access access;
    private final CommandJobs jobs;
    private final PlanRows rows;
    private final PlanWork work;
    private final Approvals approvals;

    CommandPlans(Access access, CommandJobs jobs, PlanRows rows, PlanWork work, Approvals approvals) {
        this.access = access;
        this.jobs = jobs;
        this.rows = rows;
        this.work = work;
        this.approvals = approvals;
    }

    /**
     * Works out what a block or set would do for each of many people, and keeps that as a plan. Nothing is run.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code change.write} and what running it needs, (NOT_FOUND), (MALFORMED)
     */
    public CommandPlan plan(
            Caller caller,
            OrganizationId organization,
            UUID blockId,
            Aim aim,
            JobRequest request,
            @Nullable String title) {
        access.require(caller, Permission.CHANGE_WRITE, organization);
        CommandJobs.Allowed allowed = jobs.allowed(caller, organization, blockId, aim, request);
        return work.plan(
                caller, allowed.reach(), new PlanWork.Wanted(organization, allowed.block(), aim, request, title));
    }

    /** Plans of every organization where the caller holds {@code change.read}. */
    public Page<CommandPlan> list(Caller caller, ListQuery query) {
        return rows.list(access.require(caller, Permission.CHANGE_READ), query);
    }

    /** One of them. */
    public CommandPlan get(Caller caller, UUID id) {
        CommandPlan plan = rows.find(access.require(caller, Permission.CHANGE_READ), id);
        if (plan == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such plan within reach");
        }
        return plan;
    }

    /** Some of its people in their order, those after a number. */
    public List<CommandPlan.Person> people(Caller caller, UUID id, int after) {
        CommandPlan plan = get(caller, id);
        return rows.people(access.require(caller, Permission.CHANGE_READ), plan, after, PEOPLE_MAX);
    }

    /**
     * Agrees to somebody else's plan, or refuses it.
     *
     * @param hash of the plan that the caller has looked at
     * @throws Refusal (NOT_PERMITTED) without {@code change.approve} or for a plan of one's own, (CONFLICT)
     */
    public CommandPlan decide(Caller caller, UUID id, String hash, boolean approves, @Nullable String comment) {
        caller.requireInPerson();
        Refusal.unless(
                comment == null || comment.length() <= COMMENT_LENGTH_MAX,
                Refusal.Reason.MALFORMED,
                "A comment has at most " + COMMENT_LENGTH_MAX + " characters",
                "comment");
        CommandPlan plan = get(caller, id);
        Reach reach = access.require(caller, Permission.CHANGE_APPROVE, plan.organization());
        approvals.refuseOwn(caller, plan.requestedById());
        return work.decide(caller, reach, same(plan, hash), approves, comment);
    }

    /**
     * Hands a plan over to a job, with the rights of whoever applies it.
     *
     * @throws Refusal (CONFLICT) while somebody has to agree, when it is too old, or when it would do something else by now
     */
    public CommandPlan apply(Caller caller, UUID id, String hash) {
        CommandPlan plan = same(get(caller, id), hash);
        OrganizationId organization = plan.organization();
        Reach reach = access.require(caller, Permission.CHANGE_WRITE, organization);
        for (Permission permission : work.block(plan).permissionsToRun()) {
            reach = access.require(caller, permission, organization);
        }
        return work.apply(caller, reach, plan);
    }

    /** Gives a plan up before it is applied. */
    public CommandPlan cancel(Caller caller, UUID id) {
        CommandPlan plan = get(caller, id);
        Reach reach = access.require(caller, Permission.CHANGE_WRITE, plan.organization());
        return work.cancel(caller, reach, plan);
    }

    private static CommandPlan same(CommandPlan plan, String hash) {
        Refusal.unless(
                plan.hash().equals(hash), Refusal.Reason.CONFLICT, "The plan is not the one with this hash", "hash");
        return plan;
    }
}
