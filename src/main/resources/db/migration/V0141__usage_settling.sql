-- How what sources tell becomes people: taking in, consolidating accounts, settling people, counting days. All of it works on sets,
-- and only on what was touched. These functions run as whoever calls them: his reach decides.

-- By what an account can be told to be somebody's. Mail addresses and sign-in names are one kind of key, since the one is mostly
-- the other; keys that many share are left out.
CREATE FUNCTION keys_of_account(account app_accounts, settings usage_settings) RETURNS SETOF text LANGUAGE sql STABLE AS
$$
    SELECT key FROM (
        SELECT 'user ' || account.user_id
        UNION SELECT 'address ' || lower(account.email) WHERE coalesce(settings.match_mail, true) AND account.email LIKE '%_@_%'
        UNION SELECT 'address ' || lower(account.upn) WHERE coalesce(settings.match_upn, true) AND account.upn LIKE '%_@_%'
        UNION SELECT 'id ' || lower(account.person_key)
            WHERE coalesce(settings.match_external_id, true) AND account.person_key <> '') k (key)
    WHERE key IS NOT NULL AND NOT substr(key, position(' ' IN key) + 1) = ANY (coalesce(settings.ignored_keys, '{}'))
$$;

-- Takes in what stands in the temporary table staged: accounts with their plans and days of activity. What it does not say of an
-- account (null) stays as it was. A whole reading also tells which accounts are gone. staged has to have a row number for each
-- line; of two lines about one account the later counts, and the activity of both.
CREATE FUNCTION take_in_accounts(of_organization uuid, of_source uuid, is_whole boolean)
    RETURNS TABLE (created bigint, changed bigint, gone bigint, active_days bigint) LANGUAGE plpgsql AS
$$
DECLARE
    settings usage_settings;
