-- Who may see which rows. Requests run as tenantry_request, which owns nothing; every tenant-owned table shows it only the
-- organizations named by the setting tenantry.reach. The owner runs migrations and the functions marked SECURITY DEFINER.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tenantry_request') THEN
        BEGIN
            CREATE ROLE tenantry_request NOLOGIN NOSUPERUSER NOBYPASSRLS;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another hub on the same server made it at the same moment
        END;
    END IF;
    -- Since PostgreSQL 16 whoever creates a role is its member at once, but may not switch to it.
    IF NOT pg_has_role(current_user, 'tenantry_request',
                       CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END) THEN
        EXECUTE format('GRANT tenantry_request TO %I', current_user);
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO tenantry_request', current_schema());
END
$$;

-- The setting is '*' for the whole estate, or organization ids joined by commas. Unset or empty it is an error, never nobody:
-- a statement that lost its reach must not pass for one that found nothing.
CREATE FUNCTION reach_is_everything() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT current_setting('tenantry.reach') = '*' $$;

CREATE FUNCTION reach_organizations() RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 AS
$$
    SELECT unnest((CASE current_setting('tenantry.reach')
        WHEN '*' THEN '{}'
        WHEN '' THEN 'no reach is set' || current_setting('tenantry.reach')
        ELSE '{' || current_setting('tenantry.reach') || '}' END)::uuid[])
$$;

-- Puts a table behind the wall. Both sub-selects run once a statement; the second becomes a hash that each row is looked up in.
-- They say what the two functions above say: a call of reach_organizations() would be planned again in every statement, which
-- costs several times as much as reading a row by its key.
CREATE FUNCTION isolate(subject text, privileges text) RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
    reached CONSTANT text := '(SELECT current_setting(''tenantry.reach'') = ''*'') OR organization_id IN '
        '(SELECT unnest((CASE current_setting(''tenantry.reach'') WHEN ''*'' THEN ''{}'' '
        'WHEN '''' THEN ''no reach is set'' || current_setting(''tenantry.reach'') '
        'ELSE ''{'' || current_setting(''tenantry.reach'') || ''}'' END)::uuid[]))';
BEGIN
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', subject);
    EXECUTE format('CREATE POLICY reach ON %I TO tenantry_request USING (%s) WITH CHECK (%s)', subject, reached, reached);
    EXECUTE format('GRANT %s ON %I TO tenantry_request', privileges, subject);
END
$$;

-- A new version begins when its transaction began, but never before the version it follows: two transactions may overlap.
CREATE FUNCTION begin_version() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    NEW.version := OLD.version + 1;
    NEW.valid_from := greatest(transaction_timestamp(), OLD.valid_from + interval '1 microsecond');
    RETURN NEW;
END
$$;

-- Copies the versions that a statement ends into NAME_history, all of them in one insert. The columns stand in the order of
-- the living table, after valid_until: a migration that adds a column adds it to both.
CREATE FUNCTION end_versions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    EXECUTE format(
        'INSERT INTO %I.%I SELECT greatest(transaction_timestamp(), o.valid_from + interval ''1 microsecond''), o.* FROM ended o',
        TG_TABLE_SCHEMA, TG_TABLE_NAME || '_history');
    RETURN NULL;
END
$$;

CREATE FUNCTION keep_history(subject text, identity text) RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
    history text := subject || '_history';
BEGIN
    EXECUTE format('CREATE TABLE %I (valid_until timestamptz NOT NULL, LIKE %I)', history, subject);
    EXECUTE format('CREATE INDEX ON %I (%s, valid_from)', history, identity);
    EXECUTE format('CREATE INDEX ON %I (organization_id, valid_until)', history);
    PERFORM isolate(history, 'SELECT');
    EXECUTE format('CREATE TRIGGER begin_version BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION begin_version()', subject);
    EXECUTE format(
        'CREATE TRIGGER end_versions_updated AFTER UPDATE ON %I REFERENCING OLD TABLE AS ended '
        'FOR EACH STATEMENT EXECUTE FUNCTION end_versions()', subject);
    EXECUTE format(
        'CREATE TRIGGER end_versions_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS ended '
        'FOR EACH STATEMENT EXECUTE FUNCTION end_versions()', subject);
END
$$;
