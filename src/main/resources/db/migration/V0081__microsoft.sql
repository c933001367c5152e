-- Organizations whose people live in a Microsoft tenant: how the hub gets there, and the mirror of what is there.

CREATE TABLE microsoft_connections (
    organization_id uuid PRIMARY KEY REFERENCES organizations,
    tenant_id uuid NOT NULL,
    client_id text NOT NULL CHECK (length(client_id) BETWEEN 1 AND 100),
    credential_kind text NOT NULL CHECK (credential_kind IN ('secret', 'certificate')),
    -- The secret, or certificate and key; encrypted with the master key.
    credential text NOT NULL,
    login_url text NOT NULL,
    graph_url text NOT NULL,
    partner_center_url text NOT NULL,
    sync_minutes integer NOT NULL CHECK (sync_minutes BETWEEN 0 AND 1440),
    -- Where the mirror goes on reading: a page, or what changed since the last one. Null is the beginning.
    users_link text,
    groups_link text,
    -- Whether everything is being read, so that what is not there any more can be told at the end.
    is_full boolean NOT NULL DEFAULT true,
    -- The mirror shows what was so at this moment, and perhaps more.
    mirrored_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    modified_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1
);
SELECT isolate('microsoft_connections', 'SELECT, INSERT, UPDATE, DELETE');

-- Each time a mirror was brought up to date. One that is not finished and was not heard of for a while was cut off.
CREATE TABLE mirror_runs (
    organization_id uuid NOT NULL REFERENCES microsoft_connections ON DELETE CASCADE,
    id uuid NOT NULL,
    is_full boolean NOT NULL,
    requested_by text NOT NULL,
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed')),
    pages bigint NOT NULL DEFAULT 0,
    users_read bigint NOT NULL DEFAULT 0,
    users_created bigint NOT NULL DEFAULT 0,
    users_changed bigint NOT NULL DEFAULT 0,
    users_removed bigint NOT NULL DEFAULT 0,
    groups_read bigint NOT NULL DEFAULT 0,
    groups_changed bigint NOT NULL DEFAULT 0,
    groups_removed bigint NOT NULL DEFAULT 0,
    members_added bigint NOT NULL DEFAULT 0,
    members_removed bigint NOT NULL DEFAULT 0,
    licenses_changed bigint NOT NULL DEFAULT 0,
    problem text,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    heard_of_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    PRIMARY KEY (organization_id, id)
);
-- One node at a time keeps a mirror.
CREATE UNIQUE INDEX mirror_runs_one_at_a_time ON mirror_runs (organization_id) WHERE state = 'running';
SELECT isolate('mirror_runs', 'SELECT, INSERT, UPDATE, DELETE');

-- What a full reading has seen, so that the rest can be told to be gone at its end. other_id is a member of the group object_id.
CREATE TABLE mirror_seen (
    organization_id uuid NOT NULL REFERENCES microsoft_connections ON DELETE CASCADE,
    object_id uuid NOT NULL,
    other_id uuid NOT NULL,
    PRIMARY KEY (organization_id, object_id, other_id)
);
SELECT isolate('mirror_seen', 'SELECT, INSERT, UPDATE, DELETE');

-- Memberships whose group or member has not come yet: what comes first is not for the reader to choose.
CREATE TABLE mirror_waiting (
    organization_id uuid NOT NULL REFERENCES microsoft_connections ON DELETE CASCADE,
    group_object_id uuid NOT NULL,
    member_object_id uuid NOT NULL,
    PRIMARY KEY (organization_id, group_object_id, member_object_id)
);
SELECT isolate('mirror_waiting', 'SELECT, INSERT, UPDATE, DELETE');

-- Who holds a licence is decided by Microsoft, also where the books here would see no unit or no usage location. Makes what
-- the mirror has written of these people's licences hold.
CREATE FUNCTION hold_mirrored_licenses(of_organization uuid, of_users uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    IF NOT EXISTS (SELECT FROM microsoft_connections WHERE organization_id = of_organization) THEN
        RAISE EXCEPTION 'The organization is not a mirror';
    END IF;
    -- A product may be held before Microsoft has told of its units.
    INSERT INTO consumed_units (organization_id, sku_id)
    SELECT DISTINCT of_organization, l.sku_id FROM unnest(of_users) AS given (id)
        JOIN user_licenses l ON l.organization_id = of_organization AND l.user_id = given.id WHERE NOT l.held
    ORDER BY l.sku_id ON CONFLICT DO NOTHING;
    PERFORM FROM consumed_units c WHERE c.organization_id = of_organization AND c.sku_id IN (
        SELECT l.sku_id FROM unnest(of_users) AS given (id)
            JOIN user_licenses l ON l.organization_id = of_organization AND l.user_id = given.id WHERE NOT l.held)
    ORDER BY c.sku_id FOR UPDATE;
    WITH changed AS (
        UPDATE user_licenses l SET held = true, problem = NULL, since = transaction_timestamp()
        FROM unnest(of_users) AS given (id), users u
        WHERE l.organization_id = of_organization AND l.user_id = given.id AND NOT l.held
          AND u.organization_id = of_organization AND u.id = given.id AND u.deleted_at IS NULL
        RETURNING l.sku_id
    ), counted AS (SELECT sku_id, count(*) AS more FROM changed GROUP BY sku_id)
    UPDATE consumed_units c SET units = c.units + counted.more FROM counted
    WHERE c.organization_id = of_organization AND c.sku_id = counted.sku_id;
END
$$;

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION hold_mirrored_licenses(uuid, uuid[]) SET search_path = %I, pg_temp', current_schema());
    REVOKE EXECUTE ON FUNCTION hold_mirrored_licenses(uuid, uuid[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION hold_mirrored_licenses(uuid, uuid[]) TO tenantry_request;
END
$$;
