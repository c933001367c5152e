-- Works out the keys of all accounts of an organization anew, because other ones count now, and lets all of them be consolidated.
CREATE FUNCTION rekey_accounts(of_organization uuid) RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
    settings usage_settings;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('tenantry.usage.' || of_organization, 0));
    SELECT * INTO settings FROM usage_settings WHERE organization_id = of_organization;
    DELETE FROM account_keys WHERE organization_id = of_organization;
    INSERT INTO account_keys (organization_id, key, account_id)
    SELECT a.organization_id, k.key, a.id FROM app_accounts a CROSS JOIN LATERAL keys_of_account(a, settings) k (key)
    WHERE a.organization_id = of_organization AND a.gone_at IS NULL;
    INSERT INTO accounts_waiting SELECT organization_id, id FROM app_accounts
    WHERE organization_id = of_organization AND gone_at IS NULL ON CONFLICT DO NOTHING;
    INSERT INTO people_waiting SELECT organization_id, id FROM people
    WHERE organization_id = of_organization AND removed_at IS NULL ON CONFLICT DO NOTHING;
END
$$;
