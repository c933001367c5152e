-- How many accounts each source tells of was counted by reading all accounts once for each of them: 4.3 s at five sources of 1,000,000 accounts, now 0.5 s.
CREATE INDEX app_accounts_living ON app_accounts (organization_id, source_id) WHERE gone_at IS NULL;

-- Who was first discovered in an application, or last, was a sort of everybody.
CREATE INDEX person_applications_by_discovery ON person_applications (organization_id, application_id, first_discovered_at, person_id)
    WHERE removed_at IS NULL;
