package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.changes.Change;
import io.tenantry.changes.ChangeFiles;
import io.tenantry.changes.Changes;
import io.tenantry.changes.RowEdit;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.ReclaimRows;
import io.tenantry.usage.internal.ReclaimSteps;
import io.tenantry.usage.internal.SavingRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes waste back by a plan of the module for changes, so that it is seen, approved where that is asked for, and can be undone.
 * {@link ReclaimWork} does what follows once the plan has been carried out.
 */
@Component
public class Reclaims {
    private static final int SAVINGS_MAX = 10_000;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final ReclaimRows rows;
    private final Plans plans;
    private final ReclaimWork work;

    Reclaims(Database database, Access access, AuditTrail audit, ReclaimRows rows, Plans plans, ReclaimWork work) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.rows = rows;
        this.plans = plans;
        this.work = work;
    }

    /** What is to be reclaimed, and the plans for it. */
    @Component
    record Plans(Changes changes, ChangeFiles files, SavingRows savings) {}

    /** What the ledger may be filtered and sorted by. */
    public static Catalogue ledgerFields() {
        return ReclaimRows.LEDGER;
    }

    /**
     * Plans to take savings back. Needs {@code saas.consolidation.view.crud}, what the plan needs, and to lower subscriptions
     * {@code organization.plan.write}.
     *
     * @throws Refusal (NOT_PERMITTED), (MALFORMED) for a saving that is none any more or that the hub cannot take back, or when
     *     seats that nobody has are not to be taken off their subscription
     */
    public Reclaim plan(
            Caller caller, OrganizationId organization, Collection<UUID> ids, boolean lowers, @Nullable String title) {
        Reach reach = access.require(caller, Permission.USAGE_WRITE, organization);
        if (lowers) {
            access.require(caller, Permission.ORGANIZATION_PLAN_WRITE, organization);
        }
        List<Saving> wanted = wanted(reach, organization, Set.copyOf(ids));
        Refusal.unless(
                lowers || wanted.stream().allMatch(saving -> saving.user() != null),
                Refusal.Reason.MALFORMED,
                "Seats that nobody has are saved by lowering the subscription only",
                "lowerSubscriptions");
        List<RowEdit> edits = edits(wanted);
        Change change = edits.isEmpty() ? null : plans.files().plan(caller, organization, title, edits, false);
        UUID id = Ids.next();
        database.change(reach, session -> {
            ReclaimRows.insert(session, organization, id, change == null ? null : change.id(), lowers, caller.actor());
            rows.insertItems(session, organization, id, wanted);
            audit.record(
                    session,
                    caller.actor(),
                    AuditEvent.done(
                            organization,
                            "reclaim.plan",
                            new AuditEvent.Target("reclaim", id.toString(), title, null),
                            null,
                            Map.of("savings", wanted.size(), "lowers", lowers)));
        });
        if (change == null) {
            work.lowerAtOnce(caller, organization, id);
        }
        return get(caller, organization, id);
    }

    /**
     * One reclaim with all that became of it. Under {@code saas.consolidation.view.r}.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND)
     */
    public Reclaim get(Caller caller, OrganizationId organization, UUID id) {
        Reclaim found = rows.find(access.require(caller, Permission.USAGE_READ, organization), organization, id);
        if (found == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such reclaim");
        }
        return found;
    }

    /** The newest, at most a hundred, without their items. */
    public List<Reclaim> list(Caller caller, OrganizationId organization) {
        return rows.list(access.require(caller, Permission.USAGE_READ, organization), organization);
    }

    /** What was really saved, over all reclaims. */
    public Page<Reclaim.Item> ledger(Caller caller, OrganizationId organization, ListQuery query) {
        return rows.ledger(access.require(caller, Permission.USAGE_READ, organization), organization, query);
    }

    /**
     * Gives everything back: subscriptions are raised again at once, licences by a plan, which the answer names and which has to be
     * applied. Needs what {@link #plan} does.
     *
     * @throws Refusal (CONFLICT) while there is nothing to give back
     */
    public Reclaim undo(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.USAGE_WRITE, organization);
        Reclaim reclaim = get(caller, organization, id);
        Refusal.unless(
                reclaim.state() == Reclaim.State.DONE && reclaim.undo() == null,
                Refusal.Reason.CONFLICT,
                "Only what was reclaimed can be given back, and only once");
        work.raise(caller, reclaim);
        UUID change = reclaim.change();
        Change undo = change == null ? null : plans.changes().undo(caller, change, List.of());
        database.change(reach, session -> {
            ReclaimSteps.undoing(session, organization, id, undo == null ? null : undo.id());
            audit.record(
                    session,
                    caller.actor(),
                    AuditEvent.done(
                            organization,
                            "reclaim.undo",
                            new AuditEvent.Target("reclaim", id.toString(), null, null),
                            null,
                            null));
        });
        return get(caller, organization, id);
    }

    private List<Saving> wanted(Reach reach, OrganizationId organization, Set<UUID> ids) {
        Refusal.unless(
                !ids.isEmpty() && ids.size() <= SAVINGS_MAX,
                Refusal.Reason.MALFORMED,
                "From 1 to " + SAVINGS_MAX + " savings are reclaimed at once",
                "savings");
        List<Saving> found = plans.savings().some(reach, organization, ids);
        Refusal.unless(
                found.size() == ids.size(),
                Refusal.Reason.MALFORMED,
                "One of these is no saving of the organization, or none any more",
                "savings");
        for (Saving saving : found) {
            Refusal.unless(
                    saving.canReclaim(),
                    Refusal.Reason.MALFORMED,
                    "'" + saving.planName() + "' is no licence that the hub keeps, so it cannot take it back",
                    "savings");
        }
        return found;
    }

    /** One row a person, with all products that he is to lose. */
    private static List<RowEdit> edits(List<Saving> wanted) {
        Map<UUID, Set<String>> products = new LinkedHashMap<>();
        for (Saving saving : wanted) {
            UUID user = saving.user();
            if (user != null) {
                products.computeIfAbsent(user, key -> new LinkedHashSet<>()).add(String.valueOf(saving.sku()));
            }
        }
        List<RowEdit> edits = new ArrayList<>();
        products.forEach((user, skus) -> edits.add(new RowEdit(
                edits.size() + 1L, user, null, Map.of(), List.of(), List.of(), List.of(), List.copyOf(skus), null)));
        return edits;
    }
}
