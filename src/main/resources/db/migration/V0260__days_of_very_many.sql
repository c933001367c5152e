-- When members begin and cease to be active. Days of one month are never further apart than a month, so where the window is as long
-- as that, the first and the last day of each month say as much as all of them. Each account's times are put together first, in the
-- order of the key of app_activity; what is left to be sorted are a few times an account, and not its days.
CREATE OR REPLACE FUNCTION count_active_days(of_organization uuid, from_day date, to_day date, active_within integer)
    RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
    earliest CONSTANT date := from_day - active_within + 1;
BEGIN
    CREATE TEMPORARY TABLE IF NOT EXISTS active_times (person_id uuid, application_id uuid, starts date, ends date) ON COMMIT DROP;
    TRUNCATE active_times;
    INSERT INTO active_times
    WITH months AS NOT MATERIALIZED (
        SELECT c.account_id, c.month,
            c.days & (-1 << greatest(earliest - c.month, 0)) & ((1::bigint << least(to_day - c.month + 1, 31)) - 1)::integer AS days
        FROM app_activity c
        WHERE c.organization_id = of_organization AND c.month <= to_day AND c.month >= date_trunc('month', earliest)::date),
    pieces AS (
        SELECT m.account_id, m.month AS place, m.month + (ln((m.days & -m.days)::float8) / ln(2::float8))::integer AS first,
            m.month + floor(ln(m.days + 0.5::float8) / ln(2::float8))::integer AS last
        FROM months m WHERE active_within >= 30 AND m.days <> 0
        UNION ALL
        SELECT m.account_id, m.month + n, m.month + n, m.month + n FROM months m CROSS JOIN generate_series(0, 30) n
        WHERE active_within < 30 AND (m.days >> n) & 1 = 1),
    edges AS (
        SELECT account_id, first, last, (first - lag(last) OVER w > active_within) IS NOT FALSE AS opens,
            (lead(first) OVER w - last > active_within) IS NOT FALSE AS closes
        FROM pieces WINDOW w AS (PARTITION BY account_id ORDER BY place)),
    times AS (
        SELECT account_id, opens, first, CASE WHEN closes THEN last ELSE lead(last) OVER (PARTITION BY account_id ORDER BY first) END AS last
        FROM edges WHERE opens OR closes)
    SELECT a.person_id, a.application_id, t.first, t.last + active_within
    FROM times t JOIN app_accounts a ON a.organization_id = of_organization AND a.id = t.account_id
    WHERE t.opens AND a.person_id IS NOT NULL;
    ANALYZE active_times;
    INSERT INTO day_events
    WITH every AS (
        SELECT person_id, application_id, starts, ends FROM active_times
        UNION ALL
        -- Himself, whatever the application.
        SELECT person_id, person_id, starts, ends FROM active_times),
    times AS (
        SELECT person_id, application_id, min(starts) AS starts, max(ends) AS ends
        FROM (SELECT person_id, application_id, starts, ends,
                  count(*) FILTER (WHERE starts > until) OVER (PARTITION BY person_id, application_id ORDER BY starts, ends) AS time
              FROM (SELECT *, max(ends) OVER (PARTITION BY person_id, application_id ORDER BY starts, ends
                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until FROM every) e) t
        GROUP BY person_id, application_id, time),
    there AS (
        SELECT m.subject, m.key, greatest(t.starts, m.since, from_day) AS starts, least(t.ends, m.until) AS ends
        FROM times t JOIN day_members m ON m.member = t.person_id AND coalesce(m.application, m.member) = t.application_id)
    SELECT t.subject, t.key, e.day, 0, sum(e.change), 0, 0, 0
    FROM there t CROSS JOIN LATERAL (VALUES (t.starts, 1), (t.ends, -1)) e (day, change)
    WHERE t.starts < t.ends AND e.day <= to_day
    GROUP BY t.subject, t.key, e.day;
END
$$;
