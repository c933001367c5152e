-- Other systems that an organization's people and groups are provisioned to over SCIM.
CREATE TABLE scim_targets (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    url text NOT NULL,
    enabled boolean NOT NULL DEFAULT false,
    settings jsonb NOT NULL,
    -- What the other system lets the hub in with; encrypted with the master key.
    secret text NOT NULL,
    -- Nothing is told to the other system before somebody could see what that would be, with these settings.
    planned_version bigint,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    modified_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX scim_targets_by_name ON scim_targets (organization_id, name_ci);
SELECT isolate('scim_targets', 'SELECT, INSERT, UPDATE, DELETE');

-- What was told of each person and group, and what became of it. The version is that of the person or group then.
CREATE TABLE scim_objects (
    organization_id uuid NOT NULL,
    target_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('user', 'group')),
    local_id uuid NOT NULL,
    name text NOT NULL,
    remote_id text,
    version bigint,
    told jsonb,
    state text NOT NULL CHECK (state IN ('current', 'failed', 'inactive')),
    problem text,
    tries integer NOT NULL DEFAULT 0,
    next_try_at timestamptz,
    told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (organization_id, target_id, kind, local_id),
    FOREIGN KEY (organization_id, target_id) REFERENCES scim_targets ON DELETE CASCADE
);
CREATE INDEX scim_objects_failed ON scim_objects (organization_id, target_id, kind, local_id) WHERE state = 'failed';
SELECT isolate('scim_objects', 'SELECT, INSERT, UPDATE, DELETE');

-- Whom the other system's groups hold because the hub said so. Others in them are none of the hub's business.
CREATE TABLE scim_members (
    organization_id uuid NOT NULL,
    target_id uuid NOT NULL,
    group_id uuid NOT NULL,
    member_id uuid NOT NULL,
    remote_id text NOT NULL,
    PRIMARY KEY (organization_id, target_id, group_id, member_id),
    FOREIGN KEY (organization_id, target_id) REFERENCES scim_targets ON DELETE CASCADE
);
SELECT isolate('scim_members', 'SELECT, INSERT, UPDATE, DELETE');

-- Each time a target was planned or provisioned. One that is not finished and was not heard of for a while was cut off.
CREATE TABLE scim_runs (
    organization_id uuid NOT NULL,
    target_id uuid NOT NULL,
    id uuid NOT NULL,
    is_plan boolean NOT NULL,
    requested_by text NOT NULL,
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed')),
    created bigint NOT NULL DEFAULT 0,
    updated bigint NOT NULL DEFAULT 0,
    deactivated bigint NOT NULL DEFAULT 0,
    deleted bigint NOT NULL DEFAULT 0,
    unchanged bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    members_added bigint NOT NULL DEFAULT 0,
    members_removed bigint NOT NULL DEFAULT 0,
    problem text,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    heard_of_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    PRIMARY KEY (organization_id, target_id, id),
    FOREIGN KEY (organization_id, target_id) REFERENCES scim_targets ON DELETE CASCADE
);
CREATE UNIQUE INDEX scim_runs_one_at_a_time ON scim_runs (organization_id, target_id) WHERE state = 'running';
SELECT isolate('scim_runs', 'SELECT, INSERT, UPDATE, DELETE');

-- What the last plan of a target would do.
CREATE TABLE scim_plan_steps (
    organization_id uuid NOT NULL,
    target_id uuid NOT NULL,
    number bigint NOT NULL,
    action text NOT NULL CHECK (action IN ('create', 'update', 'deactivate', 'delete')),
    kind text NOT NULL CHECK (kind IN ('user', 'group')),
    local_id uuid NOT NULL,
    name text NOT NULL,
    remote_id text,
    PRIMARY KEY (organization_id, target_id, number),
    FOREIGN KEY (organization_id, target_id) REFERENCES scim_targets ON DELETE CASCADE
);
SELECT isolate('scim_plan_steps', 'SELECT, INSERT, DELETE');
