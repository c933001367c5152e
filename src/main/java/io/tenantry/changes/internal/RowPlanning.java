package io.tenantry.changes.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.RowEdit;
import io.tenantry.changes.Subject;
import io.tenantry.directory.UserField;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works plans out from the rows of a file. */
@Component
public class RowPlanning {
    private final Database database;
    private final NamedLinks links;
    private final Planning planning;
    private final PlanNews news;

    RowPlanning(Database database, NamedLinks links, Planning planning, PlanNews news) {
        this.database = database;
        this.links = links;
        this.planning = planning;
        this.news = news;
    }

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
            Set<Permission> ofLinks = links.find(session, caller, organization);
            session.run("ANALYZE wished");
            Set<String> permissions = new TreeSet<>();
            Stream.concat(needed.stream(), ofLinks.stream()).forEach(needs -> permissions.add(needs.wireName()));
            UUID id = Ids.next();
            UUID home = organization.value();
            long kept = Objects.requireNonNull(
                    session.first(RowSql.INSERT, row -> row.getLong(1), home, home, home, home, id));
            boolean makes = Boolean.TRUE.equals(session.first(RowSql.MAKES, row -> row.getBoolean(1), id));
            Map<String, Object> request = new LinkedHashMap<>();
            request.put("rows", rows.size());
            Planning.Heading heading = new Planning.Heading(
                    title, Subject.USER, request, kinds(rows, makes), members(rows), List.copyOf(permissions), null);
            planning.keep(
                    session,
                    caller,
                    Planning.Field.in(organization, List.copyOf(permissions)),
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
