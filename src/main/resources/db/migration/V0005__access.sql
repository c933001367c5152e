-- Who may do what, where. Built-in roles live in the program; these are an organization's own.
CREATE TABLE roles (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
    name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    description text,
    permissions text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX roles_by_name ON roles (organization_id, name_ci);
SELECT isolate('roles', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('roles', 'organization_id, id');

-- A principal holds a role over a scope: an organization and all below it, only one organization, those below it that carry
-- a tag, or all below it except some (and what is below those). organization_id is where the principal lives.
CREATE TABLE role_assignments (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    principal_id uuid NOT NULL,
    principal_kind text NOT NULL CHECK (principal_kind IN ('user', 'group', 'service account')),
    role_id uuid NOT NULL,
    scope_kind text NOT NULL CHECK (scope_kind IN ('subtree', 'organization', 'tag', 'all except')),
    scope_organization_id uuid NOT NULL REFERENCES organizations,
    scope_tag text CHECK ((scope_kind = 'tag') = (scope_tag IS NOT NULL)),
    scope_excluded uuid[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX role_assignments_by_principal ON role_assignments (organization_id, principal_id);
SELECT isolate('role_assignments', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('role_assignments', 'organization_id, id');

-- Programs that act with rights of their own.
CREATE TABLE service_accounts (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    client_id text NOT NULL,
    secret_hash text NOT NULL,
    display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 256),
    owner_id uuid,
    is_enabled boolean NOT NULL DEFAULT true,
    calls_per_minute integer CHECK (calls_per_minute > 0),
    is_unthrottled boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX service_accounts_by_id ON service_accounts (id);
-- Over the installation, because a client names itself before anyone knows its organization.
CREATE UNIQUE INDEX service_accounts_by_client_id ON service_accounts (client_id);
SELECT isolate('service_accounts', 'SELECT, INSERT, UPDATE, DELETE');

-- Every node hears, when the transaction commits, that answers it keeps about rights may be old: one principal's, or all.
CREATE FUNCTION tell_access_changed() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('tenantry_access', TG_ARGV[0]);
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_access_changed AFTER INSERT OR UPDATE OR DELETE ON roles
    FOR EACH STATEMENT EXECUTE FUNCTION tell_access_changed('all');
CREATE TRIGGER tell_access_changed AFTER INSERT OR UPDATE OR DELETE ON role_assignments
    FOR EACH STATEMENT EXECUTE FUNCTION tell_access_changed('all');
CREATE TRIGGER tell_access_changed AFTER INSERT OR UPDATE OR DELETE ON service_accounts
    FOR EACH STATEMENT EXECUTE FUNCTION tell_access_changed('all');
CREATE TRIGGER tell_access_changed AFTER INSERT OR UPDATE OR DELETE ON organizations
    FOR EACH STATEMENT EXECUTE FUNCTION tell_access_changed('organizations');

-- A user's state counts for rights when he is disabled, enabled, deleted or restored.
CREATE FUNCTION tell_user_access_changed() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('tenantry_access', 'principal ' || NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_access_changed AFTER UPDATE ON users FOR EACH ROW
    WHEN (OLD.account_enabled <> NEW.account_enabled OR OLD.deleted_at IS DISTINCT FROM NEW.deleted_at)
    EXECUTE FUNCTION tell_user_access_changed();

-- A membership counts for rights only when the group, or one it lies within, holds a role. Each transition table is named in a
-- statement of its own: one that a trigger's event does not have cannot even be mentioned.
CREATE FUNCTION tell_membership_access_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    told boolean := false;
BEGIN
    IF NOT EXISTS (SELECT FROM role_assignments WHERE principal_kind = 'group') THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        told := EXISTS (
            SELECT FROM begun m JOIN role_assignments a ON a.organization_id = m.organization_id AND a.principal_kind = 'group'
            WHERE a.principal_id = m.group_id OR EXISTS (
                SELECT FROM group_nesting n WHERE n.organization_id = m.organization_id
                  AND n.outer_id = a.principal_id AND n.inner_id = m.group_id));
    END IF;
    IF TG_OP <> 'INSERT' AND NOT told THEN
        told := EXISTS (
            SELECT FROM ended m JOIN role_assignments a ON a.organization_id = m.organization_id AND a.principal_kind = 'group'
            WHERE a.principal_id = m.group_id OR EXISTS (
                SELECT FROM group_nesting n WHERE n.organization_id = m.organization_id
                  AND n.outer_id = a.principal_id AND n.inner_id = m.group_id));
    END IF;
    IF told THEN
        PERFORM pg_notify('tenantry_access', 'all');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_inserted AFTER INSERT ON memberships REFERENCING NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION tell_membership_access_changed();
CREATE TRIGGER tell_updated AFTER UPDATE ON memberships REFERENCING OLD TABLE AS ended NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION tell_membership_access_changed();
CREATE TRIGGER tell_deleted AFTER DELETE ON memberships REFERENCING OLD TABLE AS ended
    FOR EACH STATEMENT EXECUTE FUNCTION tell_membership_access_changed();

-- Calls of a connection within its window; shared by all nodes. Losing it in a crash forgives a minute of calls.
CREATE UNLOGGED TABLE throttle_windows (
    connection text PRIMARY KEY,
    began_at timestamptz NOT NULL,
    calls integer NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON throttle_windows TO tenantry_request;
