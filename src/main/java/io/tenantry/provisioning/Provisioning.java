package io.tenantry.provisioning;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Refusal;
import io.tenantry.provisioning.internal.ScimTargetRows;
import io.tenantry.provisioning.internal.TargetRuns;
import io.tenantry.provisioning.internal.TargetWork;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Planning and provisioning targets: when somebody asks, and by itself. A target is told by one node at a time. */
@Component
public class Provisioning implements DisposableBean {
    private final Access access;
    private final AuditTrail audit;
    private final ScimTargetRows targets;
    private final TargetRuns runs;
    private final TargetWork work;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore turns;

    Provisioning(
            Access access,
            AuditTrail audit,
            ScimTargetRows targets,
            TargetRuns runs,
            TargetWork work,
            ProvisioningSettings settings) {
        this.access = access;
        this.audit = audit;
        this.targets = targets;
        this.runs = runs;
        this.work = work;
        turns = new Semaphore(settings.atOnce());
    }

    /**
     * Works out in the background what a run would do; nothing is told. Needs {@code scimtarget.write}.
     *
     * @throws Refusal (CONFLICT) when a run of the target is going on
     */
    public ProvisioningRun plan(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.SCIM_TARGET_WRITE, organization);
        return start(caller, reach, ScimTargets.found(targets.find(reach, organization, id)), true, false);
    }

    /**
     * Tells the target in the background what changed. Needs {@code scimtarget.write}.
     *
     * @param force let any number of people leave
     * @throws Refusal (CONFLICT) when the present settings were not planned, or a run of the target is going on
     */
    public ProvisioningRun run(Caller caller, OrganizationId organization, UUID id, boolean force) {
        Reach reach = access.require(caller, Permission.SCIM_TARGET_WRITE, organization);
        ScimTarget target = ScimTargets.found(targets.find(reach, organization, id));
        Refusal.unless(
                target.isPlanned(),
                Refusal.Reason.CONFLICT,
                "Nobody has seen yet what these settings would do: plan the target first");
        return start(caller, reach, target, false, force);
    }

    private ProvisioningRun start(Caller caller, Reach reach, ScimTarget target, boolean isPlan, boolean force) {
        @Nullable UUID run = work.begin(target, isPlan, caller.actor().name());
        if (run == null) {
            throw new Refusal(Refusal.Reason.CONFLICT, "A run of this target is going on");
        }
        if (!isPlan) {
            audit.recordAlone(
                    reach, caller.actor(), ScimTargets.event("scimtarget.run", target, null, Map.of("force", force)));
        }
        threads.execute(() -> work.work(target, run, isPlan, force));
        return found(runs.find(reach, target, run));
    }

    /** The last fifty runs, the newest first. Needs {@code scimtarget.read}. */
    public List<ProvisioningRun> runs(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.SCIM_TARGET_READ, organization);
        return runs.list(reach, ScimTargets.found(targets.find(reach, organization, id)));
    }

    /** Needs {@code scimtarget.read}; refuses with NOT_FOUND. */
    public ProvisioningRun run(Caller caller, OrganizationId organization, UUID id, UUID run) {
        Reach reach = access.require(caller, Permission.SCIM_TARGET_READ, organization);
        return found(runs.find(reach, ScimTargets.found(targets.find(reach, organization, id)), run));
    }

    /** What the last plan would do, from a place on. Needs {@code scimtarget.read} and {@code user.readbasic}. */
    public List<PlanStep> steps(Caller caller, OrganizationId organization, UUID id, long after, int most) {
        access.require(caller, Permission.USER_READ_BASIC, organization);
        Reach reach = access.require(caller, Permission.SCIM_TARGET_READ, organization);
        return runs.steps(reach, ScimTargets.found(targets.find(reach, organization, id)), after, most);
    }

    /**
     * A place in the list of what was told.
     *
     * @param state only those in this state; null for all
     */
    public record From(@Nullable String state, String afterKind, UUID after) {}

    /** What was told, and what became of it. Needs {@code scimtarget.read} and {@code user.readbasic}. */
    public List<ToldObject> objects(Caller caller, OrganizationId organization, UUID id, From from, int most) {
        access.require(caller, Permission.USER_READ_BASIC, organization);
        Reach reach = access.require(caller, Permission.SCIM_TARGET_READ, organization);
        ScimTarget target = ScimTargets.found(targets.find(reach, organization, id));
        return work.objects().list(reach, target, from.state(), from.afterKind(), from.after(), most);
    }

    /** Tells the targets whose turn it is, in the background. */
    public void runDue() {
        for (ScimTarget target : targets.due()) {
            if (!turns.tryAcquire()) {
                return;
            }
            boolean started = false;
            try {
                @Nullable UUID run = work.begin(target, false, "tenantry");
                if (run != null) {
                    threads.execute(() -> {
                        try {
                            work.work(target, run, false, false);
                        } finally {
                            turns.release();
                        }
                    });
                    started = true;
                }
            } finally {
                if (!started) {
                    turns.release();
                }
            }
        }
    }

    private static ProvisioningRun found(@Nullable ProvisioningRun run) {
        if (run == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The target has no such run");
        }
        return run;
    }

    /** Cuts runs off between two calls; whoever runs next goes on. */
    @Override
    public void destroy() {
        threads.shutdownNow();
        threads.close();
    }
}
