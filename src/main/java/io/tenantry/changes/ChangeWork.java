package io.tenantry.changes;

import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.changes.internal.Applying;
import io.tenantry.changes.internal.Applying.Outcome;
import io.tenantry.changes.internal.Applying.Run;
import io.tenantry.changes.internal.WorkRows;
import io.tenantry.changes.internal.WorkRows.Claimed;
import io.tenantry.directory.AccountProviders;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.tenancy.OrganizationId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Applies plans in the background, on whichever node has room. A plan is in one node's hands at a time; when that node dies,
 * another goes on where it was.
 */
@Component
public class ChangeWork implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeWork.class);

    private final WorkRows rows;
    private final Applying applying;
    private final Callers callers;
    private final AccountProviders providers;
    private final ChangeSettings settings;
    private final Semaphore turns;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ChangeWork(WorkRows rows, Applying applying, Callers callers, AccountProviders providers, ChangeSettings settings) {
        this.providers = providers;
        this.rows = rows;
        this.applying = applying;
        this.callers = callers;
        this.settings = settings;
        turns = new Semaphore(settings.atOnce());
    }

    /** Begins with the plans that wait, as far as there is room. */
    public void work() {
        while (turns.tryAcquire()) {
            boolean begun = false;
            try {
                UUID worker = Ids.next();
                Claimed claimed = rows.claim(worker);
                if (claimed == null) {
                    return;
                }
                threads.execute(() -> {
                    try {
                        apply(claimed, worker);
                    } finally {
                        turns.release();
                    }
                });
                begun = true;
            } finally {
                if (!begun) {
                    turns.release();
                }
            }
        }
    }

    /** Begins at once rather than when work is looked for next. */
    void soon() {
        threads.execute(this::work);
    }

    /** Takes plans away that are older than they are kept. */
    public void forgetOld() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = rows.forget(settings.kept());
        }
    }

    private void apply(Claimed claimed, UUID worker) {
        int size = settings.chunk();
        Outcome outcome = Outcome.WENT_ON;
        try {
            while (outcome == Outcome.WENT_ON || outcome == Outcome.TOO_MUCH) {
                Caller caller;
                try {
                    caller = onBehalf(claimed);
                } catch (Refusal refusal) {
                    applying.pause(run(claimed, worker, hub(claimed.change().id())), refusal.getMessage());
                    return;
                }
                outcome = Thread.currentThread().isInterrupted()
                        ? Outcome.STOPPED
                        : applying.next(run(claimed, worker, caller), size);
                size = outcome == Outcome.TOO_MUCH ? Math.max(1, size / 2) : Math.min(settings.chunk(), size * 2);
            }
        } catch (DatabaseFailure failure) {
            // Nothing of the piece was written. Whoever claims the plan in half a minute goes on.
            LOG.warn(
                    "Change {} was cut off and will be gone on with",
                    claimed.change().id(),
                    failure);
        }
    }

    private Run run(Claimed claimed, UUID worker, Caller caller) {
        List<UUID> elsewhere = claimed.change().organizations().stream()
                .filter(providers::isElsewhere)
                .map(OrganizationId::value)
                .toList();
        return new Run(claimed.change(), worker, claimed.members(), elsewhere, caller);
    }

    /** Whoever applies the plan, as long as he still may. */
    private Caller onBehalf(Claimed claimed) {
        UUID appliedBy = claimed.appliedBy();
        UUID change = claimed.change().id();
        Caller caller =
                appliedBy == null ? hub(change) : callers.caller(appliedBy, "changes", Applying.correlation(change));
        for (String name : claimed.permissions()) {
            Permission permission = Permission.named(name);
            Refusal.unless(
                    claimed.change().organizations().stream().allMatch(caller.reach(permission)::covers),
                    Refusal.Reason.NOT_PERMITTED,
                    "Who applied this does not have the permission '" + name + "' everywhere any more",
                    name);
        }
        return caller;
    }

    private static Caller hub(UUID change) {
        Map<Permission, Reach> all = Arrays.stream(Permission.values())
                .collect(Collectors.toMap(Function.identity(), permission -> new Reach.Everything()));
        return new Caller(Actor.system(Applying.correlation(change)), all, "changes", 0);
    }

    /** Cuts plans off between two pieces; whoever looks for work next goes on. */
    @Override
    public void destroy() {
        threads.shutdownNow();
        threads.close();
    }
}
