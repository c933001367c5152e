-- Other places where an organization's people are known: directories that feed it, and providers that people sign in with.
CREATE TABLE identity_sources (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('ldap', 'oidc')),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    enabled boolean NOT NULL DEFAULT true,
    settings jsonb NOT NULL,
    -- The password of the account that reads the directory, or the client's secret; encrypted with the master key.
    secret text,
    -- Up to where in the directory's own time the last complete run has read, and when everything was last compared.
    high_water text,
    compared_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    modified_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX identity_sources_by_name ON identity_sources (organization_id, name_ci);
CREATE INDEX identity_sources_by_id ON identity_sources (id);
SELECT isolate('identity_sources', 'SELECT, INSERT, UPDATE, DELETE');

-- Which user a person of a directory is. A user is fed by one directory at most; gone_at is set while his entry is missing.
CREATE TABLE directory_people (
    organization_id uuid NOT NULL,
    source_id uuid NOT NULL,
    external_id text NOT NULL,
    user_id uuid NOT NULL,
    dn text NOT NULL,
    dn_key text COLLATE "C" NOT NULL,
    login_key text COLLATE "C",
    seen_run uuid NOT NULL,
    gone_at timestamptz,
    PRIMARY KEY (organization_id, source_id, external_id),
    FOREIGN KEY (organization_id, source_id) REFERENCES identity_sources ON DELETE CASCADE,
    FOREIGN KEY (organization_id, user_id) REFERENCES users ON DELETE CASCADE
);
CREATE UNIQUE INDEX directory_people_by_user ON directory_people (organization_id, user_id);
CREATE INDEX directory_people_by_dn ON directory_people (organization_id, source_id, dn_key);
CREATE INDEX directory_people_by_login ON directory_people (organization_id, source_id, login_key);
SELECT isolate('directory_people', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE directory_groups (
    organization_id uuid NOT NULL,
    source_id uuid NOT NULL,
    external_id text NOT NULL,
    group_id uuid NOT NULL,
    dn_key text COLLATE "C" NOT NULL,
    seen_run uuid NOT NULL,
    gone_at timestamptz,
    PRIMARY KEY (organization_id, source_id, external_id),
    FOREIGN KEY (organization_id, source_id) REFERENCES identity_sources ON DELETE CASCADE,
    FOREIGN KEY (organization_id, group_id) REFERENCES groups ON DELETE CASCADE
);
CREATE UNIQUE INDEX directory_groups_by_group ON directory_groups (organization_id, group_id);
CREATE INDEX directory_groups_by_dn ON directory_groups (organization_id, source_id, dn_key);
SELECT isolate('directory_groups', 'SELECT, INSERT, UPDATE, DELETE');

-- Each time a directory was read, and what came of it. One that is not finished and was not heard of for a while was cut off.
CREATE TABLE sync_runs (
    organization_id uuid NOT NULL,
    source_id uuid NOT NULL,
    id uuid NOT NULL,
    is_full boolean NOT NULL,
    requested_by text NOT NULL,
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed')),
    people_read bigint NOT NULL DEFAULT 0,
    created bigint NOT NULL DEFAULT 0,
    changed bigint NOT NULL DEFAULT 0,
    disabled bigint NOT NULL DEFAULT 0,
    enabled bigint NOT NULL DEFAULT 0,
    gone bigint NOT NULL DEFAULT 0,
    unchanged bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    groups_read bigint NOT NULL DEFAULT 0,
    members_added bigint NOT NULL DEFAULT 0,
    members_removed bigint NOT NULL DEFAULT 0,
    -- The first problems, each with the entry it is about.
    problems jsonb NOT NULL DEFAULT '[]',
    problem text,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    heard_of_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    PRIMARY KEY (organization_id, source_id, id),
    FOREIGN KEY (organization_id, source_id) REFERENCES identity_sources ON DELETE CASCADE
);
-- One node at a time reads a directory.
CREATE UNIQUE INDEX sync_runs_one_at_a_time ON sync_runs (organization_id, source_id) WHERE state = 'running';
SELECT isolate('sync_runs', 'SELECT, INSERT, UPDATE, DELETE');
