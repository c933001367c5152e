package io.tenantry.changes;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.changes.internal.ChangeRows;
import io.tenantry.changes.internal.Linking;
import io.tenantry.changes.internal.PlanNews;
import io.tenantry.changes.internal.Planning;
import io.tenantry.changes.internal.PreparedSql;
import io.tenantry.changes.internal.RuleRows;
import io.tenantry.changes.internal.RunRows;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Plans about people or groups that another part of the hub works out in a transaction of its own, as an import does from its file.
 * It fills the temporary table {@link #TABLE}, a row a target; from then on they are plans like all others: listed, approved, applied, undone.
 * Whoever is fast at it may also do them himself, in the same transaction.
 */
@Component
public class PreparedChanges {
    /**
     * What is prepared: {@code line} numbers the targets, {@code before} and {@code after} hold members by column, and who is made
     * has {@code "created": true} in {@code after}. {@code links} names groups and products as a {@link RowEdit} does, under
     * {@code addTo}, {@code removeFrom}, {@code assign} and {@code unassign}; null where nobody spoke of them. Who has a
     * {@code problem} is left alone.
     */
    public static final String TABLE =
            "prepared (line, target_id, target_name, version, before, after, links, problem)";

    private final ChangeRows rows;
    private final Planning planning;
    private final Linking linking;
    private final RuleRows rules;
    private final PlanNews news;
    private final ChangeWork work;

    PreparedChanges(
            ChangeRows rows, Planning planning, Linking linking, RuleRows rules, PlanNews news, ChangeWork work) {
        this.work = work;
        this.rules = rules;
        this.rows = rows;
        this.planning = planning;
        this.linking = linking;
        this.news = news;
    }

    /**
     * What is prepared, apart from its targets.
     *
     * @param subject what the targets are
     * @param members the columns that are planned
     * @param unchanged how many were looked at and are already as they are to be
     * @param permissions what whoever applies it has to be allowed
     */
    public record Heading(
            String title,
            Subject subject,
            Map<String, ?> request,
            List<String> members,
            long unchanged,
            Set<Permission> permissions) {}

    /**
     * Looks up the groups and products that are named, and adds them to what is planned.
     *
     * @return what changing them needs
     * @throws io.tenantry.kernel.Refusal (NOT_PERMITTED) when the caller may not change one of them
     */
    public Set<Permission> link(Session session, Caller caller, OrganizationId organization) {
        return linking.find(session, caller, organization);
    }

    /**
     * Whether the organization, or one above it, has said itself which plans need somebody's agreement. The hub's usual rules are for
     * plans that are made to be looked at.
     */
    public boolean hasRules(OrganizationId organization) {
        return !rules.isUsual(organization);
    }

    /** Whether somebody else has to agree to a plan first. */
    public boolean waits(Session session, UUID id) {
        return Changes.found(rows.hold(session, id)).state() == Change.State.WAITING;
    }

    /** Keeps it as a plan that can be applied. Targets that turn out to be blocked get a problem. */
    public UUID plan(Session session, Caller caller, OrganizationId organization, Heading heading) {
        UUID id = Ids.next();
        session.run(PreparedSql.INSERT, organization.value(), id, false, false);
        Planning.Heading plan = of(session, heading);
        planning.keep(session, caller, Planning.Field.in(organization, plan.permissions()), id, plan, beside(heading));
        session.run(PreparedSql.TAKE_PROBLEMS, id);
        return id;
    }

    /** Does what is left of a plan when the properties of its people have been written: their groups and licences. */
    public void finish(Session session, Caller caller, UUID id) {
        linking.apply(session, caller, Changes.found(rows.hold(session, id)));
        session.run(PreparedSql.SETTLE, id);
        done(session, caller, id);
    }

    /** Lets a plan be carried out in the background, as it has to be where its people live at a provider. */
    public void start(Session session, Caller caller, UUID id) {
        Change plan = Changes.found(rows.hold(session, id));
        RunRows.agree(session, id);
        RunRows.start(session, id, caller.actor());
        news.told(session, caller.actor(), plan, "change.apply", Map.of("hash", plan.hash()));
    }

    /** Begins with what has been started, once that transaction is over. */
    public void soon() {
        work.soon();
    }

    /** How far a plan is. */
    public Change find(OrganizationId organization, UUID id) {
        return Changes.found(rows.find(new Reach.Some(Set.of(organization)), id));
    }

    /** Why targets of a plan that is at its end were not changed, by their lines. */
    public Map<Long, String> leftOver(OrganizationId organization, Change plan) {
        String problem = plan.problem();
        return rows.leftOver(organization, plan.id(), problem == null ? ChangeRuns.told(plan.state()) : problem);
    }

    /** Keeps it as a change that has been done. */
    public UUID keepDone(Session session, Caller caller, OrganizationId organization, Heading heading) {
        UUID id = Ids.next();
        session.run(PreparedSql.INSERT, organization.value(), id, true, true);
        Planning.Heading plan = of(session, heading);
        planning.keepDone(
                session, caller, Planning.Field.in(organization, plan.permissions()), id, plan, beside(heading));
        done(session, caller, id);
        return id;
    }

    private void done(Session session, Caller caller, UUID id) {
        RunRows.done(session, id, caller.actor());
        news.told(session, caller.actor(), Changes.found(rows.hold(session, id)), "change.done", null);
    }

    private Planning.Heading of(Session session, Heading heading) {
        Set<String> permissions = new TreeSet<>();
        heading.permissions().forEach(permission -> permissions.add(permission.wireName()));
        return new Planning.Heading(
                heading.title(),
                heading.subject(),
                heading.request(),
                PreparedSql.kinds(session),
                heading.members(),
                List.copyOf(permissions),
                null);
    }

    private static Planning.Beside beside(Heading heading) {
        return new Planning.Beside(heading.unchanged(), List.of());
    }
}
