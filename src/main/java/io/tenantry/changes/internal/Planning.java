package io.tenantry.changes.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Reach;
import io.tenantry.changes.Change;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.ChangeRequest;
import io.tenantry.changes.ChangeRule;
import io.tenantry.changes.ChangeSettings;
import io.tenantry.changes.Edit;
import io.tenantry.changes.Subject;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works plans out and keeps them, each in one transaction. */
@Component
public class Planning {
    static final String PATIENCE =
            "SELECT set_config('statement_timeout', '120s', true)," + " set_config('work_mem', '64MB', true)";

    private static final String KEEP = """
            INSERT INTO changes (organization_id, id, organizations, title, subject, request, edits, members, permissions, undoes, state, hash,
                targets, blocked, unchanged, privileged, missing, cost, approval_reasons, requested_by_id, requested_by, expires_at)
            VALUES (?, ?, ?::uuid[], ?, ?, ?::jsonb, ?::text[], ?::text[], ?::text[], ?::uuid, ?, ?, ?, ?, ?, ?, ?::text[], ?::jsonb, ?::text[],
                ?::uuid, ?, transaction_timestamp() + ?::interval)
            """;

    private final Database database;
    private final Guards guards;
    private final Blocking blocking;
    private final RuleRows rules;
    private final PlanNews news;
    private final ChangeSettings settings;

    Planning(
            Database database,
            Guards guards,
            Blocking blocking,
            RuleRows rules,
            PlanNews news,
            ChangeSettings settings) {
        this.database = database;
        this.guards = guards;
        this.blocking = blocking;
        this.rules = rules;
        this.news = news;
        this.settings = settings;
    }

    /**
     * Where a plan may look.
     *
     * @param organizations by id, or null for everywhere the reach goes
     * @param kinds of groups
     * @param fallback whose the plan is when it has no target
     * @param permissions what is needed to apply it
     */
    public record Field(
            Reach reach,
            @Nullable List<UUID> organizations,
            List<String> kinds,
            OrganizationId fallback,
            List<String> permissions) {
        /** One organization, for a plan that knows its targets already. */
        public static Field in(OrganizationId organization, List<String> permissions) {
            return new Field(new Reach.Some(Set.of(organization)), null, List.of(), organization, permissions);
        }
    }

    /** What a plan is called and what it is about, apart from its targets. */
    public record Heading(
            @Nullable String title,
            Subject subject,
            Map<String, ?> request,
            List<EditKind> edits,
            List<String> members,
            List<String> permissions,
            @Nullable UUID undoes) {
        List<String> editNames() {
            return edits.stream().map(EditKind::stored).toList();
        }
    }

    /** What was looked for and not planned. */
    public record Beside(long unchanged, List<String> missing) {}

    /** Makes the plan and tells its id. */
    public UUID plan(Caller caller, Field field, ChangeRequest request) {
        Edit edit = request.edit();
        PlanSql statements = new PlanSql(request.selection(), edit, field.organizations(), field.kinds());
        return database.transaction(field.reach(), session -> {
            session.list(PATIENCE, row -> true);
            Links.check(session, edit);
            mayHandOut(session, caller, edit);
            UUID id = Ids.next();
            PlanSql.Statement insert = statements.insert(id, settings.targetsMax());
            long[] counts = Objects.requireNonNull(session.first(
                    insert.text(),
                    row -> new long[] {row.getLong(1), row.getLong(2)},
                    insert.values().toArray()));
            Refusal.unless(
                    counts[0] <= settings.targetsMax(),
                    Refusal.Reason.MALFORMED,
                    "A plan is about at most " + settings.targetsMax() + " things; please say more closely which",
                    "filter");
            List<String> missing = request.selection().isNamed() ? missing(session, statements) : List.of();
            Heading heading = new Heading(
                    request.title(),
                    request.selection().subject(),
                    request.written(),
                    kinds(edit),
                    members(edit),
                    field.permissions(),
                    null);
            keep(session, caller, field, id, heading, new Beside(counts[0] - counts[1], missing));
            return id;
        });
    }

    /** What its targets come to. */
    private record Found(List<Sums.Part> parts, Change.@Nullable Cost cost, List<String> reasons, Beside beside) {}

    /** Looks at the targets that a transaction has just written, and keeps the plan they are. */
    public void keep(Session session, Caller caller, Field field, UUID id, Heading heading, Beside beside) {
        blocking.block(session, caller, id, heading.subject(), Blocking.Work.of(heading.editNames()));
        List<Sums.Part> parts = Sums.parts(session, id);
        Change.Cost cost = heading.edits().contains(EditKind.LICENSES) ? Sums.cost(session, id) : null;
        Found found = new Found(parts, cost, reasons(heading, parts, cost), beside);
        news.planned(session, caller.actor(), id, keep(session, caller, field, id, heading, found), heading);
    }