BEGIN
    SELECT * INTO settings FROM usage_settings WHERE organization_id = of_organization;
    created := 0; changed := 0; gone := 0; active_days := 0;
    INSERT INTO applications (organization_id, id, name, vendor)
    SELECT of_organization, time_ordered_id(), n.application, n.vendor
    FROM (SELECT DISTINCT ON (lower(s.application), lower(s.vendor)) s.application, s.vendor FROM staged s
          ORDER BY lower(s.application), lower(s.vendor), s.line) n
    WHERE n.vendor <> '' OR NOT EXISTS (
        SELECT FROM applications a WHERE a.organization_id = of_organization AND a.name_ci = lower(n.application))
    ON CONFLICT DO NOTHING;
    UPDATE staged s SET application_id = (
        SELECT a.id FROM applications a WHERE a.organization_id = of_organization AND a.name_ci = lower(n.application)
          AND (n.vendor = '' OR a.vendor_ci = lower(n.vendor)) ORDER BY a.created_at, a.id LIMIT 1)
    FROM (SELECT DISTINCT x.application, x.vendor FROM staged x) n
    WHERE s.application = n.application AND s.vendor = n.vendor;
    CREATE TEMPORARY TABLE IF NOT EXISTS telling (
        application_id uuid, external_id text, line bigint, account_id uuid, is_new boolean, is_other boolean, is_changed boolean)
        ON COMMIT DROP;
    TRUNCATE telling;
    INSERT INTO telling (application_id, external_id, line)
    SELECT s.application_id, s.external_id, max(s.line) FROM staged s GROUP BY s.application_id, s.external_id;
    UPDATE telling t SET account_id = a.id, is_new = false,
        is_other = a.gone_at IS NOT NULL OR (coalesce(s.email, a.email), coalesce(s.upn, a.upn), coalesce(s.person_key, a.person_key),
                coalesce(s.user_id, a.user_id)) IS DISTINCT FROM (a.email, a.upn, a.person_key, a.user_id),
        is_changed = (coalesce(s.display_name, a.display_name), coalesce(s.is_enabled, a.is_enabled), coalesce(s.country, a.country),
                coalesce(s.department, a.department), s.discovery_type) IS DISTINCT FROM
                (a.display_name, a.is_enabled, a.country, a.department, a.discovery_type)
    FROM staged s, app_accounts a
    WHERE s.line = t.line AND a.organization_id = of_organization AND a.source_id = of_source
      AND a.application_id = t.application_id AND a.external_id = t.external_id;
    UPDATE telling SET account_id = time_ordered_id(), is_new = true, is_other = true, is_changed = true WHERE account_id IS NULL;
    ANALYZE staged;
    ANALYZE telling;
    INSERT INTO app_accounts (organization_id, id, source_id, application_id, external_id, discovery_type, user_id, email, upn,
        person_key, display_name, is_enabled, country, department, first_discovered_at)
    SELECT of_organization, t.account_id, of_source, t.application_id, t.external_id, s.discovery_type, s.user_id, s.email, s.upn,
        s.person_key, s.display_name, s.is_enabled, s.country, s.department, coalesce(s.first_discovered_at, transaction_timestamp())
    FROM telling t JOIN staged s ON s.line = t.line WHERE t.is_new;
    GET DIAGNOSTICS created = ROW_COUNT;
    UPDATE app_accounts a SET discovery_type = s.discovery_type, user_id = coalesce(s.user_id, a.user_id),
        email = coalesce(s.email, a.email), upn = coalesce(s.upn, a.upn), person_key = coalesce(s.person_key, a.person_key),
        display_name = coalesce(s.display_name, a.display_name), is_enabled = coalesce(s.is_enabled, a.is_enabled),
        country = coalesce(s.country, a.country), department = coalesce(s.department, a.department), gone_at = NULL
    FROM telling t JOIN staged s ON s.line = t.line
    WHERE NOT t.is_new AND (t.is_other OR t.is_changed) AND a.organization_id = of_organization AND a.id = t.account_id;
    GET DIAGNOSTICS changed = ROW_COUNT;
    DELETE FROM account_keys k USING telling t
    WHERE k.organization_id = of_organization AND k.account_id = t.account_id AND t.is_other AND NOT t.is_new;
    INSERT INTO account_keys (organization_id, key, account_id)
    SELECT of_organization, k.key, a.id FROM telling t
        JOIN app_accounts a ON a.organization_id = of_organization AND a.id = t.account_id
        CROSS JOIN LATERAL keys_of_account(a, settings) k (key)
    WHERE t.is_other;
    PERFORM take_in_plans(of_organization);
    active_days := take_in_activity(of_organization);
    IF is_whole THEN
        WITH left_out AS (
            UPDATE app_accounts a SET gone_at = transaction_timestamp()
            WHERE a.organization_id = of_organization AND a.source_id = of_source AND a.gone_at IS NULL
              AND NOT EXISTS (SELECT FROM telling t WHERE t.account_id = a.id)
            RETURNING a.id),
        keyless AS (DELETE FROM account_keys k USING left_out l WHERE k.organization_id = of_organization AND k.account_id = l.id),
        queued AS (
            INSERT INTO accounts_waiting SELECT of_organization, id FROM left_out ON CONFLICT DO NOTHING)
        SELECT count(*) INTO gone FROM left_out;
    END IF;
    INSERT INTO accounts_waiting SELECT of_organization, account_id FROM telling WHERE is_other ON CONFLICT DO NOTHING;
    INSERT INTO people_waiting
    SELECT DISTINCT of_organization, a.person_id FROM telling t
        JOIN app_accounts a ON a.organization_id = of_organization AND a.id = t.account_id
    WHERE t.is_changed AND NOT t.is_other AND a.person_id IS NOT NULL ON CONFLICT DO NOTHING;
    RETURN NEXT;
END
$$;

