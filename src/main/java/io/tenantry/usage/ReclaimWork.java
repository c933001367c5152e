package io.tenantry.usage;

import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.SubscriptionChange;
import io.tenantry.licensing.Subscriptions;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.ReclaimSteps;
import io.tenantry.usage.internal.ReclaimSteps.Free;
import io.tenantry.usage.internal.ReclaimSteps.Open;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What follows once a plan has taken licences away: what was saved goes into the ledger, and where that was asked for,
 * subscriptions are made smaller with the rights that whoever asked has by then.
 */
@Component
public class ReclaimWork {
    private static final Reach HUB = new Reach.Everything();

    private final Database database;
    private final Callers callers;
    private final Subscriptions subscriptions;
    private final ReclaimSteps steps;
    private final SavingSearch search;
    private final InstantSource clock;

    ReclaimWork(
            Database database,
            Callers callers,
            Subscriptions subscriptions,
            ReclaimSteps steps,
            SavingSearch search,
            InstantSource clock) {
        this.database = database;
        this.callers = callers;
        this.subscriptions = subscriptions;
        this.steps = steps;
        this.search = search;
        this.clock = clock;
    }

    /** Goes on with every reclaim whose plan is over, forwards or back. */
    public void work() {
        for (Open open : steps.over(HUB)) {
            if (!Thread.currentThread().isInterrupted()) {
                finish(open);
            }
        }
        for (Open open : steps.givenBack(HUB)) {
            database.change(HUB, session -> ReclaimSteps.takenBack(session, open, clock.instant()));
            search.in(open.organization());
        }
    }

    /** Where nobody holds any of the seats there is nothing to wait for. */
    void lowerAtOnce(Caller caller, OrganizationId organization, UUID id) {
        Open open = new Open(organization, id, null, true, true, caller.actor().id());
        boolean first = database.transaction(HUB, session -> ReclaimSteps.realise(session, open, clock.instant()));
        if (first) {
            complete(open, lower(caller, open));
        }
    }

    /** Raises again what was lowered, so that licences can be given back. */
    void raise(Caller caller, Reclaim reclaim) {
        for (Reclaim.Lowering lowering : reclaim.lowerings()) {
            if (lowering.raisedAt() == null) {
                int now = subscriptions
                        .get(caller, reclaim.organization(), lowering.subscription())
                        .quantity();
                subscriptions.change(
                        caller,
                        reclaim.organization(),
                        lowering.subscription(),
                        new SubscriptionChange(now + lowering.units(), null, null, null),
                        null);
                database.change(
                        HUB,
                        session -> ReclaimSteps.raised(
                                session, reclaim.organization(), reclaim.id(), lowering.subscription()));
            }
        }
    }

    private void finish(Open open) {
        if (!open.isApplied()) {
            database.change(HUB, session -> ReclaimSteps.drop(session, open));
            return;
        }
        boolean first = database.transaction(HUB, session -> ReclaimSteps.realise(session, open, clock.instant()));
        if (first) {
            complete(open, open.lowers() ? lowerFor(open) : null);
        }
    }

    private void complete(Open open, @Nullable String problem) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        database.change(HUB, session -> ReclaimSteps.done(session, open, today, problem));
        search.in(open.organization());
    }

    private @Nullable String lowerFor(Open open) {
        UUID requested = open.requestedBy();
        if (requested == null) {
            return "Nobody is known who asked for it";
        }
        try {
            return lower(callers.caller(requested, "reclaims", "reclaim-" + open.id()), open);
        } catch (Refusal refusal) {
            return refusal.getMessage();
        }
    }

    /** Makes subscriptions smaller by what came free, the largest first; tells what could not be done. */
    private @Nullable String lower(Caller caller, Open open) {
        List<String> problems = new ArrayList<>();
        for (Free free : steps.free(new Reach.Some(Set.of(open.organization())), open)) {
            int units = Math.min(free.units(), free.quantity() - 1);
            if (units <= 0) {
                problems.add("'" + free.name() + "' has one unit left; cancel it to save the last");
                continue;
            }
            database.change(HUB, session -> ReclaimSteps.lowered(session, open, free.subscription(), units));
            try {
                subscriptions.change(
                        caller,
                        open.organization(),
                        free.subscription(),
                        new SubscriptionChange(free.quantity() - units, null, null, null),
                        null);
            } catch (Refusal refusal) {
                database.change(HUB, session -> ReclaimSteps.notLowered(session, open, free.subscription()));
                problems.add("'" + free.name() + "' was not lowered: " + refusal.getMessage());
            }
        }
        return problems.isEmpty() ? null : String.join("; ", problems);
    }
}
