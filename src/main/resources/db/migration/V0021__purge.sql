-- What rests with a deleted user or group is found again when that is purged.
CREATE INDEX memberships_resting ON memberships (organization_id, member_id) WHERE NOT living;

-- Takes everything of an organization away, in whichever table it is, except its past and its audit trail. People and groups
-- are expected to be gone already; there may be too many of them for one statement.
CREATE FUNCTION purge_organization(of_organization uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    subject name;
BEGIN
    DELETE FROM role_assignments WHERE scope_organization_id = of_organization;
    FOR subject IN
        SELECT t.relname FROM pg_class t
            JOIN pg_attribute c ON c.attrelid = t.oid AND c.attname = 'organization_id' AND NOT c.attisdropped
        WHERE t.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'organizations'::regclass)
          AND t.relkind = 'r' AND t.relname <> 'organizations'
          AND t.relname NOT LIKE '%\_history' AND t.relname NOT IN ('audit_events', 'audit_seals')
        ORDER BY t.relname
    LOOP
        EXECUTE format('DELETE FROM %I WHERE organization_id = $1', subject) USING of_organization;
    END LOOP;
    DELETE FROM organizations WHERE organization_id = of_organization;
END
$$;
GRANT EXECUTE ON FUNCTION purge_organization(uuid) TO tenantry_request;
