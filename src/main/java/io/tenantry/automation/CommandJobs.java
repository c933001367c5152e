package io.tenantry.automation;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.automation.internal.BlockCatalogue;
import io.tenantry.automation.internal.JobLists;
import io.tenantry.automation.internal.JobMaker;
import io.tenantry.automation.internal.JobStore;
import io.tenantry.automation.internal.UndoJobs;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Jobs of command blocks. Whoever may see a block's jobs holds {@code command.jobs.read} and the block's own read action in
 * their organization; whoever runs it holds its write action there, and the permissions that its steps need.
 */
@Component
public class CommandJobs {
    /** What lists of jobs can be filtered and sorted by. */
    public static final Catalogue FIELDS = JobLists.FIELDS;

    private final Access access;
    private final BlockCatalogue catalogue;
    private final JobMaker maker;
    private final JobStore store;
    private final UndoJobs undoJobs;
    private final AuditTrail audit;

    CommandJobs(
            Access access,
            BlockCatalogue catalogue,
            JobMaker maker,
            JobStore store,
            UndoJobs undoJobs,
            AuditTrail audit) {
        this.access = access;
        this.catalogue = catalogue;
        this.maker = maker;
        this.store = store;
        this.undoJobs = undoJobs;
        this.audit = audit;
    }

    /**
     * Takes a job on.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND) when there is no such block or target, (MALFORMED) when the block is not one for
     *     such targets or the input does not fit, (PROVIDER_CANNOT) when it cannot be done for the organization
     */
    public Accepted run(Caller caller, OrganizationId organization, UUID blockId, Aim aim, JobRequest request) {
        Allowed allowed = allowed(caller, organization, blockId, aim, request);
        return maker.make(caller, allowed.reach(), organization, allowed.block(), aim, request);
    }

    /** A block that somebody may run, and where. */
    record Allowed(CommandBlock block, Reach reach) {}

    /** Refuses whoever may not run a block for what is aimed at. */
    Allowed allowed(Caller caller, OrganizationId organization, UUID blockId, Aim aim, JobRequest request) {
        CommandBlock block = block(caller, organization, blockId);
        Reach reach = Reach.nowhere();
        for (Permission permission : block.permissionsToRun()) {
            reach = access.require(caller, permission, organization);
        }
        if (request.scheduleId() != null) {
            access.require(caller, Permission.COMMAND_SCHEDULES_READ, organization);
        }
        if (aim instanceof Aim.ForFilter) {
            access.require(caller, Permission.USER_READ_BASIC, organization);
        }
        return new Allowed(block, reach);
    }

    /**
     * Takes a job on for an organization as a whole, asked for in the name of another one, such as its partner.
     *
     * @throws Refusal as the other; both organizations have to be in the caller's reach
     */
    public Accepted run(Caller caller, OrganizationId named, OrganizationId target, UUID blockId, JobRequest request) {
        block(caller, named, blockId);
        return run(caller, target, blockId, new Aim.ForOrganization(), request);
    }

    /** Jobs of every organization where the caller may see them. */
    public Page<Job> list(Caller caller, ListQuery query) {
        Reach reach = access.require(caller, Permission.COMMAND_JOBS_READ);
        return store.page(JobLists.visible(caller, reach), query);
    }

    /** Jobs of one organization. */
    public Page<Job> list(Caller caller, OrganizationId organization, ListQuery query) {
        Reach reach = access.require(caller, Permission.COMMAND_JOBS_READ, organization);
        return store.page(JobLists.visible(caller, reach), query);
    }

    /**
     * One job.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND)
     */
    public JobDetail get(Caller caller, OrganizationId organization, UUID blockId, UUID id) {
        access.require(caller, Permission.COMMAND_READ, organization);
        Reach reach = access.require(caller, Permission.COMMAND_JOBS_READ, organization);
        CommandBlock newest = catalogue.find(blockId);
        if (newest != null) {
            access.require(caller, newest.readAction(), organization);
        }
        JobDetail job = store.get(reach, organization, blockId, id);
        access.require(caller, job.block().readAction(), organization);
        return job;
    }

