-- Counts the days between two, both included, anew from activity: of everybody, of each department and of each application. Who did
-- something within so many days before the end of a day is active on it. May run again at any time, and gives the same.
CREATE FUNCTION count_days(of_organization uuid, from_day date, to_day date, active_within integer) RETURNS bigint LANGUAGE plpgsql AS
$$
DECLARE
    counted bigint;
BEGIN
    PERFORM set_config('work_mem', '128MB', true);
    CREATE TEMPORARY TABLE IF NOT EXISTS day_members (
        subject text, key text COLLATE "C", member uuid, application uuid, since date, until date, first_active date, last_active date)
        ON COMMIT DROP;
    CREATE TEMPORARY TABLE IF NOT EXISTS day_events (
        subject text, key text COLLATE "C", day date, total bigint, active bigint, ever bigint, added bigint, removed bigint)
        ON COMMIT DROP;
    TRUNCATE day_members, day_events;
    -- Members are there from the day they were discovered until the day they were removed, that not included.
    INSERT INTO day_members
    SELECT m.subject, m.key, m.member, m.application, m.since, m.until, m.first_active, m.last_active FROM (
        SELECT 'department' AS subject, p.department_ci AS key, p.id AS member, NULL::uuid AS application,
            (p.created_at AT TIME ZONE 'UTC')::date AS since, coalesce((p.removed_at AT TIME ZONE 'UTC')::date, 'infinity') AS until,
            (p.first_active_at AT TIME ZONE 'UTC')::date AS first_active, (p.last_active_at AT TIME ZONE 'UTC')::date AS last_active
        FROM people p WHERE p.organization_id = of_organization
        UNION ALL
        SELECT 'application', u.application_id::text, u.person_id, u.application_id,
            (u.first_discovered_at AT TIME ZONE 'UTC')::date, coalesce((u.removed_at AT TIME ZONE 'UTC')::date, 'infinity'),
            (u.first_active_at AT TIME ZONE 'UTC')::date, (u.last_active_at AT TIME ZONE 'UTC')::date
        FROM person_applications u WHERE u.organization_id = of_organization) m
    WHERE m.since <= to_day AND m.until >= from_day AND m.since < m.until;
    ANALYZE day_members;
    INSERT INTO day_events
    SELECT subject, key, greatest(since, from_day), count(*), 0, 0, count(*) FILTER (WHERE since >= from_day), 0
    FROM day_members WHERE until > from_day GROUP BY 1, 2, 3
    UNION ALL
    SELECT subject, key, greatest(since, first_active, from_day), 0, 0, count(*), 0, 0
    FROM day_members WHERE first_active <= to_day AND greatest(first_active, from_day) < until GROUP BY 1, 2, 3
    UNION ALL
    SELECT subject, key, until, -count(*) FILTER (WHERE until > from_day), 0,
        -count(*) FILTER (WHERE first_active < until AND until > from_day), 0, count(*)
    FROM day_members WHERE until <= to_day GROUP BY 1, 2, 3;
    IF from_day = to_day THEN
        PERFORM count_active_now(of_organization, to_day, active_within);
    ELSE
        PERFORM count_active_days(of_organization, from_day, to_day, active_within);
    END IF;
    INSERT INTO day_events SELECT 'organization', '', day, sum(total), sum(active), sum(ever), sum(added), sum(removed)
    FROM day_events WHERE subject = 'department' GROUP BY day;
    -- Where there is nobody there are still days.
    INSERT INTO day_events VALUES ('organization', '', from_day, 0, 0, 0, 0, 0);
    DELETE FROM daily_usage WHERE organization_id = of_organization AND day BETWEEN from_day AND to_day;
    INSERT INTO daily_usage (organization_id, subject, key, day, total, active, inactive, no_activity, added, removed)
    SELECT of_organization, subject, key, day, total, active, ever - active, total - ever, added, removed
    FROM (SELECT s.subject, s.key, d.day, sum(coalesce(e.total, 0)) OVER w AS total, sum(coalesce(e.active, 0)) OVER w AS active,
              sum(coalesce(e.ever, 0)) OVER w AS ever, coalesce(e.added, 0) AS added, coalesce(e.removed, 0) AS removed
          FROM (SELECT DISTINCT subject, key FROM day_events) s
              CROSS JOIN (SELECT g::date AS day FROM generate_series(from_day, to_day, interval '1 day') g) d
              LEFT JOIN (SELECT subject, key, day, sum(total) AS total, sum(active) AS active, sum(ever) AS ever,
                             sum(added) AS added, sum(removed) AS removed FROM day_events GROUP BY subject, key, day) e
                  ON e.subject = s.subject AND e.key = s.key AND e.day = d.day
          WINDOW w AS (PARTITION BY s.subject, s.key ORDER BY d.day)) f
    WHERE subject = 'organization' OR total <> 0 OR removed <> 0;
    GET DIAGNOSTICS counted = ROW_COUNT;
    RETURN counted;
