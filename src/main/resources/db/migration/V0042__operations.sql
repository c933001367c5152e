-- Names are compared in lower case, so the database has to know which letters belong together. One of locale C knows A to Z only.
DO $$
BEGIN
    IF getdatabaseencoding() <> 'UTF8' OR lower('ÀÇÑØ') <> 'àçñø' THEN
        RAISE EXCEPTION 'The database % takes capital and small letters for different ones. Create it anew with '
            'ENCODING ''UTF8'' LOCALE ''C.UTF-8'' TEMPLATE template0', current_database();
    END IF;
END
$$;

-- Tells the planner what the tables hold now, for whoever has just changed a great part of them. Only their owner may.
CREATE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    ANALYZE users, memberships, audit_events;
END
$$;
GRANT EXECUTE ON FUNCTION refresh_statistics() TO tenantry_request;

-- Passwords in a file are hashed before anything is written, which takes longer than everything else.
ALTER TABLE imports DROP CONSTRAINT imports_state_check;
ALTER TABLE imports ADD CONSTRAINT imports_state_check
    CHECK (state IN ('waiting', 'hashing', 'reading', 'applying', 'answering', 'done', 'failed'));

-- Functions that run as the owner look names up in one schema only, so that no temporary table of a caller can stand in for a
-- real one, and may be called only by those who were granted that by name. Triggers fire without any grant.
DO $$
DECLARE
    signature regprocedure;
BEGIN
    FOR signature IN
        SELECT oid FROM pg_proc
        WHERE prosecdef AND pronamespace = current_schema()::regnamespace AND pg_get_userbyid(proowner) = current_user
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', signature, current_schema());
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', signature);
    END LOOP;
END
$$;

-- These only help the functions above, or migrations.
REVOKE EXECUTE ON FUNCTION isolate, keep_history, change_nesting, search_condition, search_scope FROM PUBLIC;