-- The seats that accounts have. Plans are named, or are products of the hub's own licences; those that are not there yet are made,
-- with the price that is told along. An account of which no plans are told (null) keeps those it has.
CREATE FUNCTION take_in_plans(of_organization uuid) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    CREATE TEMPORARY TABLE IF NOT EXISTS seats (account_id uuid, application_id uuid, name text, sku_id uuid, plan_id uuid)
        ON COMMIT DROP;
    TRUNCATE seats;
    INSERT INTO seats (account_id, application_id, name, sku_id)
    SELECT DISTINCT t.account_id, t.application_id, p.name, p.sku_id::uuid
    FROM telling t JOIN staged s ON s.line = t.line
        CROSS JOIN LATERAL unnest(s.plans, coalesce(s.skus, array_fill(NULL::text, ARRAY[coalesce(cardinality(s.plans), 0)]))) p (name, sku_id)
    WHERE p.name <> '';
    ANALYZE seats;
    INSERT INTO application_plans (organization_id, id, application_id, name, sku_id)
    SELECT DISTINCT ON (s.application_id, lower(s.name)) of_organization, time_ordered_id(), s.application_id, s.name, s.sku_id
    FROM seats s ORDER BY s.application_id, lower(s.name), s.name ON CONFLICT DO NOTHING;
    UPDATE seats s SET plan_id = p.id FROM application_plans p
    WHERE p.organization_id = of_organization AND s.sku_id IS NOT NULL AND p.sku_id = s.sku_id;
    UPDATE seats s SET plan_id = p.id FROM application_plans p
    WHERE s.plan_id IS NULL AND p.organization_id = of_organization AND p.application_id = s.application_id
      AND p.name_ci = lower(s.name);
    WITH given AS (
        INSERT INTO account_plans (organization_id, account_id, plan_id, id)
        SELECT DISTINCT ON (s.account_id, s.plan_id) of_organization, s.account_id, s.plan_id, time_ordered_id()
        FROM seats s WHERE s.plan_id IS NOT NULL ON CONFLICT DO NOTHING RETURNING account_id),
    taken AS (
        DELETE FROM account_plans k USING telling t, staged l
        WHERE k.organization_id = of_organization AND k.account_id = t.account_id AND l.line = t.line AND l.plans IS NOT NULL
          AND NOT t.is_new AND NOT EXISTS (SELECT FROM seats s WHERE s.account_id = k.account_id AND s.plan_id = k.plan_id)
        RETURNING k.account_id)
    UPDATE telling t SET is_changed = true FROM (SELECT account_id FROM given UNION SELECT account_id FROM taken) c
    WHERE t.account_id = c.account_id;
END
$$;

-- Days of activity, as a row a month with a bit for each. Tells how many days were new.
CREATE FUNCTION take_in_activity(of_organization uuid) RETURNS bigint LANGUAGE plpgsql AS
$$
DECLARE
    fresh bigint;
    earliest date;
BEGIN
    CREATE TEMPORARY TABLE IF NOT EXISTS activities (account_id uuid, month date, days integer, first_at timestamptz, last_at timestamptz)
        ON COMMIT DROP;
    TRUNCATE activities;
    INSERT INTO activities
    SELECT m.account_id, date_trunc('month', m.at AT TIME ZONE 'UTC')::date,
        bit_or(1 << (extract(day FROM m.at AT TIME ZONE 'UTC')::int - 1)), min(m.at), max(m.at)
    FROM (SELECT t.account_id, least(d.at::timestamptz, transaction_timestamp()) AS at
          FROM staged s JOIN telling t ON t.application_id = s.application_id AND t.external_id = s.external_id
              CROSS JOIN LATERAL unnest(s.activity) d (at)) m
    GROUP BY 1, 2;
    ANALYZE activities;
    SELECT coalesce(sum(length(replace(n.days::bit(32)::text, '0', ''))), 0), min(n.month + log(2, (n.days & -n.days)::numeric)::int)
    INTO fresh, earliest
    FROM (SELECT c.month, c.days & ~coalesce(a.days, 0) AS days FROM activities c LEFT JOIN app_activity a
              ON a.organization_id = of_organization AND a.account_id = c.account_id AND a.month = c.month) n
    WHERE n.days <> 0;
    -- Days that were counted already are counted again.
    UPDATE usage_progress SET rolled_up_until = earliest - 1
    WHERE organization_id = of_organization AND rolled_up_until >= earliest;
    INSERT INTO app_activity AS a (organization_id, account_id, month, days)
    SELECT of_organization, account_id, month, days FROM activities
    ON CONFLICT (organization_id, account_id, month) DO UPDATE SET days = a.days | excluded.days
        WHERE a.days | excluded.days <> a.days;
    WITH later AS (
        UPDATE app_accounts a SET first_active_at = least(a.first_active_at, c.first_at), last_active_at = greatest(a.last_active_at, c.last_at)
        FROM (SELECT account_id, min(first_at) AS first_at, max(last_at) AS last_at FROM activities GROUP BY account_id) c
        WHERE a.organization_id = of_organization AND a.id = c.account_id
          AND (a.last_active_at IS NULL OR a.last_active_at < c.last_at OR a.first_active_at > c.first_at)
        RETURNING a.id)
    UPDATE telling t SET is_changed = true FROM later l WHERE t.account_id = l.id;
    RETURN fresh;
