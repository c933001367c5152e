package io.tenantry.microsoft.internal;

import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.MirrorRun;
import io.tenantry.microsoft.MirrorRun.Counts;
import io.tenantry.microsoft.MirrorRun.State;
import io.tenantry.microsoft.internal.Calls.Patience;
import io.tenantry.microsoft.internal.Graph.Page;
import io.tenantry.microsoft.internal.MirrorPurchases.Purchases;
import io.tenantry.microsoft.internal.MirrorRows.Standing;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings a mirror up to date. Each page is one transaction, together with the place where reading goes on and the run's progress:
 * a run that is cut off leaves whole pages behind, and the next one goes on after them.
 */
@Component
public class MirrorReading {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorReading.class);
    private static final int ATTEMPTS = 4;
    private static final String USERS = "users";
    private static final String GROUPS = "groups";

    private final Database database;
    private final ConnectionRows connections;
    private final MirrorRows rows;
    private final Graph graph;
    private final MirrorPurchases purchases;
    private final AuditTrail trail;

    MirrorReading(
            Database database,
            ConnectionRows connections,
            MirrorRows rows,
            Graph graph,
            MirrorPurchases purchases,
            AuditTrail trail) {
        this.database = database;
        this.connections = connections;
        this.rows = rows;
        this.graph = graph;
        this.purchases = purchases;
        this.trail = trail;
    }

    /** Does the run that was begun. What goes wrong is told in its row. */
    public void read(OrganizationId organization, UUID run, boolean full) {
        try {
            Tenant tenant = connections.tenant(organization);
            if (full) {
                rows.beginAnew(tenant);
            }
            everything(tenant, run);
            rows.finish(organization, run, State.DONE, null);
            tell(tenant, run);
        } catch (Refusal refusal) {
            rows.finish(organization, run, State.FAILED, refusal.getMessage());
        } catch (RuntimeException failure) {
            LOG.error("Reading the mirror of {} failed", organization, failure);
            rows.finish(
                    organization,
                    run,
                    State.FAILED,
                    "The hub could not finish this run; its log tells more about " + run);
        }
    }

    private void tell(Tenant tenant, UUID run) {
        MirrorRun done = rows.find(tenant.reach(), tenant.organization(), run);
        Instant finished = done == null ? null : done.finishedAt();
        if (done != null && finished != null && done.counts().tellsNews()) {
            LOG.info(
                    "The mirror of {} is up to date: {} users and {} groups read in {} ms",
                    tenant.organization(),
                    done.counts().usersRead(),
                    done.counts().groupsRead(),
                    Duration.between(done.startedAt(), finished).toMillis());
        }
    }

    private void everything(Tenant tenant, UUID run) {
        purchases(tenant, run);
        expect(tenant, run);
        pages(tenant, run, USERS);
        pages(tenant, run, GROUPS);
        boolean full = rows.standing(tenant).isFull();
        write(tenant, run, session -> {
            UUID organization = tenant.organization().value();
            Counts counts = Counts.NONE;
            if (full) {
                counts = MirrorUsers.removeUnseen(session, organization, run)
                        .and(MirrorGroups.removeUnseen(session, organization, run));
            }
            MirrorRows.complete(session, tenant, run);
            return counts;
        });
    }

    /** Lets those who watch see how far a reading of everything is. */
    private void expect(Tenant tenant, UUID run) {
        Long users = rows.standing(tenant).users() == null ? graph.count(tenant, "/users") : null;
        if (users != null) {
            rows.expect(tenant.organization(), run, users);
        }
    }

    private void purchases(Tenant tenant, UUID run) {
        Purchases read = purchases.read(tenant, Patience.MIRROR);
        write(tenant, run, session -> MirrorPurchases.write(session, tenant, read));
        String notice = read.notice();
        if (notice != null) {
            rows.notice(tenant.organization(), run, notice);
        }
    }

    /** Shows at once what a subscription's change did. What cannot be read now, the next run reads. */
    public void readPurchases(OrganizationId organization) {
        try {
            Tenant tenant = connections.tenant(organization);
            Purchases read = purchases.read(tenant, Patience.CALLER);
            database.change(tenant.reach(), session -> MirrorPurchases.write(session, tenant, read));
        } catch (Refusal notNow) {
            LOG.info("What {} has bought will be read by the next run: {}", organization, notNow.getMessage());
        }
    }

    private void pages(Tenant tenant, UUID run, String kind) {
        boolean users = kind.equals(USERS);
        String first = Service.GRAPH.base(tenant) + "/" + kind + "/delta?$select="
                + (users ? MirrorUsers.SELECT : MirrorGroups.SELECT);
        for (boolean more = true; more; ) {
            Standing standing = rows.standing(tenant);
            String link = users ? standing.users() : standing.groups();
            Page page = graph.page(tenant, link == null ? first : link);
            if (page == null) {
                Refusal.unless(
                        link != null, Refusal.Reason.PROVIDER_CANNOT, "Microsoft does not begin to tell its " + kind);
                LOG.info("Microsoft has forgotten where the mirror of {} was; it is read anew", tenant.organization());
                rows.beginAnew(tenant);
                everythingAnew(tenant, run, users);
                return;
            }
            String next = page.nextLink() == null ? page.deltaLink() : page.nextLink();
            Refusal.unless(next != null, Refusal.Reason.PROVIDER_CANNOT, "Microsoft does not tell how to go on");
            int size = page.items().size();
            write(tenant, run, session -> {
                UUID organization = tenant.organization().value();
                String items = Graph.list(page.items()).text();
                Counts counts = users
                        ? MirrorUsers.write(session, organization, items, size, standing.isFull())
                        : MirrorGroups.write(session, organization, items, size, standing.isFull());
                MirrorRows.goOn(session, tenant, kind, next);
                return counts;
            });
            more = page.nextLink() != null;
        }
    }

    /** When the groups' place was lost, users have to be read again too, since both are compared at the end. */
    private void everythingAnew(Tenant tenant, UUID run, boolean users) {
        pages(tenant, run, USERS);
        if (!users) {
            pages(tenant, run, GROUPS);
        }
    }

    private void write(Tenant tenant, UUID run, Function<Session, Counts> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                database.change(tenant.reach(), session -> {
                    session.list("SELECT set_config('statement_timeout', '5min', true)", row -> true);
                    Counts counts = work.apply(session);
                    if (counts.tellsNews()) {
                        trail.record(session, actor(run), event(tenant, counts));
                    }
                    MirrorRows.report(session, tenant.organization().value(), run, counts);
                });
                return;
            } catch (DatabaseFailure failure) {
                if (attempt == ATTEMPTS || !isOvertaken(failure)) {
                    throw failure;
                }
            }
        }
    }

    /** Somebody changed the same rows at the same moment. */
    private static boolean isOvertaken(DatabaseFailure failure) {
        return failure.violatesUnique("users_by_upn")
                || failure.violatesUnique("users_by_user_name")
                || failure.violatesUnique("users_by_object_id")
                || failure.violatesUnique("groups_by_object_id")
                || failure.isDeadlock();
    }

    private static Actor actor(UUID run) {
        return new Actor(null, Actor.Kind.SYSTEM, "Microsoft", null, null, "mirror-" + run);
    }

    private static AuditEvent event(Tenant tenant, Counts counts) {
        return AuditEvent.done(
                tenant.organization(),
                "mirror.change",
                new AuditEvent.Target("organization", tenant.organization().toString(), null, null),
                null,
                Map.of(
                        "users",
                        counts.usersCreated() + counts.usersChanged(),
                        "users_removed",
                        counts.usersRemoved(),
                        "groups",
                        counts.groupsChanged(),
                        "groups_removed",
                        counts.groupsRemoved(),
                        "members_added",
                        counts.membersAdded(),
                        "members_removed",
                        counts.membersRemoved(),
                        "licenses",
                        counts.licensesChanged(),
                        "subscriptions",
                        counts.subscriptionsChanged()));
    }
}
