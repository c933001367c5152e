-- Of a source's accounts, those that are a person's by their keys say more of him than one that somebody has moved to him: that one
-- bears another's name and address, and by chance of its id it could give them to the person it was moved to.
CREATE OR REPLACE FUNCTION settle_people(of_organization uuid, active_since timestamptz, most integer) RETURNS bigint LANGUAGE plpgsql AS
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
        row_number() OVER (PARTITION BY a.person_id ORDER BY d.priority, a.pinned_to IS NOT NULL, a.first_discovered_at, a.id),
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

-- Whoever has an account that was moved to him is looked at again.
INSERT INTO people_waiting SELECT DISTINCT organization_id, pinned_to FROM app_accounts WHERE pinned_to IS NOT NULL AND gone_at IS NULL
ON CONFLICT DO NOTHING;