END
$$;

-- Finds out which accounts belong to one person, for accounts that wait for it, and tells how many there were. Besides those it
-- looks at all accounts of their people and of the people they have a key in common with, and at no others. Accounts that were
-- moved by hand stay where they are, and hold nobody together.
CREATE FUNCTION consolidate_accounts(of_organization uuid, most integer) RETURNS bigint LANGUAGE plpgsql AS
$$
DECLARE
    taken bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('tenantry.usage.' || of_organization, 0));
    CREATE TEMPORARY TABLE IF NOT EXISTS touched (account_id uuid) ON COMMIT DROP;
    CREATE TEMPORARY TABLE IF NOT EXISTS looked_at (
        account_id uuid, person_id uuid, pinned_to uuid, first_discovered_at timestamptz, label integer, becomes uuid) ON COMMIT DROP;
    CREATE TEMPORARY TABLE IF NOT EXISTS shared_keys (account_id uuid, key text COLLATE "C") ON COMMIT DROP;
    TRUNCATE touched, looked_at, shared_keys;
    WITH chosen AS (
        DELETE FROM accounts_waiting w USING (
            SELECT account_id FROM accounts_waiting WHERE organization_id = of_organization ORDER BY account_id LIMIT most) s
        WHERE w.organization_id = of_organization AND w.account_id = s.account_id RETURNING w.account_id)
    INSERT INTO touched SELECT account_id FROM chosen;
    GET DIAGNOSTICS taken = ROW_COUNT;
    IF taken = 0 THEN
        RETURN 0;
    END IF;
    ANALYZE touched;
    INSERT INTO looked_at (account_id, person_id, pinned_to, first_discovered_at, label)
    SELECT a.id, a.person_id, a.pinned_to, a.first_discovered_at, row_number() OVER (ORDER BY a.first_discovered_at, a.id)
    FROM app_accounts a JOIN (
        SELECT account_id AS id FROM touched
        UNION
        SELECT o.id FROM app_accounts o JOIN (
            SELECT a.person_id FROM touched t JOIN app_accounts a ON a.organization_id = of_organization AND a.id = t.account_id
            WHERE a.person_id IS NOT NULL
            UNION
            SELECT a.person_id FROM touched t
                JOIN account_keys k ON k.organization_id = of_organization AND k.account_id = t.account_id
                JOIN account_keys other ON other.organization_id = of_organization AND other.key = k.key
                JOIN app_accounts a ON a.organization_id = of_organization AND a.id = other.account_id
            WHERE a.person_id IS NOT NULL AND a.pinned_to IS NULL) p
            ON o.organization_id = of_organization AND o.person_id = p.person_id) chosen ON chosen.id = a.id
    WHERE a.organization_id = of_organization AND a.gone_at IS NULL;
    ANALYZE looked_at;
    INSERT INTO people_waiting
    SELECT DISTINCT of_organization, a.person_id FROM touched t
        JOIN app_accounts a ON a.organization_id = of_organization AND a.id = t.account_id
    WHERE a.person_id IS NOT NULL ON CONFLICT DO NOTHING;
    INSERT INTO shared_keys
    SELECT l.account_id, k.key FROM looked_at l JOIN account_keys k ON k.organization_id = of_organization AND k.account_id = l.account_id
    WHERE l.pinned_to IS NULL;
    ANALYZE shared_keys;
    LOOP
        UPDATE looked_at l SET label = b.label
        FROM (SELECT s.account_id, min(low.label) AS label FROM shared_keys s
                  JOIN (SELECT k.key, min(x.label) AS label FROM shared_keys k JOIN looked_at x ON x.account_id = k.account_id
                        GROUP BY k.key) low ON low.key = s.key
              GROUP BY s.account_id) b
        WHERE b.account_id = l.account_id AND b.label < l.label;
        EXIT WHEN NOT FOUND;
    END LOOP;
    PERFORM name_people(of_organization);
    RETURN taken;
END
$$;

