package io.tenantry.federation.internal;

import io.tenantry.audit.AuditColumns;
import io.tenantry.directory.Feeds;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.federation.LdapSettings;
import io.tenantry.federation.PersonAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statements that turn a page of people into users. First each is decided without changing anything; then those to create and
 * those to change are written, each kind at once together with its audit events. Only properties that the source maps are named,
 * so all others stay as they are. Every name in these texts is ours.
 */
final class PersonStatements {
    static final String REASON = Feeds.DISABLED_THERE;

    /** Properties by which people are told apart, or that everybody has; each is decided about by itself. */
    private static final List<UserField> NAMES = List.of(UserField.UPN, UserField.DISPLAY_NAME, UserField.USER_NAME);

    /** Users whose UPN comes from elsewhere may hold roles; values: the organization, three times. */
    static final String LINKED_WITH_ROLES = """
            WITH holders AS (SELECT principal_id AS id FROM role_assignments WHERE organization_id = ?),
            privileged AS (
                SELECT id FROM holders
                UNION SELECT n.inner_id FROM group_nesting n JOIN holders h ON h.id = n.outer_id WHERE n.organization_id = ?)
            UPDATE decided d SET result = 'failed', target = NULL,
                problem = 'The user with this user principal name holds roles; only an administrator can link him'
            WHERE d.is_link AND d.target IN (
                SELECT id FROM privileged
                UNION SELECT m.member_id FROM memberships m JOIN privileged p ON p.id = m.group_id
                    WHERE m.organization_id = ? AND m.living)
            """;

    /** Nobody else changes the people of this page meanwhile. Values: organization, organization, source. */
    static final String LOCK = """
            SELECT 1 FROM users u WHERE u.organization_id = ? AND u.id = ANY (ARRAY(
                SELECT user_id FROM directory_people
                WHERE organization_id = ? AND source_id = ? AND external_id = ANY (ARRAY(SELECT external_id FROM staged_people))))
            ORDER BY u.id FOR UPDATE
            """;

    /** Values: organization, source, run. */
    static final String KNOW = """
            INSERT INTO directory_people AS p (organization_id, source_id, external_id, user_id, dn, dn_key, login_key, seen_run)
            SELECT ?, ?, s.external_id, coalesce(d.target, s.id), s.dn, s.dn_key, s.login_key, ?
            FROM staged_people s JOIN decided d USING (line) WHERE d.result <> 'failed'
            ON CONFLICT (organization_id, source_id, external_id) DO UPDATE SET dn = excluded.dn, dn_key = excluded.dn_key,
                login_key = excluded.login_key, seen_run = excluded.seen_run,
                gone_at = CASE WHEN p.user_id = excluded.user_id THEN NULL ELSE p.gone_at END
            """;

    /** Memberships of the restored rest no longer. Values: the organization. */
    static final String REVIVE = """
            UPDATE memberships m SET living = true FROM decided d, groups g
            WHERE d.is_restored AND d.result = 'changed' AND m.organization_id = ? AND m.member_id = d.target AND NOT m.living
              AND g.organization_id = m.organization_id AND g.id = m.group_id AND g.deleted_at IS NULL
            """;

    /** Nobody signs in with a name he had before. Values: the organization. */
    static final String RELEASE_NAMES = """
            DELETE FROM logon_names l USING decided d, users u
            WHERE d.target IS NOT NULL AND u.organization_id = ? AND u.id = d.target
              AND l.organization_id = u.organization_id AND l.user_id = u.id AND l.name_ci NOT IN (u.upn_ci, u.user_name_ci)
            """;

    /** Values: the organization. */
    static final String REGISTER_NAMES = """
            INSERT INTO logon_names (name_ci, organization_id, user_id)
            SELECT DISTINCT name, u.organization_id, u.id FROM users u, unnest(ARRAY[u.upn_ci, u.user_name_ci]) name
            WHERE u.organization_id = ? AND u.deleted_at IS NULL AND u.id = ANY (ARRAY(
                SELECT coalesce(d.target, s.id) FROM staged_people s JOIN decided d USING (line) WHERE d.result <> 'failed'))
              AND NOT EXISTS (SELECT FROM logon_names l WHERE l.name_ci = name)
            ON CONFLICT (name_ci) DO NOTHING
            """;

