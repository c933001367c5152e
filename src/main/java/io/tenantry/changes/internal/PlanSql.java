package io.tenantry.changes.internal;

import io.tenantry.changes.Edit;
import io.tenantry.changes.Selection;
import io.tenantry.changes.Subject;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.query.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one statement that works a plan out: it chooses the things, compares each with what is wanted, and keeps what differs. Its
 * values are bound; the columns it names are those of properties.
 */
final class PlanSql {
    private static final String GROUPS_WANTED = """
            , wanted_groups AS MATERIALIZED (
                SELECT g.organization_id, g.id, g.id = ANY (?::uuid[]) AS wanted FROM groups g
                WHERE g.id = ANY (?::uuid[]) AND g.deleted_at IS NULL)""";

    private static final String GROUPS_DIFFER = """
             LEFT JOIN LATERAL (
                SELECT jsonb_object_agg(g.id::text, NOT g.wanted) AS before, jsonb_object_agg(g.id::text, g.wanted) AS after
                FROM wanted_groups g
                WHERE g.organization_id = c.organization_id AND g.wanted <> EXISTS (
                    SELECT FROM memberships m WHERE m.organization_id = c.organization_id AND m.group_id = g.id
                      AND m.member_id = c.id AND m.living)) gr ON true""";

    private static final String LICENSES_WANTED = """
            , wanted_licenses AS MATERIALIZED (
                SELECT l.sku_id, l.plans::uuid[] AS plans FROM unnest(?::uuid[], ?::text[]) l (sku_id, plans)
                UNION ALL SELECT l.sku_id, NULL FROM unnest(?::uuid[]) l (sku_id))""";

    private static final String LICENSES_DIFFER = """
             LEFT JOIN LATERAL (
                SELECT jsonb_object_agg(l.sku_id::text, to_jsonb(p.disabled_plans)) AS before,
                    jsonb_object_agg(l.sku_id::text, to_jsonb(l.plans)) AS after
                FROM wanted_licenses l LEFT JOIN license_paths p ON p.organization_id = c.organization_id
                    AND p.user_id = c.id AND p.sku_id = l.sku_id AND p.via = c.id
                WHERE CASE WHEN l.plans IS NULL THEN p.user_id IS NOT NULL
                    ELSE p.user_id IS NULL OR NOT (p.disabled_plans @> l.plans AND p.disabled_plans <@ l.plans) END) li ON true""";

    private static final String KEEP = """
            , kept AS (
                INSERT INTO change_targets (organization_id, change_id, number, target_id, target_name, version, before,
                    after, state, reason)
                SELECT organization_id, ?, row_number() OVER (ORDER BY organization_id, id), id, name, version, before, after,
                    CASE WHEN is_system THEN 'blocked' ELSE 'planned' END,
                    CASE WHEN is_system THEN 'What belongs to the hub itself cannot be changed' END
                FROM worked WHERE after <> '{}' RETURNING number)
            SELECT (SELECT count(*) FROM chosen), (SELECT count(*) FROM kept)""";

    private static final int MISSING_SHOWN = 1_000;

    private final Selection selection;
    private final Edit edit;
    private final Subject subject;
    private final @Nullable List<UUID> organizations;
    private final List<String> kinds;

    /**
     * For one request.
     *
     * @param organizations where to look, or null for everywhere
     * @param kinds of groups, where groups are looked for
     */
    PlanSql(Selection selection, Edit edit, @Nullable List<UUID> organizations, List<String> kinds) {
        this.selection = selection;
        this.edit = edit;
        this.organizations = organizations;
        this.kinds = kinds;
        subject = selection.subject();
    }

    /** A statement with its values, some of which may be null. */
    record Statement(String text, List<@Nullable Object> values) {}

    /** Keeps the targets of a plan and answers two counts: the chosen, and those of them that differ. */
    Statement insert(UUID change, long most) {
        Sql chosen = chosen(most);
        List<@Nullable Object> values = new ArrayList<>(chosen.values());
        values.addAll(edit.set().values());
        if (edit.changesMemberships()) {
            values.add(edit.addTo());
            values.add(edit.groups());
        }
        if (edit.changesLicenses()) {
            values.add(edit.assign().stream().map(Edit.License::sku).toList());
            values.add(edit.assign().stream().map(PlanSql::plans).toList());
            values.add(edit.unassign());
        }
        values.add(change);
        String text =
                "WITH chosen AS MATERIALIZED (" + chosen.text() + "), wanted AS (SELECT 1 AS one" + wantedColumns()
                        + ")"
                        + (edit.changesMemberships() ? GROUPS_WANTED : "")
                        + (edit.changesLicenses() ? LICENSES_WANTED : "")
                        + ", worked AS (SELECT c.organization_id, c.id, c.name, c.version, c.is_system, " + pieces(true)
                        + " AS before, " + pieces(false) + " AS after FROM chosen c CROSS JOIN wanted w"
                        + (edit.changesMemberships() ? " " + GROUPS_DIFFER : "")
                        + (edit.changesLicenses() ? " " + LICENSES_DIFFER : "") + " OFFSET 0)" + KEEP;
        return new Statement(text, values);
    }

