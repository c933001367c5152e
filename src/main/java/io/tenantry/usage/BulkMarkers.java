package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.MarkerTaskRows;
import io.tenantry.usage.internal.MarkerWork;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Notes something of many people in one request. Whom that is about is worked out and kept at once; then it is done in the
 * background, some at a time, by whichever node. Each task can be taken back for as long as it is kept.
 */
@Component
public class BulkMarkers implements DisposableBean {
    private static final String NAME = "Bulk update users";
    private static final String UNDO = "Undo a bulk update of users";

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final People people;
    private final MarkerTaskRows rows;
    private final MarkerWork work;

    BulkMarkers(
            Database database, Access access, AuditTrail audit, People people, MarkerTaskRows rows, MarkerWork work) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.people = people;
        this.rows = rows;
        this.work = work;
    }

    /**
     * Makes a task and begins with it. Needs {@code saas.consolidation.view.r} and {@code saas.consolidation.view.crud}.
     *
     * @throws Refusal (NOT_PERMITTED)
     */
    public MarkerTask start(Caller caller, @Nullable OrganizationId organization, MarkerRequest request) {
        Reach reach = both(caller, organization);
        UUID id = Ids.next();
        OrganizationId owner = organization == null ? owner(caller, reach) : organization;
        MarkerRequest asked = new MarkerRequest(
                request.scope(),
                request.ids(),
                people.statusFilter().of(request.filter()),
                request.filterText(),
                request.edit());
        database.change(reach, session -> {
            rows.insert(session, new MarkerTaskRows.NewTask(owner, id, NAME, told(request), null, caller.actor()));
            long targets = rows.choose(session, owner, id, organization, asked);
            audit.record(session, caller.actor(), event(owner, id, NAME, told(request), targets));
        });
        work.soon();
        return found(rows.find(reach, id));
    }

    /**
     * A task, under {@code saas.consolidation.view.r}.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND), also when it was longer ago than tasks are kept
     */
    public MarkerTask get(Caller caller, UUID id) {
        return found(rows.find(access.require(caller, Permission.USAGE_READ), id));
    }

    /** The tasks that are kept, the newest first, at most a hundred. */
    public List<MarkerTask> list(Caller caller, @Nullable OrganizationId organization) {
        return rows.list(People.reach(access, caller, Permission.USAGE_READ, organization), organization);
    }

    /** Those a task could not mark, each with the reason, in their order; the next ones after a number of them. */
    public List<MarkerTask.Result> failed(Caller caller, UUID id, long skip, int most) {
        Reach reach = access.require(caller, Permission.USAGE_READ);
        return rows.failed(reach, found(rows.find(reach, id)), skip, most);
    }

    /** What became of each person that a task is about, in their order, after a number of them. */
    public List<MarkerTask.Result> results(Caller caller, UUID id, long skip, int most) {
        Reach reach = access.require(caller, Permission.USAGE_READ);
        return rows.results(reach, found(rows.find(reach, id)), skip, most);
    }

    /**
     * A task that gives everybody the markers back that he had before another. Who was marked again since is left alone, and is
     * named. Needs what {@link #start} does.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND), (CONFLICT) while the other task is at work
     */
    public MarkerTask undo(Caller caller, UUID id) {
        Reach reach = both(caller, null);
        MarkerTask undone = found(rows.find(reach, id));
        Refusal.unless(
                undone.state() != MarkerTask.State.RUNNING,
                Refusal.Reason.CONFLICT,
                "A task is undone when it is over");
        UUID undo = Ids.next();
        Map<String, Object> request = Map.of("undoes", id.toString());
        database.change(reach, session -> {
            OrganizationId owner = undone.organization();
            rows.insert(session, new MarkerTaskRows.NewTask(owner, undo, UNDO, request, id, caller.actor()));
            long targets = rows.chooseBack(session, undone, undo);
            audit.record(session, caller.actor(), event(owner, undo, UNDO, request, targets));
        });
        work.soon();
        return found(rows.find(reach, undo));
    }

    /** Goes on with tasks that this or another node has begun. */
    public void work() {
        work.all();
    }

    /** Forgets tasks that are kept long enough. */
    public void forgetOld() {
        rows.forgetOld();
    }

    @Override
    public void destroy() {
        work.stop();
    }

    private Reach both(Caller caller, @Nullable OrganizationId organization) {
        return People.reach(access, caller, Permission.USAGE_READ, organization)
                .shared(People.reach(access, caller, Permission.USAGE_WRITE, organization));
    }

    /** Whose a task over many organizations is: the caller's own, or one of those that he reaches. */
    private OrganizationId owner(Caller caller, Reach reach) {
        OrganizationId home = caller.home();
        if (home != null && reach.covers(home)) {
            return home;
        }
        return reach instanceof Reach.Some(var some)
                ? some.stream().findFirst().orElseThrow(BulkMarkers::nowhere)
                : Objects.requireNonNull(rows.root());
    }

    private static Refusal nowhere() {
        return new Refusal(
                Refusal.Reason.NOT_PERMITTED,
                "There is no organization where the caller has both permissions that this needs");
    }

    private static MarkerTask found(@Nullable MarkerTask task) {
        if (task == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such task");
        }
        return task;
    }

    private static Map<String, Object> told(MarkerRequest request) {
        return MarkerTaskRows.written(request);
    }

    private static AuditEvent event(
            OrganizationId organization, UUID id, String name, Map<String, Object> request, long targets) {
        return AuditEvent.done(
                organization,
                "people.mark",
                new AuditEvent.Target("marker task", id.toString(), name, null),
                null,
                Map.of("request", request, "people", targets));
    }
}