    static final String COUNT = """
            SELECT count(*) FILTER (WHERE result = 'created'),
                count(*) FILTER (WHERE result = 'changed' AND NOT turns_off AND NOT turns_on AND NOT is_restored),
                count(*) FILTER (WHERE result = 'changed' AND turns_off),
                count(*) FILTER (WHERE result = 'changed' AND (turns_on OR is_restored)),
                count(*) FILTER (WHERE result = 'unchanged' OR result = 'left'),
                count(*) FILTER (WHERE d.problem IS NOT NULL OR s.problem IS NOT NULL)
            FROM decided d JOIN staged_people s USING (line)
            """;

    static final String PROBLEMS = """
            SELECT s.dn, concat_ws('; ', d.problem, s.problem) FROM decided d JOIN staged_people s USING (line)
            WHERE d.problem IS NOT NULL OR s.problem IS NOT NULL ORDER BY s.line LIMIT ?
            """;

    static final String TURNS_OFF = "SELECT EXISTS (SELECT FROM decided WHERE turns_off AND result = 'changed')";

    /** The last administrator is not turned off by a directory. Values: the organization, three times. */
    static final String SPARE = LINKED_WITH_ROLES
            .replace("d.is_link AND", "d.turns_off AND d.result = 'changed' AND")
            .replace("result = 'failed', target = NULL", "result = 'left', turns_off = false")
            .replace(
                    "The user with this user principal name holds roles; only an administrator can link him",
                    "Disabled in the directory, but nobody else could administer the hub");

    final String create;
    final String update;
    final String decide;
    final String stage;
    final List<UserField> fields;

    PersonStatements(LdapSettings settings) {
        fields = settings.attributes().keySet().stream()
                .sorted()
                .map(PersonAttribute::field)
                .filter(field -> !NAMES.contains(field))
                .toList();
        stage =
                "CREATE TEMPORARY TABLE staged_people (line integer NOT NULL, id uuid NOT NULL, external_id text NOT NULL,"
                        + " dn text NOT NULL, dn_key text COLLATE \"C\" NOT NULL, login_key text COLLATE \"C\", disabled boolean NOT NULL,"
                        + " problem text, upn text, display_name text, user_name text"
                        + each(field -> ", " + field.column() + " text")
                        + ", upn_ci text COLLATE \"C\" GENERATED ALWAYS AS (lower(upn)) STORED,"
                        + " user_name_ci text COLLATE \"C\" GENERATED ALWAYS AS (lower(user_name)) STORED) ON COMMIT DROP";
        decide = DECIDE.formatted(each(field -> " OR " + staged(field) + " IS DISTINCT FROM t." + field.column()));
        create = CREATE.formatted(
                each(field -> ", " + field.column()),
                each(field -> ", " + staged(field)),
                AuditColumns.NAMES,
                AuditColumns.VALUES,
                each(field -> ", '" + field.column() + "', " + "s." + field.column()));
        update = UPDATE.formatted(
                each(field -> ", " + field.column() + " = " + staged(field)),
                AuditColumns.NAMES,
                AuditColumns.VALUES,
                each(field -> ", ('%1$s', to_jsonb(t.%1$s), to_jsonb(%2$s))".formatted(field.column(), staged(field))));
    }

    /** The columns in the order in which {@link Staging} writes them. */
    List<UserField> staged() {
        List<UserField> all = new ArrayList<>(NAMES);
        all.addAll(fields);
        return all;
    }

    private String each(Function<UserField, String> piece) {
        return fields.stream().map(piece).collect(Collectors.joining());
    }

    private static String staged(UserField field) {
        String column = "s." + field.column();
        return field.kind() == Property.Kind.LIST
                ? "CASE WHEN " + column + " IS NULL THEN '{}' ELSE ARRAY[" + column + "] END"
                : column;
    }

