package io.tenantry.changes.internal;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.RowEdit;
import io.tenantry.changes.Subject;
import io.tenantry.directory.Group;
import io.tenantry.directory.UserField;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works plans out from the rows of a file. */
@Component
public class RowPlanning {
    private static final String GROUPS =
            "SELECT DISTINCT g.id, g.kind FROM linked_groups l JOIN groups g ON g.id = l.id"
                    + " AND g.organization_id = ?";

    private final Database database;
    private final Access access;
    private final Guards guards;
    private final Planning planning;
    private final PlanNews news;

    RowPlanning(Database database, Access access, Guards guards, Planning planning, PlanNews news) {
        this.database = database;
        this.access = access;
        this.guards = guards;
        this.planning = planning;
        this.news = news;
    }

    private record Named(UUID id, Group.Kind kind) {}

    /**
     * What a file says.
     *
     * @param creates whether rows about people who are not there make them
     */
    public record Rows(List<RowEdit> edits, boolean creates) {}

    /** Makes the plan and tells its id. The caller has been asked for what rows about people need, but not for groups. */
    public UUID plan(
            Caller caller, OrganizationId organization, @Nullable String title, Rows file, Set<Permission> needed) {
        List<RowEdit> rows = file.edits();
        return database.transaction(new Reach.Some(Set.of(organization)), session -> {
            session.list(Planning.PATIENCE, row -> true);
            session.run(RowSql.TABLE);
            session.runAll(
                    RowSql.ADD,
                    rows.stream().map(row -> values(row, file.creates())).toList());
            session.run(RowSql.LINK_GROUPS, organization.value());
            session.run(RowSql.LINK_LICENSES);
            session.run(RowSql.DOUBT_GROUPS);
            session.run(RowSql.DOUBT_LICENSES);
            session.run("ANALYZE wished");
            Set<String> permissions = new TreeSet<>();
            needed.forEach(permission -> permissions.add(permission.wireName()));
            permissions.addAll(ofGroups(session, caller, organization));
            UUID id = Ids.next();
            UUID home = organization.value();
            long kept =
                    Objects.requireNonNull(session.first(RowSql.INSERT, row -> row.getLong(1), home, home, home, id));
            boolean makes = Boolean.TRUE.equals(session.first(RowSql.MAKES, row -> row.getBoolean(1), id));
            Map<String, Object> request = new LinkedHashMap<>();
            request.put("rows", rows.size());
            Planning.Heading heading = new Planning.Heading(
                    title, Subject.USER, request, kinds(rows, makes), members(rows), List.copyOf(permissions), null);
            planning.keep(
                    session,
                    caller,
                    new Planning.Field(
                            new Reach.Some(Set.of(organization)),
                            null,
                            List.of(),
                            organization,
                            List.copyOf(permissions)),
                    id,
                    heading,
                    new Planning.Beside(rows.size() - kept, List.of()));
            return id;
        });
    }

    private @Nullable Object[] values(RowEdit row, boolean creates) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        row.set().forEach((property, value) -> members.put(property.column(), value));
        Map<String, List<String>> links = new LinkedHashMap<>();
        links.put("addTo", row.addTo());
        links.put("removeFrom", row.removeFrom());
        links.put("assign", row.assign());
        links.put("unassign", row.unassign());
        return new @Nullable Object[] {
            row.line(),
            row.id(),
            row.name(),
            news.json(members),
            news.json(links),
            row.problem(),
            creates && row.id() == null
        };
    }

    private List<String> ofGroups(Session session, Caller caller, OrganizationId organization) {
        List<String> needed = new ArrayList<>();
        List<Named> groups = session.list(
                GROUPS,
                row -> new Named(row.getObject(1, UUID.class), Group.Kind.ofStored(row.getString(2))),
                organization.value());
        for (Named group : groups) {
            Permission permission = GroupKinds.toWrite(group.kind());
            access.require(caller, permission, organization);
            guards.mayChangeMembers(caller, organization, group.id(), List.of());
            needed.add(permission.wireName());
        }
        return needed;
    }

    private static List<EditKind> kinds(List<RowEdit> rows, boolean makes) {
        Set<EditKind> kinds = new TreeSet<>();
        if (makes) {
            kinds.add(EditKind.CREATE);
        }
        for (RowEdit row : rows) {
            Object enabled = row.set().get(UserField.ACCOUNT_ENABLED);
            if (enabled != null) {
                kinds.add(enabled.equals(true) ? EditKind.ENABLE : EditKind.DISABLE);
            }
            if (row.set().size() > (enabled == null ? 0 : 1)) {
                kinds.add(EditKind.SET);
            }
            if (row.changesMemberships()) {
                kinds.add(EditKind.MEMBERSHIPS);
            }
            if (row.changesLicenses()) {
                kinds.add(EditKind.LICENSES);
            }
        }
        return List.copyOf(kinds);
    }

    private static List<String> members(List<RowEdit> rows) {
        Set<String> members = new LinkedHashSet<>();
        for (RowEdit row : rows) {
            row.set().keySet().forEach(property -> members.add(property.column()));
        }
        if (members.contains(UserField.ACCOUNT_ENABLED.column())) {
            members.add(UserField.INACTIVE_REASON.column());
        }
        return List.copyOf(members);
    }
}