    /** Keeps what the same transaction has done already, so nobody is asked any more. */
    public void keepDone(Session session, Caller caller, Field field, UUID id, Heading heading, Beside beside) {
        Holders.mark(session, id);
        keep(session, caller, field, id, heading, new Found(Sums.parts(session, id), null, List.of(), beside));
    }

    /** Writes the plan down, and tells whose it is. */
    private OrganizationId keep(Session session, Caller caller, Field field, UUID id, Heading heading, Found found) {
        List<Sums.Part> parts = found.parts();
        Change.Cost cost = found.cost();
        List<String> reasons = found.reasons();
        List<UUID> organizations = parts.isEmpty()
                ? List.of(field.fallback().value())
                : parts.stream().map(Sums.Part::organization).toList();
        String hash = Sums.hash(session, id);
        session.run(
                KEEP,
                organizations.getFirst(),
                id,
                organizations,
                heading.title(),
                heading.subject().stored(),
                news.json(heading.request()),
                heading.editNames(),
                heading.members(),
                heading.permissions(),
                heading.undoes(),
                reasons.isEmpty() ? "planned" : "waiting",
                hash,
                parts.stream().mapToLong(Sums.Part::planned).sum(),
                parts.stream().mapToLong(Sums.Part::blocked).sum(),
                found.beside().unchanged(),
                parts.stream().mapToLong(Sums.Part::privileged).sum(),
                found.beside().missing(),
                cost == null ? null : news.json(cost),
                reasons,
                caller.actor().id(),
                caller.actor().name(),
                settings.goodFor().toSeconds() + " seconds");
        return new OrganizationId(organizations.getFirst());
    }

    /** Whoever puts people into groups hands out what the groups may. */
    private void mayHandOut(Session session, Caller caller, Edit edit) {
        for (Links.GroupLink group : Links.groups(session, edit)) {
            guards.mayChangeMembers(caller, group.organization(), group.id(), List.of());
        }
    }

    private static List<String> missing(Session session, PlanSql statements) {
        PlanSql.Statement missing = statements.missing();
        return session.list(
                missing.text(), row -> row.getString(1), missing.values().toArray());
    }

    /** The names of the rules that ask for somebody's agreement. */
    private List<String> reasons(Heading heading, List<Sums.Part> parts, Change.@Nullable Cost cost) {
        Map<UUID, RuleRows.Binding> binding =
                rules.binding(parts.stream().map(Sums.Part::organization).toList());
        Map<RuleRows.Binding, List<ChangeRule.Part>> together = new LinkedHashMap<>();
        for (Sums.Part part : parts) {
            together.computeIfAbsent(Objects.requireNonNull(binding.get(part.organization())), key -> new ArrayList<>())
                    .add(part.judged());
        }
        Set<EditKind> kinds = EnumSet.noneOf(EditKind.class);
        kinds.addAll(heading.edits());
        Set<String> reasons = new LinkedHashSet<>();
        together.forEach((rule, judged) -> rule.rules().stream()
                .filter(one -> one.asksFor(kinds, judged, cost))
                .map(ChangeRule::name)
                .forEach(reasons::add));
        return List.copyOf(reasons);
    }

    /** The columns that the plan writes. */
    private static List<String> members(Edit edit) {
        List<String> members = new ArrayList<>(
                edit.set().keySet().stream().map(Property::column).toList());
        if (edit.set().containsKey(UserField.ACCOUNT_ENABLED)) {
            members.add(UserField.INACTIVE_REASON.column());
        }
        return members;
    }

    /** What kinds of edits it is made of. */
    public static List<EditKind> kinds(Edit edit) {
        List<EditKind> kinds = new ArrayList<>();
        Object enabled = edit.set().get(UserField.ACCOUNT_ENABLED);
        if (edit.set().size() > (enabled == null ? 0 : 1)) {
            kinds.add(EditKind.SET);
        }
        if (enabled != null) {
            kinds.add(enabled.equals(true) ? EditKind.ENABLE : EditKind.DISABLE);
        }
        if (edit.deleted() != null) {
            kinds.add(edit.deleted() ? EditKind.DELETE : EditKind.RESTORE);
        }
        if (edit.changesMemberships()) {
            kinds.add(EditKind.MEMBERSHIPS);
        }
        if (edit.changesLicenses()) {
            kinds.add(EditKind.LICENSES);
        }
        return kinds;
    }
}