    /**
     * Values: organization, source, whether users without a directory are linked. Each name is looked up by itself: the planner, who
     * does not know how many people this organization has by now, would compare all of them with every line of the page.
     */
    private static final String DECIDE = """
            CREATE TEMPORARY TABLE decided ON COMMIT DROP AS
            WITH here AS (SELECT ?::uuid AS organization, ?::uuid AS source, ?::boolean AS links),
            domain_names AS (
                SELECT name, is_verified FROM domains WHERE organization_id = (SELECT organization FROM here)),
            matched AS (
                SELECT s.line, s.upn_ci, p.user_id AS fed, p.gone_at, o.id AS holder,
                    o.id IS NOT NULL AND NOT o.is_system AND NOT EXISTS (
                        SELECT FROM directory_people q
                        WHERE q.organization_id = (SELECT organization FROM here) AND q.user_id = o.id) AS is_free,
                    CASE WHEN s.upn_ci IS NOT NULL THEN min(s.line) OVER (PARTITION BY s.upn_ci) ELSE s.line END AS first_upn,
                    n.id AS name_holder, min(s.line) OVER (PARTITION BY s.user_name_ci) AS first_name, s.user_name_ci
                FROM staged_people s
                LEFT JOIN LATERAL (
                    SELECT id FROM users WHERE organization_id = (SELECT organization FROM here)
                      AND user_name_ci = s.user_name_ci AND deleted_at IS NULL LIMIT 1) n ON true
                LEFT JOIN LATERAL (
                    SELECT user_id, gone_at FROM directory_people WHERE organization_id = (SELECT organization FROM here)
                      AND source_id = (SELECT source FROM here) AND external_id = s.external_id LIMIT 1) p ON true
                LEFT JOIN LATERAL (
                    SELECT id, is_system FROM users WHERE organization_id = (SELECT organization FROM here)
                      AND upn_ci = s.upn_ci AND deleted_at IS NULL LIMIT 1) o ON true),
            aimed AS MATERIALIZED (
                SELECT m.*, coalesce(m.fed, CASE WHEN m.is_free AND m.first_upn = m.line AND (SELECT links FROM here)
                    THEN m.holder END) AS target
                FROM matched m),
            judged AS MATERIALIZED (
                SELECT a.line, a.target, a.fed IS NULL AND a.target IS NOT NULL AS is_link, t.version,
                    t.deleted_at IS NOT NULL AND a.gone_at IS NULL AS is_left,
                    t.deleted_at IS NOT NULL AND a.gone_at IS NOT NULL AS is_restored,
                    CASE
                        WHEN a.upn_ci IS NULL THEN CASE WHEN a.target IS NULL THEN 'It has no usable user principal name' END
                        WHEN a.first_upn < a.line THEN 'Another entry has the same user principal name'
                        WHEN a.holder <> coalesce(a.target, '00000000-0000-0000-0000-000000000000')
                            THEN 'Another user has the user principal name ' || a.upn_ci
                        WHEN a.upn_ci IS DISTINCT FROM t.upn_ci AND EXISTS (SELECT FROM domain_names)
                            AND NOT EXISTS (SELECT FROM domain_names d
                                WHERE d.is_verified AND d.name = split_part(a.upn_ci, '@', 2))
                            THEN 'The domain of ' || a.upn_ci || ' is not a verified domain of the organization'
                        WHEN a.upn_ci IS DISTINCT FROM t.upn_ci AND EXISTS (SELECT FROM users n
                            WHERE n.organization_id = (SELECT organization FROM here) AND n.user_name_ci = a.upn_ci
                              AND n.user_name IS NOT NULL AND n.deleted_at IS NULL AND n.id IS DISTINCT FROM a.target)
                            THEN 'Another user has the user name ' || a.upn_ci
                    END AS problem,
                    a.user_name_ci IS NOT NULL AND coalesce(a.name_holder, a.target) IS NOT DISTINCT FROM a.target
                        AND a.first_name = a.line AS takes_name
                FROM aimed a
                LEFT JOIN LATERAL (
                    SELECT upn_ci, version, deleted_at FROM users
                    WHERE organization_id = (SELECT organization FROM here) AND id = a.target LIMIT 1) t ON true),
            weighed AS (
                SELECT j.*, j.problem IS NULL AND s.upn_ci IS NOT NULL AS takes_upn,
                    s.disabled AND t.account_enabled AS turns_off,
                    NOT s.disabled AND NOT t.account_enabled AND t.inactive_reason = '%2$s' AS turns_on,
                    t.external_id IS DISTINCT FROM s.external_id OR NOT t.is_hybrid
                        OR s.display_name IS DISTINCT FROM t.display_name AND s.display_name IS NOT NULL
                        OR s.upn IS DISTINCT FROM t.upn AND s.upn IS NOT NULL AND j.problem IS NULL
                        OR s.user_name IS DISTINCT FROM t.user_name AND j.takes_name%1$s AS differs,
                    s.display_name IS NULL AS is_nameless, s.user_name_ci IS NOT NULL AND NOT j.takes_name AS is_name_taken,
                    s.user_name
                FROM judged j JOIN staged_people s USING (line)
                LEFT JOIN LATERAL (
                    SELECT * FROM users
                    WHERE organization_id = (SELECT organization FROM here) AND id = j.target LIMIT 1) t ON true)
            SELECT line, target, version, is_link, is_restored AND takes_upn AS is_restored, takes_upn, takes_name,
                coalesce(turns_off, false) AS turns_off, coalesce(turns_on, false) AS turns_on,
                CASE
                    WHEN target IS NULL AND (problem IS NOT NULL OR is_nameless) THEN 'failed'
                    WHEN target IS NULL THEN 'created'
                    WHEN is_left OR is_restored AND NOT takes_upn THEN 'left'
                    WHEN differs OR turns_off OR turns_on OR is_restored THEN 'changed'
                    ELSE 'unchanged'
                END AS result,
                CASE WHEN problem IS NOT NULL THEN problem
                    WHEN target IS NULL AND is_nameless THEN 'It has no usable display name'
                    WHEN is_name_taken THEN 'Another user has the user name ' || user_name END AS problem
            FROM weighed
            """.replace("%2$s", REASON);