-- Which person each group of accounts is: the oldest of those who have most of their accounts there, or somebody new.
CREATE FUNCTION name_people(of_organization uuid) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    WITH known AS (
        SELECT DISTINCT ON (c.person_id) c.person_id, c.label FROM (
            SELECT person_id, label, count(*) AS accounts FROM looked_at WHERE person_id IS NOT NULL AND pinned_to IS NULL
            GROUP BY person_id, label) c
        ORDER BY c.person_id, c.accounts DESC, c.label),
    first AS (
        SELECT DISTINCT ON (k.label) k.label, k.person_id FROM known k
            JOIN people p ON p.organization_id = of_organization AND p.id = k.person_id
        ORDER BY k.label, p.created_at, p.id)
    UPDATE looked_at l SET becomes = f.person_id FROM first f WHERE f.label = l.label AND l.pinned_to IS NULL;
    UPDATE looked_at SET becomes = pinned_to WHERE pinned_to IS NOT NULL;
    UPDATE looked_at l SET becomes = n.id
    FROM (SELECT label, time_ordered_id() AS id FROM (SELECT DISTINCT label FROM looked_at WHERE becomes IS NULL) d) n
    WHERE n.label = l.label AND l.becomes IS NULL;
    INSERT INTO people (organization_id, id, created_at)
    SELECT of_organization, l.becomes, min(l.first_discovered_at) FROM looked_at l
    WHERE NOT EXISTS (SELECT FROM people p WHERE p.organization_id = of_organization AND p.id = l.becomes)
    GROUP BY l.becomes;
    INSERT INTO person_markers (organization_id, person_id) SELECT DISTINCT of_organization, becomes FROM looked_at
    ON CONFLICT DO NOTHING;
    -- What was noted of somebody who turns out to be somebody else is not forgotten.
    UPDATE person_markers m SET is_online = m.is_online OR o.is_online, is_in_review = m.is_in_review OR o.is_in_review,
        is_qualified = m.is_qualified AND o.is_qualified
    FROM (SELECT l.becomes, bool_or(x.is_online) AS is_online, bool_or(x.is_in_review) AS is_in_review,
              bool_and(x.is_qualified) AS is_qualified
          FROM looked_at l JOIN person_markers x ON x.organization_id = of_organization AND x.person_id = l.person_id
          WHERE l.person_id <> l.becomes AND l.pinned_to IS NULL
            AND NOT EXISTS (SELECT FROM looked_at stays WHERE stays.becomes = l.person_id)
          GROUP BY l.becomes) o
    WHERE m.organization_id = of_organization AND m.person_id = o.becomes
      AND (m.is_online, m.is_in_review, m.is_qualified) IS DISTINCT FROM
          (m.is_online OR o.is_online, m.is_in_review OR o.is_in_review, m.is_qualified AND o.is_qualified);
    INSERT INTO people_waiting
    SELECT of_organization, moved.person FROM (
        SELECT person_id FROM looked_at WHERE person_id <> becomes
        UNION SELECT becomes FROM looked_at WHERE person_id IS DISTINCT FROM becomes) moved (person)
    ON CONFLICT DO NOTHING;
    UPDATE app_accounts a SET person_id = l.becomes FROM looked_at l
    WHERE a.organization_id = of_organization AND a.id = l.account_id AND a.person_id IS DISTINCT FROM l.becomes;
END
$$;

