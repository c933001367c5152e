package io.tenantry.changes.internal;

import io.tenantry.changes.Change.EditKind;
import io.tenantry.platform.database.Session;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The statements that turn the temporary table {@code prepared} into a plan. */
public final class PreparedSql {
    /** Values: the organization, the change, whether it has been done, twice. */
    public static final String INSERT = """
            INSERT INTO change_targets (organization_id, change_id, number, target_id, target_name, version, before, after, state,
                reason, applied_version)
            SELECT ?, ?, line, target_id, target_name, version, before, after,
                CASE WHEN problem IS NOT NULL THEN 'blocked' WHEN ? THEN 'done' ELSE 'planned' END, 'Line ' || line || ': ' || problem,
                CASE WHEN problem IS NULL AND ? THEN version + CASE WHEN after - 'groups' - 'licenses' <> '{}' THEN 1 ELSE 0 END END
            FROM prepared ORDER BY line
            """;

    /** Values: the change. */
    public static final String TAKE_PROBLEMS = """
            UPDATE prepared p SET problem = t.reason FROM change_targets t
            WHERE t.change_id = ? AND t.number = p.line AND t.state = 'blocked' AND p.problem IS NULL
            """;

    /** Who was changed by somebody else in between got a problem meanwhile. Values: the change. */
    public static final String SETTLE = """
            UPDATE change_targets t SET state = CASE WHEN p.problem IS NULL THEN 'done' ELSE 'conflict' END, reason = p.problem,
                applied_version = CASE WHEN p.problem IS NULL
                    THEN t.version + CASE WHEN t.after - 'groups' - 'licenses' <> '{}' THEN 1 ELSE 0 END END
            FROM prepared p WHERE t.change_id = ? AND t.number = p.line AND t.state = 'planned'
            """;

    static final String WISH =
            "CREATE TEMPORARY TABLE wished ON COMMIT DROP AS SELECT line, links, problem FROM prepared WHERE links IS NOT NULL";

    /** Values: the organization, twice. */
    static final String LINK = """
            UPDATE prepared p SET problem = coalesce(p.problem, w.problem), before = p.before || coalesce(w.was, '{}'),
                after = p.after || coalesce(w.becomes, '{}')
            FROM (
                SELECT m.line, m.problem, coalesce(g.before, '{}') || coalesce(l.before, '{}') AS was,
                    coalesce(g.after, '{}') || coalesce(l.after, '{}') AS becomes
                FROM (SELECT w.line, w.problem, r.target_id AS id FROM wished w JOIN prepared r USING (line)) m
            """ + RowSql.LINKED + ") w\n" + """
            WHERE w.line = p.line
            """;

    private static final List<EditKind> KINDS = List.of(
            EditKind.CREATE, EditKind.SET, EditKind.ENABLE, EditKind.DISABLE, EditKind.MEMBERSHIPS, EditKind.LICENSES);

    /** Whether there is any of each kind, in the order of {@link #KINDS}. */
    private static final String ANY = """
            SELECT bool_or(jsonb_exists(after, 'created')),
                bool_or(NOT jsonb_exists(after, 'created') AND after - '{groups,licenses,account_enabled}'::text[] <> '{}'),
                bool_or(NOT jsonb_exists(after, 'created') AND after -> 'account_enabled' = 'true'),
                bool_or(after -> 'account_enabled' = 'false'), bool_or(jsonb_exists(after, 'groups')),
                bool_or(jsonb_exists(after, 'licenses'))
            FROM prepared WHERE problem IS NULL
            """;

    private PreparedSql() {}

    /** What kinds of edits are prepared. */
    public static List<EditKind> kinds(Session session) {
        return Objects.requireNonNull(session.first(ANY, row -> {
            boolean[] any = new boolean[KINDS.size()];
            for (int at = 0; at < any.length; at++) {
                any[at] = row.getBoolean(at + 1);
            }
            return IntStream.range(0, any.length)
                    .filter(at -> any[at])
                    .mapToObj(KINDS::get)
                    .toList();
        }));
    }
}