    /** Values: the organization, then what {@link AuditColumns} binds. */
    private static final String CREATE = """
            WITH made AS (
                INSERT INTO users (organization_id, id, object_id, external_id, is_hybrid, account_enabled, inactive_reason, upn,
                    display_name, user_name%1$s)
                SELECT ?, s.id, s.id, s.external_id, true, NOT s.disabled, CASE WHEN s.disabled THEN '%6$s' END,
                    s.upn, s.display_name, CASE WHEN d.takes_name THEN s.user_name END%2$s
                FROM staged_people s JOIN decided d USING (line) WHERE d.result = 'created' ORDER BY s.line
                RETURNING id, upn, version, user_name)
            INSERT INTO audit_events (%3$s)
            SELECT %4$s, 'user.create', 'user', m.id::text, m.upn, m.version, 'done', NULL, jsonb_strip_nulls(
                jsonb_build_object('upn', s.upn, 'display_name', s.display_name, 'external_id', s.external_id,
                    'user_name', m.user_name, 'account_enabled', NOT s.disabled%5$s))
            FROM made m JOIN staged_people s ON s.id = m.id
            """.replace("%6$s", REASON);

    /** Values: the organization, then what {@link AuditColumns} binds, then the organization. */
    private static final String UPDATE = """
            WITH made AS (
                UPDATE users t SET external_id = s.external_id, is_hybrid = true,
                    upn = CASE WHEN d.takes_upn THEN s.upn ELSE t.upn END,
                    former_upns = CASE WHEN NOT d.takes_upn OR s.upn_ci = t.upn_ci THEN t.former_upns
                        ELSE (array_remove(t.former_upns, t.upn) || t.upn)[greatest(1, cardinality(t.former_upns) - 18):] END,
                    display_name = coalesce(s.display_name, t.display_name),
                    user_name = CASE WHEN d.takes_name THEN s.user_name ELSE t.user_name END,
                    account_enabled = CASE WHEN d.turns_off THEN false WHEN d.turns_on THEN true ELSE t.account_enabled END,
                    inactive_reason = CASE WHEN d.turns_off THEN '%5$s' WHEN d.turns_on THEN NULL ELSE t.inactive_reason END,
                    deleted_at = CASE WHEN d.is_restored THEN NULL ELSE t.deleted_at END%1$s
                FROM staged_people s JOIN decided d USING (line)
                WHERE t.organization_id = ? AND t.id = d.target AND t.version = d.version AND d.result = 'changed'
                RETURNING t.id, t.upn, t.version, s.line, t.account_enabled, t.inactive_reason, t.user_name)
            INSERT INTO audit_events (%2$s)
            SELECT %3$s, CASE WHEN d.is_restored THEN 'user.restore' ELSE 'user.change' END, 'user', m.id::text, m.upn, m.version,
                'done', c.before, c.after
            FROM made m
            JOIN staged_people s ON s.line = m.line
            JOIN decided d ON d.line = m.line
            JOIN users t ON t.organization_id = ? AND t.id = m.id
            CROSS JOIN LATERAL (
                SELECT jsonb_object_agg(name, before) AS before, jsonb_object_agg(name, after) AS after
                FROM (VALUES ('upn', to_jsonb(t.upn), to_jsonb(m.upn)),
                    ('display_name', to_jsonb(t.display_name), to_jsonb(coalesce(s.display_name, t.display_name))),
                    ('external_id', to_jsonb(t.external_id), to_jsonb(s.external_id)),
                    ('user_name', to_jsonb(t.user_name), to_jsonb(m.user_name)),
                    ('account_enabled', to_jsonb(t.account_enabled), to_jsonb(m.account_enabled)),
                    ('inactive_reason', to_jsonb(t.inactive_reason), to_jsonb(m.inactive_reason))%4$s)
                    AS members (name, before, after)
                WHERE after IS DISTINCT FROM before) c
            """.replace("%5$s", REASON);
}