-- Works out anew what is kept of people who wait for it, from their accounts, and tells how many they were. Who is active since
-- active_since wastes nothing.
CREATE FUNCTION settle_people(of_organization uuid, active_since timestamptz, most integer) RETURNS bigint LANGUAGE plpgsql AS
$$
DECLARE
    taken bigint;
    settings usage_settings;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('tenantry.usage.' || of_organization, 0));
    SELECT * INTO settings FROM usage_settings WHERE organization_id = of_organization;
    CREATE TEMPORARY TABLE IF NOT EXISTS settling (person_id uuid PRIMARY KEY) ON COMMIT DROP;
    CREATE TEMPORARY TABLE IF NOT EXISTS theirs (
        person_id uuid, account_id uuid, application_id uuid, place integer, cost numeric, is_gone boolean) ON COMMIT DROP;
    TRUNCATE settling, theirs;
    WITH chosen AS (
        DELETE FROM people_waiting w USING (
            SELECT person_id FROM people_waiting WHERE organization_id = of_organization ORDER BY person_id LIMIT most) s
        WHERE w.organization_id = of_organization AND w.person_id = s.person_id RETURNING w.person_id)
    INSERT INTO settling SELECT person_id FROM chosen;
    GET DIAGNOSTICS taken = ROW_COUNT;
    IF taken = 0 THEN
        RETURN 0;
    END IF;
    ANALYZE settling;
    INSERT INTO theirs
    SELECT a.person_id, a.id, a.application_id,
        row_number() OVER (PARTITION BY a.person_id ORDER BY d.priority, a.first_discovered_at, a.id),
        CASE WHEN a.gone_at IS NULL THEN coalesce((
            SELECT sum(p.price_per_month * coalesce((settings.rates ->> p.currency)::numeric, 1)) FROM account_plans k
                JOIN application_plans p ON p.organization_id = k.organization_id AND p.id = k.plan_id
            WHERE k.organization_id = of_organization AND k.account_id = a.id), 0) ELSE 0 END,
        a.gone_at IS NOT NULL
    FROM settling s JOIN app_accounts a ON a.organization_id = of_organization AND a.person_id = s.person_id
        JOIN discovery_sources d ON d.organization_id = of_organization AND d.id = a.source_id;
    ANALYZE theirs;
    UPDATE applications y SET is_stale = true FROM (
        SELECT application_id FROM theirs UNION
        SELECT u.application_id FROM settling s JOIN person_applications u
            ON u.organization_id = of_organization AND u.person_id = s.person_id) c
    WHERE y.organization_id = of_organization AND y.id = c.application_id AND NOT y.is_stale;
    PERFORM settle_applications_of_people(of_organization);
    PERFORM settle_people_themselves(of_organization, active_since);
    RETURN taken;
END
$$;

CREATE FUNCTION settle_applications_of_people(of_organization uuid) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    DELETE FROM person_applications u USING settling s
    WHERE u.organization_id = of_organization AND u.person_id = s.person_id
      AND NOT EXISTS (SELECT FROM theirs t WHERE t.person_id = u.person_id AND t.application_id = u.application_id);
    INSERT INTO person_applications AS u (organization_id, person_id, application_id, discovery_types, is_enabled, cost_per_month,
        first_discovered_at, first_active_at, last_active_at, removed_at)
    SELECT of_organization, t.person_id, t.application_id,
        coalesce(array_agg(DISTINCT a.discovery_type ORDER BY a.discovery_type) FILTER (WHERE NOT t.is_gone), '{}'),
        coalesce(bool_or(coalesce(a.is_enabled, true)) FILTER (WHERE NOT t.is_gone), false), sum(t.cost),
        min(a.first_discovered_at), min(a.first_active_at), max(a.last_active_at),
        CASE WHEN bool_and(t.is_gone) THEN max(a.gone_at) END
    FROM theirs t JOIN app_accounts a ON a.organization_id = of_organization AND a.id = t.account_id
    GROUP BY t.person_id, t.application_id
    ON CONFLICT (organization_id, person_id, application_id) DO UPDATE SET discovery_types = excluded.discovery_types,
        is_enabled = excluded.is_enabled, cost_per_month = excluded.cost_per_month,
        first_discovered_at = excluded.first_discovered_at, first_active_at = excluded.first_active_at,
        last_active_at = excluded.last_active_at, removed_at = excluded.removed_at
    WHERE (u.discovery_types, u.is_enabled, u.cost_per_month, u.first_discovered_at, u.first_active_at, u.last_active_at, u.removed_at)
        IS DISTINCT FROM (excluded.discovery_types, excluded.is_enabled, excluded.cost_per_month, excluded.first_discovered_at,
        excluded.first_active_at, excluded.last_active_at, excluded.removed_at);
END
$$;