END
$$;

-- Who is active on one day. Mostly the day is the last one, and the last activity tells; only of those who did something later the
-- activity itself has to be looked at.
CREATE FUNCTION count_active_now(of_organization uuid, of_day date, active_within integer) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO day_events
    WITH asked AS (
        -- The days that count, as bits of their months.
        SELECT date_trunc('month', d)::date AS month, bit_or(1 << (extract(day FROM d)::int - 1)) AS days
        FROM generate_series(of_day - active_within + 1, of_day, interval '1 day') d GROUP BY 1),
    later AS (
        SELECT DISTINCT m.subject, m.key, m.member
        FROM day_members m JOIN app_accounts a ON a.organization_id = of_organization AND a.person_id = m.member
            JOIN app_activity c ON c.organization_id = of_organization AND c.account_id = a.id
            JOIN asked ON asked.month = c.month AND asked.days & c.days <> 0
        WHERE m.last_active > of_day AND m.first_active <= of_day AND m.until > of_day
          AND (m.application IS NULL OR a.application_id = m.application))
    SELECT subject, key, of_day, 0, count(*), 0, 0, 0 FROM (
        SELECT subject, key FROM day_members
        WHERE last_active BETWEEN of_day - active_within + 1 AND of_day AND until > of_day
        UNION ALL SELECT subject, key FROM later) active
    GROUP BY subject, key;
END
$$;

-- When members begin and cease to be active: days of activity that lie close enough together are one time of being active.
CREATE FUNCTION count_active_days(of_organization uuid, from_day date, to_day date, active_within integer) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO day_events
    WITH months AS (
        SELECT a.person_id, a.application_id, c.month, bit_or(c.days) AS days
        FROM app_activity c JOIN app_accounts a ON a.organization_id = c.organization_id AND a.id = c.account_id
        WHERE c.organization_id = of_organization AND a.person_id IS NOT NULL AND c.month <= to_day
          AND c.month >= date_trunc('month', from_day - active_within + 1)::date
        GROUP BY a.person_id, a.application_id, c.month),
    every AS (
        SELECT person_id, application_id AS application, month, days FROM months
        UNION ALL
        SELECT person_id, NULL, month, bit_or(days) FROM months GROUP BY person_id, month),
    days AS (
        SELECT e.person_id, e.application, e.month + n AS day,
            e.month + n - lag(e.month + n) OVER (PARTITION BY e.person_id, e.application ORDER BY e.month, n) AS pause
        FROM every e CROSS JOIN generate_series(0, 30) n
        WHERE (e.days >> n) & 1 = 1 AND e.month + n <= to_day AND e.month + n > from_day - active_within),
    times AS (
        SELECT person_id, application, min(day) AS starts, max(day) + active_within AS ends
        FROM (SELECT person_id, application, day,
                  count(*) FILTER (WHERE pause > active_within) OVER (PARTITION BY person_id, application ORDER BY day) AS time
              FROM days) d
        GROUP BY person_id, application, time),
    there AS (
        SELECT m.subject, m.key, greatest(t.starts, m.since, from_day) AS starts, least(t.ends, m.until) AS ends
        FROM times t JOIN day_members m ON m.member = t.person_id AND m.application IS NOT DISTINCT FROM t.application)
    SELECT e.subject, e.key, e.day, 0, sum(e.change), 0, 0, 0
    FROM (SELECT subject, key, starts AS day, 1 AS change FROM there WHERE starts < ends
          UNION ALL SELECT subject, key, ends, -1 FROM there WHERE starts < ends AND ends <= to_day) e
    GROUP BY e.subject, e.key, e.day;
END
$$;

-- The days of all organizations together.
CREATE FUNCTION add_days_up(from_day date, to_day date) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    DELETE FROM daily_usage_everywhere WHERE day BETWEEN from_day AND to_day;
    INSERT INTO daily_usage_everywhere (day, total, active, inactive, no_activity, added, removed)
    SELECT day, sum(total), sum(active), sum(inactive), sum(no_activity), sum(added), sum(removed)
    FROM daily_usage WHERE subject = 'organization' AND key = '' AND day BETWEEN from_day AND to_day GROUP BY day
    ON CONFLICT (day) DO UPDATE SET total = excluded.total, active = excluded.active, inactive = excluded.inactive,
        no_activity = excluded.no_activity, added = excluded.added, removed = excluded.removed;
END
$$;
CREATE INDEX daily_usage_by_day ON daily_usage (day) WHERE subject = 'organization';