    /** One job of whichever block. */
    public JobDetail get(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.COMMAND_JOBS_READ, organization);
        return get(caller, organization, store.blockOf(reach, organization, id), id);
    }

    /** How far it is. */
    public JobProgress progress(Caller caller, OrganizationId organization, UUID id) {
        return store.progress(get(caller, organization, id));
    }

    /**
     * A block or set by its identifier or id.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code command.read} in the organization, (NOT_FOUND)
     */
    public CommandBlock named(Caller caller, OrganizationId organization, String name) {
        Reach reach = access.require(caller, Permission.COMMAND_READ, organization);
        CommandBlock block = catalogue.known(organization, name);
        if (block == null || !CommandBlocks.isWithin(reach, block)) {
            throw CommandBlocks.notFound();
        }
        return block;
    }

    /**
     * What undoing a job would bring back, and what nothing can bring back.
     *
     * @throws Refusal as {@link #get}
     */
    public List<Undoable> undoable(Caller caller, OrganizationId organization, UUID blockId, UUID id) {
        return undoJobs.preview(get(caller, organization, blockId, id));
    }

    /**
     * Takes a job on that undoes another, which is over; of a job for many, each part that has run.
     *
     * @throws Refusal as {@link #get}, and (CONFLICT) when nothing of it has an inverse, or somebody undoes it already
     */
    public Accepted undo(Caller caller, OrganizationId organization, UUID blockId, UUID id) {
        Job job = get(caller, organization, blockId, id).job();
        CommandBlock undo = undoJobs.block(job);
        Reach reach = Reach.nowhere();
        for (Permission permission : undo.permissionsToRun()) {
            reach = access.require(caller, permission, organization);
        }
        return undoJobs.make(caller, reach, job, undo);
    }

    /**
     * Ends a job before its next step.
     *
     * @throws Refusal as {@link #get}, and (CONFLICT) when it is over already
     */
    public JobDetail cancel(Caller caller, OrganizationId organization, UUID blockId, UUID id) {
        JobDetail job = get(caller, organization, blockId, id);
        Reach reach = access.require(caller, job.block().writeAction(), organization);
        Refusal.unless(store.cancel(reach, job.job()), Refusal.Reason.CONFLICT, "The job is over already");
        tell(caller, reach, job.job(), "command.job.cancel");
        return store.get(reach, organization, blockId, id);
    }

    /**
     * Tries a failed job again from the step that failed.
     *
     * @throws Refusal as {@link #get}, and (CONFLICT) when nothing of it has failed, or what did was undone
     */
    public JobDetail retry(Caller caller, OrganizationId organization, UUID blockId, UUID id) {
        JobDetail job = get(caller, organization, blockId, id);
        Reach reach = access.require(caller, job.block().writeAction(), organization);
        Refusal.unless(
                store.retry(reach, job.job()),
                Refusal.Reason.CONFLICT,
                job.job().status() == JobStatus.FAILED
                        ? "What the job had done before it failed was undone; run it anew"
                        : "Nothing of the job has failed");
        tell(caller, reach, job.job(), "command.job.retry");
        return store.get(reach, organization, blockId, id);
    }

    /**
     * How the jobs of a category and those below it went.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND) when there is no such category
     */
    public JobStats stats(Caller caller, UUID category, Duration period) {
        Reach reach = access.require(caller, Permission.COMMAND_JOBS_READ);
        return store.stats(JobLists.visible(caller, reach), category, period);
    }

    /** Whoever reaches nothing in the organization is not told which blocks there are. */
    private CommandBlock block(Caller caller, OrganizationId organization, UUID id) {
        access.require(caller, Permission.COMMAND_READ, organization);
        CommandBlock block = catalogue.find(id);
        if (block == null || !CommandBlocks.isWithin(caller.reach(Permission.COMMAND_READ), block)) {
            throw CommandBlocks.notFound();
        }
        return block;
    }

    private void tell(Caller caller, Reach reach, Job job, String action) {
        AuditEvent.Target target =
                new AuditEvent.Target("command job", job.id().toString(), job.blockIdentifier(), null);
        audit.recordAlone(reach, caller.actor(), AuditEvent.done(job.organization(), action, target, null, null));
    }
}