-- Values of a person are those of the first of his accounts that has one; accounts that are gone say nothing but when they were
-- used. A person without any account, because all of them belong to somebody else, disappears.
CREATE FUNCTION settle_people_themselves(of_organization uuid, active_since timestamptz) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    DELETE FROM people p USING settling s
    WHERE p.organization_id = of_organization AND p.id = s.person_id
      AND NOT EXISTS (SELECT FROM theirs t WHERE t.person_id = p.id);
    UPDATE people p SET user_id = n.user_id, display_name = n.display_name, email = n.email, username = n.username, country = n.country,
        department = n.department, is_enabled = n.is_enabled, discovery_types = n.discovery_types, license_count = n.license_count,
        cost_per_month = n.cost_per_month, potential_savings = n.potential_savings, first_active_at = n.first_active_at,
        last_active_at = n.last_active_at, created_at = n.created_at, removed_at = NULL
    FROM (
        SELECT t.person_id, (array_agg(a.user_id ORDER BY t.place) FILTER (WHERE a.user_id IS NOT NULL AND NOT t.is_gone))[1] AS user_id,
            coalesce((array_agg(a.display_name ORDER BY t.place) FILTER (WHERE a.display_name <> '' AND NOT t.is_gone))[1],
                (array_agg(coalesce(a.email, a.upn, a.external_id) ORDER BY t.place) FILTER (WHERE NOT t.is_gone))[1]) AS display_name,
            coalesce((array_agg(a.email ORDER BY t.place) FILTER (WHERE a.email <> '' AND NOT t.is_gone))[1], '') AS email,
            coalesce((array_agg(a.upn ORDER BY t.place) FILTER (WHERE a.upn <> '' AND NOT t.is_gone))[1],
                (array_agg(a.email ORDER BY t.place) FILTER (WHERE a.email <> '' AND NOT t.is_gone))[1],
                (array_agg(a.external_id ORDER BY t.place) FILTER (WHERE NOT t.is_gone))[1]) AS username,
            coalesce((array_agg(a.country ORDER BY t.place) FILTER (WHERE a.country <> '' AND NOT t.is_gone))[1], '') AS country,
            coalesce((array_agg(a.department ORDER BY t.place) FILTER (WHERE a.department <> '' AND NOT t.is_gone))[1], '') AS department,
            coalesce((array_agg(a.is_enabled ORDER BY t.place) FILTER (WHERE a.is_enabled IS NOT NULL AND NOT t.is_gone))[1], true)
                AS is_enabled,
            array_agg(DISTINCT a.discovery_type ORDER BY a.discovery_type) FILTER (WHERE NOT t.is_gone) AS discovery_types,
            coalesce(max(l.plans), 0) AS license_count,
            sum(t.cost) AS cost_per_month,
            coalesce(max(w.wasted), 0) AS potential_savings,
            min(a.first_active_at) AS first_active_at, max(a.last_active_at) AS last_active_at,
            min(a.first_discovered_at) AS created_at
        FROM theirs t JOIN app_accounts a ON a.organization_id = of_organization AND a.id = t.account_id
            LEFT JOIN (SELECT o.person_id, count(DISTINCT k.plan_id) AS plans FROM theirs o
                           JOIN account_plans k ON k.organization_id = of_organization AND k.account_id = o.account_id
                       WHERE NOT o.is_gone GROUP BY o.person_id) l ON l.person_id = t.person_id
            LEFT JOIN (SELECT u.person_id, sum(u.cost_per_month) AS wasted FROM settling s
                           JOIN person_applications u ON u.organization_id = of_organization AND u.person_id = s.person_id
                       WHERE u.removed_at IS NULL AND (u.last_active_at IS NULL OR u.last_active_at < active_since)
                       GROUP BY u.person_id) w ON w.person_id = t.person_id
        GROUP BY t.person_id HAVING NOT bool_and(t.is_gone)) n
    WHERE p.organization_id = of_organization AND p.id = n.person_id
      AND (p.user_id, p.display_name, p.email, p.username, p.country, p.department, p.is_enabled, p.discovery_types, p.license_count,
          p.cost_per_month, p.potential_savings, p.first_active_at, p.last_active_at, p.created_at, p.removed_at)
        IS DISTINCT FROM (n.user_id, n.display_name, n.email, n.username, n.country, n.department, n.is_enabled, n.discovery_types,
          n.license_count, n.cost_per_month, n.potential_savings, n.first_active_at, n.last_active_at, n.created_at, NULL::timestamptz);
    UPDATE people p SET removed_at = n.gone_at
    FROM (SELECT t.person_id, max(a.gone_at) AS gone_at FROM theirs t
              JOIN app_accounts a ON a.organization_id = of_organization AND a.id = t.account_id
          GROUP BY t.person_id HAVING bool_and(t.is_gone)) n
    WHERE p.organization_id = of_organization AND p.id = n.person_id AND p.removed_at IS NULL;
END
$$;

