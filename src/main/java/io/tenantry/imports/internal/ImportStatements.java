package io.tenantry.imports.internal;

import io.tenantry.audit.AuditColumns;

/**
 * The statements that turn staged rows into users. First every row is decided without changing anything, which is all a dry run
 * does; then those to create and those to update are written, each kind at once together with its audit events.
 */
final class ImportStatements {
    private ImportStatements() {}

    /** Imports of one organization come one after the other, so that two of them cannot wait for each other in a circle. */
    static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('tenantry.import'), hashtext(?))";

    /** Values: the organization. */
    static final String DECIDE = """
            CREATE TEMPORARY TABLE decided ON COMMIT DROP AS
            WITH organization AS (SELECT ?::uuid AS id),
            domain_names AS (
                SELECT name, is_verified FROM domains WHERE organization_id = (SELECT id FROM organization)),
            same_upn AS (
                SELECT upn_ci, min(line) AS first FROM staged WHERE upn_ci IS NOT NULL GROUP BY upn_ci HAVING count(*) > 1),
            same_name AS (
                SELECT user_name_ci, min(line) AS first FROM staged WHERE user_name_ci IS NOT NULL
                GROUP BY user_name_ci HAVING count(*) > 1),
            same_object AS (
                SELECT object_id, min(line) AS first FROM staged WHERE object_id IS NOT NULL
                GROUP BY object_id HAVING count(*) > 1),
            matched AS (
                SELECT s.line, s.upn_ci, s.object_id, %2$s IS NULL AS is_nameless, t.id AS target, t.version,
                    t.object_id AS target_object, t.is_system, t.upn_ci AS target_upn_ci, o.deleted_at,
                    t.manager_id AS target_manager, s.manager_upn, s.has_password, s.password_problem,
                    s.user_name, s.user_name_ci, s.note, sn.first AS first_name,
                    (o.id <> u.id) AS is_other, su.first AS first_upn, so.first AS first_object,
                    min(s.line) OVER (PARTITION BY t.id) AS first_target, (%1$s) AS differs,
                    f.source AS fed_by, CASE WHEN f.source IS NOT NULL THEN (
                        SELECT min(p.name) FROM (VALUES %3$s) p (kept_in, name, differs)
                        WHERE p.differs AND (p.kept_in = ANY (f.columns)
                            OR p.kept_in = 'account_enabled' AND t.inactive_reason = 'externalAccountDisabled')) END AS fed
                FROM staged s
                LEFT JOIN same_upn su ON su.upn_ci = s.upn_ci
                LEFT JOIN same_name sn ON sn.user_name_ci = s.user_name_ci
                LEFT JOIN same_object so ON so.object_id = s.object_id
                LEFT JOIN users o ON o.organization_id = (SELECT id FROM organization) AND o.object_id = s.object_id
                LEFT JOIN users u ON u.organization_id = (SELECT id FROM organization) AND u.upn_ci = s.upn_ci
                    AND u.deleted_at IS NULL
                LEFT JOIN users t ON t.organization_id = (SELECT id FROM organization) AND t.id = coalesce(o.id, u.id)
                LEFT JOIN LATERAL feed_of(t.organization_id, t.id) f ON t.external_id IS NOT NULL),
            judged AS (
                SELECT s.line, s.target, s.version, s.differs, s.is_system, s.manager_upn, s.target_manager,
                    CASE
                        WHEN s.first_upn < s.line THEN 'Line ' || s.first_upn || ' has the same userPrincipalName'
                        WHEN s.first_name < s.line THEN 'Line ' || s.first_name || ' has the same name to sign in with'
                        WHEN s.first_object < s.line THEN 'Line ' || s.first_object || ' has the same object id'
                        WHEN s.deleted_at IS NOT NULL THEN 'The user with this object id is deleted and would have to be restored'
                        WHEN s.is_other THEN 'Another user has this userPrincipalName'
                        WHEN s.target IS NOT NULL AND s.first_target < s.line
                            THEN 'Line ' || s.first_target || ' is about the same user'
                        WHEN s.is_system AND s.differs THEN 'Accounts of the hub itself cannot be changed'
                        WHEN s.target IS NULL AND s.upn_ci IS NULL
                            THEN 'No user has this object id, and creating one needs a userPrincipalName'
                        WHEN s.target IS NULL AND s.is_nameless THEN 'Creating a user needs a displayName'
                        WHEN s.upn_ci IS DISTINCT FROM s.target_upn_ci AND s.upn_ci IS NOT NULL
                            AND EXISTS (SELECT FROM domain_names)
                            AND NOT EXISTS (SELECT FROM domain_names d
                                WHERE d.is_verified AND d.name = split_part(s.upn_ci, '@', 2))
                            THEN 'The domain of the userPrincipalName is not a verified domain of the organization'
                        WHEN s.upn_ci IS DISTINCT FROM s.target_upn_ci AND s.upn_ci IS NOT NULL
                            AND EXISTS (SELECT FROM users n
                                WHERE n.organization_id = (SELECT id FROM organization) AND n.user_name_ci = s.upn_ci
                                  AND n.user_name IS NOT NULL AND n.deleted_at IS NULL AND n.id IS DISTINCT FROM s.target)
                            THEN 'Another user has this userPrincipalName for a user name'
                        WHEN s.user_name IS NOT NULL
                            AND EXISTS (SELECT FROM users n
                                WHERE n.organization_id = (SELECT id FROM organization) AND n.user_name_ci = s.user_name_ci
                                  AND n.deleted_at IS NULL AND n.id IS DISTINCT FROM s.target)
                            THEN 'Another user has this name to sign in with'
                        WHEN s.target IS NOT NULL AND s.upn_ci <> s.target_upn_ci
                            AND EXISTS (SELECT FROM logon_names l
                                WHERE l.organization_id = (SELECT id FROM organization) AND l.user_id = s.target)
                            AND EXISTS (SELECT FROM logon_names l WHERE l.name_ci = s.upn_ci AND l.user_id <> s.target)
                            THEN 'Somebody else signs in with this userPrincipalName'
                        WHEN s.target IS NULL THEN s.password_problem
                        WHEN s.fed IS NOT NULL
                            THEN 'The directory ' || s.fed_by || ' says what ' || s.fed || ' is; change it there'
                    END AS problem,
                    CASE WHEN s.target_object <> s.object_id
                        THEN 'Found by userPrincipalName; the hub keeps its own object id' END AS object_note,
                    CASE WHEN s.target IS NOT NULL AND s.has_password
                        THEN 'Passwords of a file are for new users only' END AS password_note, s.note
                FROM matched s),
            named AS (
                SELECT s.upn_ci, coalesce(j.target, s.id) AS id FROM judged j JOIN staged s USING (line)
                WHERE j.problem IS NULL AND s.upn_ci IS NOT NULL),
            managed AS (
                SELECT j.*, f.id AS manager_id,
                    j.target IS NOT NULL AND f.id IS NOT NULL AND f.id IS DISTINCT FROM j.target_manager AS moves
                FROM judged j JOIN staged s USING (line)
                LEFT JOIN named n ON n.upn_ci = s.manager_upn_ci
                LEFT JOIN users m ON m.organization_id = (SELECT id FROM organization) AND m.upn_ci = s.manager_upn_ci
                    AND m.deleted_at IS NULL
                CROSS JOIN LATERAL (SELECT nullif(coalesce(n.id, m.id), coalesce(j.target, s.id)) AS id) f)
            SELECT line, target, version, manager_id,
                CASE WHEN problem IS NOT NULL OR (is_system AND moves) THEN 'FAILED' WHEN target IS NULL THEN 'CREATED'
                    WHEN differs OR moves THEN 'UPDATED' ELSE 'UNCHANGED' END AS result,
                coalesce(problem, CASE WHEN is_system AND moves THEN 'Accounts of the hub itself cannot be changed' END,
                    nullif(concat_ws('; ', object_note, password_note, note, CASE WHEN manager_upn IS NOT NULL AND manager_id IS NULL
                        THEN 'Left out the manager ' || manager_upn
                            || ', who is nobody else of the organization or the file' END), '')) AS reason
            FROM managed
            """.formatted(Columns.differs(), Columns.DISPLAY_NAME, Columns.differing());

    /** Users about to be changed who may hold roles, themselves or through groups. Values: the organization, three times. */
    static final String MAY_HOLD_ROLES = """
            WITH holders AS (SELECT principal_id AS id FROM role_assignments WHERE organization_id = ?),
            privileged AS (
                SELECT id FROM holders
                UNION SELECT n.inner_id FROM group_nesting n JOIN holders h ON h.id = n.outer_id WHERE n.organization_id = ?)
            SELECT d.target FROM decided d WHERE d.result = 'UPDATED' AND d.target IN (
                SELECT id FROM privileged
                UNION SELECT m.member_id FROM memberships m JOIN privileged p ON p.id = m.group_id
                    WHERE m.organization_id = ? AND m.living)
            """;

    static final String DISABLES = "SELECT EXISTS (SELECT FROM decided d JOIN staged s USING (line)"
            + " WHERE d.result = 'UPDATED' AND NOT s.account_enabled)";

    static final String OBJECT = "UPDATE decided SET result = 'FAILED', reason = ? WHERE target = ?";

    /** Values: the organization, then what {@link AuditColumns} binds. */
    static final String CREATE = """
            WITH made AS (
                INSERT INTO users (organization_id, id, object_id, manager_id, %1$s)
                SELECT ?, s.id, coalesce(s.object_id, s.id), d.manager_id, %2$s
                FROM staged s JOIN decided d USING (line) WHERE d.result = 'CREATED' ORDER BY s.line
                RETURNING id, upn, version, display_name, manager_id)
            INSERT INTO audit_events (%3$s)
            SELECT %4$s, 'user.create', 'user', m.id::text, m.upn, m.version, 'done', NULL,
                jsonb_build_object('display_name', m.display_name) || s.given::jsonb
                    || CASE WHEN m.manager_id IS NULL THEN '{}' ELSE jsonb_build_object('manager_id', m.manager_id) END
                    || CASE WHEN s.has_password
                        THEN jsonb_build_object('password', '***', 'must_change', s.must_change) ELSE '{}' END
            FROM made m JOIN staged s ON s.id = m.id
            """.formatted(
                    Columns.each(Columns.CHANGEABLE, ", ", Columns::of),
                    Columns.each(Columns.CHANGEABLE, ", ", Columns::initial),
                    AuditColumns.NAMES,
                    AuditColumns.VALUES);

    /** Values: the organization, then what {@link AuditColumns} binds. */
    static final String UPDATE = """
            WITH made AS (
                UPDATE users t SET %1$s, manager_id = coalesce(d.manager_id, t.manager_id), former_upns = CASE WHEN s.upn IS NULL OR s.upn_ci = t.upn_ci THEN t.former_upns
                    ELSE (array_remove(t.former_upns, t.upn) || t.upn)[greatest(1, cardinality(t.former_upns) - 18):] END
                FROM staged s JOIN decided d USING (line)
                WHERE t.organization_id = ? AND t.id = d.target AND t.version = d.version AND d.result = 'UPDATED'
                RETURNING t.id, t.upn, t.version, s.line)
            INSERT INTO audit_events (%2$s)
            SELECT %3$s, 'user.change', 'user', m.id::text, m.upn, m.version, 'done', p.before - '{groups,licenses}'::text[],
                p.after - '{groups,licenses}'::text[]
            FROM made m JOIN staged s ON s.line = m.line JOIN prepared p ON p.line = m.line
            """.formatted(
            Columns.each(
                    Columns.CHANGEABLE,
                    ", ",
                    field -> "%1$s = coalesce(%2$s, t.%1$s)".formatted(Columns.of(field), Columns.staged(field))),
            AuditColumns.NAMES,
            AuditColumns.VALUES);

    /** New people who get a password. */
    static final String FIRST_PASSWORDS = "SELECT s.line, s.id FROM staged s JOIN decided d USING (line)"
            + " WHERE d.result = 'CREATED' AND s.has_password AND NOT s.has_hash";

    /** New people who keep a password they have, in the order of the file. */
    static final String MOVED_PASSWORDS = "SELECT s.line, s.id, s.must_change FROM staged s JOIN decided d USING (line)"
            + " WHERE d.result = 'CREATED' AND s.has_hash ORDER BY s.line";

    /** A person signs in to the hub with the UPN he has now; a user name of his own stays. */
    static final String RENAME_LOGON = """
            UPDATE logon_names l SET name_ci = s.upn_ci
            FROM decided d JOIN staged s USING (line)
            WHERE d.result = 'UPDATED' AND l.organization_id = ? AND l.user_id = d.target AND l.name_ci <> s.upn_ci
                AND NOT EXISTS (SELECT FROM users u WHERE u.organization_id = l.organization_id AND u.id = l.user_id
                    AND lower(u.user_name) = l.name_ci)
            """;

    /** Users whom somebody else changed between the decision and the writing. */
    static final String ADMIT_OVERTAKEN = """
            UPDATE decided d SET result = 'FAILED', reason = 'The user was changed by somebody else meanwhile'
            WHERE d.result = 'UPDATED' AND NOT EXISTS (
                SELECT FROM users t WHERE t.organization_id = ? AND t.id = d.target AND t.version = d.version + 1)
            """;

    static final String COUNT =
            "SELECT count(*) FILTER (WHERE result = 'CREATED'), count(*) FILTER (WHERE result IN ('UPDATED', 'LINKED')),"
                    + " count(*) FILTER (WHERE result = 'UNCHANGED'), count(*) FILTER (WHERE result = 'FAILED') FROM decided";

    /** Whose groups or licences alone changed was changed too. */
    static final String ANSWERS =
            "SELECT line, CASE result WHEN 'LINKED' THEN 'UPDATED' ELSE result END, reason FROM decided ORDER BY line";

    /** The same for a plan, which also tells what would change. Values: the organization. */
    static final String ANSWERS_OF_PLAN = """
            SELECT d.line, CASE d.result WHEN 'LINKED' THEN 'UPDATED' ELSE d.result END, nullif(concat_ws('; ', c.changes,
                CASE WHEN jsonb_exists(p.after, 'groups') THEN 'groups change' END,
                CASE WHEN jsonb_exists(p.after, 'licenses') THEN 'licenses change' END, d.reason), '')
            FROM decided d
            LEFT JOIN prepared p ON p.line = d.line AND p.problem IS NULL
            LEFT JOIN staged s ON s.line = d.line AND d.result = 'UPDATED'
            LEFT JOIN users t ON t.organization_id = ? AND t.id = d.target AND d.result = 'UPDATED'
            LEFT JOIN LATERAL (
                SELECT string_agg(name || ': ' || coalesce(nullif(left(before, 80), ''), 'nothing') || ' → ' || left(after, 80), '; ')
                    AS changes
                FROM (VALUES %1$s) AS members (name, before, after)
                WHERE after IS NOT NULL AND after IS DISTINCT FROM before) c ON true
            ORDER BY d.line
            """.formatted(Columns.shown());
}
