package io.tenantry.imports.internal;

import io.tenantry.changes.PreparedChanges;

/** The statements that say what an import does as a plan of changes does, and take back what that plan finds. */
final class PlanStatements {
    private PlanStatements() {}

    /** What is told of whom, as {@link PreparedChanges} takes it. Values: the organization. */
    static final String PREPARE = """
            CREATE TEMPORARY TABLE %1$s ON COMMIT DROP AS
            SELECT d.line, coalesce(d.target, CASE WHEN d.result = 'CREATED' THEN s.id END, '00000000-0000-0000-0000-000000000000'),
                coalesce(t.upn, s.upn, s.object_id::text), coalesce(d.version, 0), coalesce(c.before, '{}'),
                CASE WHEN d.result = 'CREATED' THEN jsonb_build_object('created', true, 'display_name', %2$s) || s.given::jsonb
                        || CASE WHEN d.manager_id IS NULL THEN '{}' ELSE jsonb_build_object('manager_id', d.manager_id) END
                        || CASE WHEN s.object_id IS NULL THEN '{}' ELSE jsonb_build_object('object_id', s.object_id) END
                    ELSE coalesce(c.after, '{}') END,
                s.links::jsonb, CASE WHEN d.result = 'FAILED' THEN d.reason END
            FROM decided d JOIN staged s USING (line)
            LEFT JOIN users t ON t.organization_id = ? AND t.id = d.target
            LEFT JOIN LATERAL (
                SELECT jsonb_object_agg(name, before) AS before, jsonb_object_agg(name, after) AS after
                FROM (VALUES %3$s, ('manager_id', to_jsonb(t.manager_id), to_jsonb(d.manager_id))) AS members (name, before, after)
                WHERE after IS NOT NULL AND after IS DISTINCT FROM before) c ON d.result = 'UPDATED'
            WHERE d.result <> 'UNCHANGED' OR s.links IS NOT NULL
            """.formatted(
                    PreparedChanges.TABLE,
                    Columns.DISPLAY_NAME,
                    Columns.each(
                            Columns.CHANGEABLE,
                            ", ",
                            field -> "('%1$s', to_jsonb(t.%1$s), to_jsonb(%2$s))"
                                    .formatted(Columns.of(field), Columns.staged(field))));

    /** Rows that say nothing new of the person, but of his groups or licences. */
    static final String ADMIT_LINKED = """
            UPDATE decided d SET result = 'LINKED' FROM prepared p
            WHERE p.line = d.line AND d.result = 'UNCHANGED' AND p.problem IS NULL AND p.after <> '{}'
            """;

    /** Providers choose ids themselves. */
    static final String NOTE_IDS = """
            UPDATE decided d SET reason = concat_ws('; ', d.reason, 'New people get an object id of the provider''s choice')
            FROM staged s WHERE s.line = d.line AND d.result = 'CREATED' AND s.object_id IS NOT NULL
            """;

    /** What the plan leaves alone is not done. */
    static final String ADMIT_PROBLEMS = """
            UPDATE decided d SET result = 'FAILED', reason = p.problem FROM prepared p
            WHERE p.line = d.line AND d.result <> 'FAILED' AND p.problem IS NOT NULL
            """;

    static final String DROP_UNCHANGED = "DELETE FROM prepared WHERE problem IS NULL AND after = '{}'";

    /** Whom somebody else changed before he could be written. */
    static final String TAKE_FAILED = """
            UPDATE prepared p SET problem = d.reason FROM decided d
            WHERE d.line = p.line AND d.result = 'FAILED' AND p.problem IS NULL
            """;

    /** Nothing that waits keeps a password, and without his nobody would get into his account. */
    static final String BAR_PASSWORDS = """
            UPDATE prepared p SET problem = 'The file has a password for him, which a plan does not keep; import the file itself'
            FROM staged s WHERE s.line = p.line AND s.has_password AND p.problem IS NULL AND jsonb_exists(p.after, 'created')
            """;

    /** How many rows there are something to do about, how many fail, and how many change nothing. */
    static final String COUNT = """
            SELECT (SELECT count(*) FROM prepared WHERE problem IS NULL), (SELECT count(*) FROM prepared WHERE problem IS NOT NULL),
                (SELECT count(*) FROM decided d WHERE result = 'UNCHANGED' AND NOT EXISTS (SELECT FROM prepared p WHERE p.line = d.line))
            """;
}
