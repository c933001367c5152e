-- The directory as it was: lists of the past in order of names, the groups somebody was in, and the end of the past.
CREATE INDEX users_history_by_name ON users_history (organization_id, display_name_ci, id);
CREATE INDEX groups_history_by_name ON groups_history (organization_id, display_name_ci, id);
CREATE INDEX memberships_history_by_member ON memberships_history (organization_id, member_id, valid_from);

-- Versions end one after the other, so the oldest lie together, and a few ranges tell where.
DO $$
DECLARE
    history name;
BEGIN
    FOR history IN
        SELECT t.relname FROM pg_class t
            JOIN pg_attribute c ON c.attrelid = t.oid AND c.attname = 'valid_until' AND NOT c.attisdropped
        WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r' AND t.relname LIKE '%\_history'
    LOOP
        EXECUTE format('CREATE INDEX ON %I USING brin (valid_until)', history);
    END LOOP;
END
$$;

-- Takes versions away that ended before a moment, some of each table, and tells how many. What the audit trail needs stands in
-- the audit trail.
CREATE FUNCTION forget_versions(ended_before timestamptz, most integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    history name;
    taken bigint;
    gone bigint := 0;
BEGIN
    FOR history IN
        SELECT t.relname FROM pg_class t
            JOIN pg_attribute c ON c.attrelid = t.oid AND c.attname = 'valid_until' AND NOT c.attisdropped
        WHERE t.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'organizations'::regclass)
          AND t.relkind = 'r' AND t.relname LIKE '%\_history'
        ORDER BY t.relname
    LOOP
        EXECUTE format('DELETE FROM %I WHERE ctid = ANY (ARRAY(SELECT ctid FROM %I WHERE valid_until < $1 LIMIT $2))', history, history)
            USING ended_before, most;
        GET DIAGNOSTICS taken = ROW_COUNT;
        gone := gone + taken;
    END LOOP;
    RETURN gone;
END
$$;
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION forget_versions(timestamptz, integer) SET search_path = %I, pg_temp', current_schema());
END
$$;
REVOKE EXECUTE ON FUNCTION forget_versions(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_versions(timestamptz, integer) TO tenantry_request;