    /** Which of the named are not among those that are meant. */
    Statement missing() {
        List<@Nullable Object> values = new ArrayList<>();
        StringJoiner parts = new StringJoiner(" UNION ALL ");
        Sql within = within();
        String found = "SELECT FROM " + subject.table() + " t WHERE " + within.text();
        if (!selection.ids().isEmpty()) {
            parts.add("SELECT n::text AS n FROM unnest(?::uuid[]) n WHERE NOT EXISTS (" + found + " AND t.id = n)");
            values.add(selection.ids());
            values.addAll(within.values());
        }
        if (!selection.names().isEmpty()) {
            parts.add("SELECT n FROM unnest(?::text[]) n WHERE NOT EXISTS (" + found + " AND t.upn_ci = lower(n))");
            values.add(selection.names());
            values.addAll(within.values());
        }
        return new Statement("SELECT n FROM (" + parts + ") gone (n) LIMIT " + MISSING_SHOWN, values);
    }

    /** The things that are meant, whatever they look like. */
    private Sql chosen(long most) {
        StringJoiner columns = new StringJoiner(", ");
        columns.add("organization_id, id, " + subject.nameColumn() + " AS name, version, is_system");
        edit.set().keySet().forEach(property -> columns.add(property.column() + " AS now_" + property.column()));
        if (switches()) {
            columns.add("inactive_reason AS now_inactive_reason");
        }
        return Sql.of("SELECT " + columns + " FROM " + subject.table() + " WHERE ")
                .followedBy(meant().and(Sql.of(selection.filter())))
                .followedBy(Sql.of(" LIMIT ?", most + 1));
    }

    private Sql meant() {
        if (!selection.isNamed()) {
            return within();
        }
        Sql byId = Sql.of("id = ANY (?::uuid[])", selection.ids());
        return within().and(
                        selection.names().isEmpty()
                                ? byId
                                : byId.followedBy(" OR ")
                                        .followedBy(Sql.of(
                                                "upn_ci = ANY (ARRAY(SELECT lower(n) FROM unnest(?::text[]) n))",
                                                selection.names())));
    }

    /** What is there, or deleted, in the organizations. */
    private Sql within() {
        Sql within = Sql.of("deleted_at IS " + (selection.deleted() ? "NOT NULL" : "NULL"));
        if (organizations != null) {
            within = organizations.size() == 1
                    ? within.and(Sql.of("organization_id = ?", organizations.getFirst()))
                    : within.and(Sql.of("organization_id = ANY (?)", organizations));
        }
        return subject == Subject.GROUP ? within.and(Sql.of("kind = ANY (?)", kinds)) : within;
    }

    private String wantedColumns() {
        StringBuilder columns = new StringBuilder();
        for (Map.Entry<Property, @Nullable Object> member : edit.set().entrySet()) {
            columns.append(", ?::")
                    .append(type(member.getKey()))
                    .append(" AS ")
                    .append(member.getKey().column());
        }
        return columns.toString();
    }

    /** What differs, as one object: {@code '{}' || CASE … || …}. */
    private String pieces(boolean before) {
        StringBuilder pieces = new StringBuilder("'{}'::jsonb");
        for (Property property : edit.set().keySet()) {
            String column = property.column();
            pieces.append(
                    " || CASE WHEN c.now_%1$s IS DISTINCT FROM w.%1$s THEN jsonb_build_object('%1$s', %2$s) ELSE '{}' END"
                            .formatted(column, before ? "c.now_" + column : "w." + column));
        }
        if (switches()) {
            // The reason goes with the switch, so that taking it back brings the same reason back.
            pieces.append(
                    " || CASE WHEN c.now_account_enabled <> w.account_enabled THEN jsonb_build_object('inactive_reason', "
                            + (before ? "c.now_inactive_reason" : "CASE WHEN NOT w.account_enabled THEN 'manual' END")
                            + ") ELSE '{}' END");
        }
        String moment = before ? "before" : "after";
        if (edit.changesMemberships()) {
            pieces.append(linked("groups", "gr." + moment));
        }
        if (edit.changesLicenses()) {
            pieces.append(linked("licenses", "li." + moment));
        }
        if (edit.deleted() != null) {
            pieces.append(" || '{\"deleted\": %s}'".formatted(before != edit.deleted()));
        }
        return pieces.toString();
    }

    private boolean switches() {
        return edit.set().containsKey(UserField.ACCOUNT_ENABLED);
    }

    private static String linked(String name, String value) {
        return " || CASE WHEN %2$s IS NULL THEN '{}' ELSE jsonb_build_object('%1$s', %2$s) END".formatted(name, value);
    }

    static String plans(Edit.License license) {
        return "{"
                + String.join(
                        ",",
                        license.disabledPlans().stream().map(UUID::toString).toList()) + "}";
    }

    static String type(Property property) {
        return switch (property.kind()) {
            case TEXT -> "text";
            case LIST -> "text[]";
            case FLAG -> "boolean";
            case UUID -> "uuid";
            case INSTANT -> "timestamptz";
        };
    }
}