-- Time alone makes waste: whoever was active until just before active_since, and not after, waits to be settled. Tells how many.
CREATE FUNCTION let_time_pass(of_organization uuid, active_since timestamptz) RETURNS bigint LANGUAGE plpgsql AS
$$
DECLARE
    until timestamptz;
    found_people bigint := 0;
BEGIN
    SELECT wasted_until INTO until FROM usage_progress WHERE organization_id = of_organization FOR UPDATE;
    INSERT INTO people_waiting
    SELECT DISTINCT of_organization, u.person_id FROM person_applications u
    WHERE u.organization_id = of_organization AND u.removed_at IS NULL AND u.last_active_at < active_since
      AND u.last_active_at >= coalesce(until, active_since) ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS found_people = ROW_COUNT;
    UPDATE applications y SET is_stale = true
    WHERE y.organization_id = of_organization AND NOT y.is_stale AND y.id IN (
        SELECT u.application_id FROM person_applications u
        WHERE u.organization_id = of_organization AND u.removed_at IS NULL AND u.last_active_at < active_since
          AND u.last_active_at >= coalesce(until, active_since));
    INSERT INTO usage_progress AS p (organization_id, wasted_until) VALUES (of_organization, active_since)
    ON CONFLICT (organization_id) DO UPDATE SET wasted_until = greatest(p.wasted_until, excluded.wasted_until);
    RETURN found_people;
END
$$;

-- The figures of applications about which something has changed.
CREATE FUNCTION refresh_applications(of_organization uuid, active_since timestamptz) RETURNS bigint LANGUAGE plpgsql AS
$$
DECLARE
    refreshed bigint;
BEGIN
    UPDATE applications y SET is_stale = false, users = f.users, active = f.active, cost_per_month = f.cost,
        potential_savings = f.savings, last_active_at = f.last_active_at
    FROM (SELECT x.id, count(u.person_id) AS users, count(*) FILTER (WHERE u.last_active_at >= active_since) AS active,
              coalesce(sum(u.cost_per_month), 0) AS cost,
              coalesce(sum(u.cost_per_month) FILTER (WHERE u.last_active_at IS NULL OR u.last_active_at < active_since), 0) AS savings,
              max(u.last_active_at) AS last_active_at
          FROM applications x LEFT JOIN person_applications u ON u.organization_id = x.organization_id
              AND u.application_id = x.id AND u.removed_at IS NULL
          WHERE x.organization_id = of_organization AND x.is_stale GROUP BY x.id) f
    WHERE y.organization_id = of_organization AND y.id = f.id;
    GET DIAGNOSTICS refreshed = ROW_COUNT;
    RETURN refreshed;
END
$$;

-- Which application a product of the hub's licences is a subscription of. Most are Microsoft 365 in one size or another.
CREATE FUNCTION application_of_sku(name text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$
    SELECT CASE
        WHEN name ILIKE '%visio%' THEN 'Visio'
        WHEN name ILIKE '%project%' OR name ILIKE 'planner%' THEN 'Project'
        WHEN name ILIKE 'power bi%' OR name ILIKE '%fabric%' THEN 'Power BI'
        WHEN name ILIKE '%power apps%' OR name ILIKE '%powerapps%' OR name ILIKE '%power automate%' THEN 'Power Platform'
        WHEN name ILIKE '%dynamics 365%' THEN 'Dynamics 365'
        WHEN name ILIKE '%copilot%' THEN 'Microsoft Copilot'
        WHEN name ILIKE '%intune%' OR name ILIKE 'enterprise mobility%' OR name ILIKE '%defender%'
            THEN 'Enterprise Mobility + Security'
        ELSE 'Microsoft 365' END
$$;

-- A price that changes changes what people cost.
CREATE FUNCTION follow_prices() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO people_waiting
    SELECT DISTINCT a.organization_id, a.person_id FROM account_plans k
        JOIN app_accounts a ON a.organization_id = k.organization_id AND a.id = k.account_id
    WHERE k.organization_id = NEW.organization_id AND k.plan_id = NEW.id AND a.person_id IS NOT NULL
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER follow_prices AFTER UPDATE ON application_plans FOR EACH ROW
    WHEN ((OLD.price_per_month, OLD.currency) IS DISTINCT FROM (NEW.price_per_month, NEW.currency))
    EXECUTE FUNCTION follow_prices();
