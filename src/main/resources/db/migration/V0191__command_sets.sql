-- Command blocks and sets that organizations write themselves, in all their versions: jobs end with what they began with.
CREATE TABLE command_definitions (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    is_set boolean NOT NULL,
    identifier text NOT NULL,
    identifier_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(identifier)) STORED,
    category text NOT NULL,
    definition text NOT NULL CHECK (length(definition) <= 200000),
    -- The versions of blocks for which a set was written, where it names none.
    pins jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    created_by text NOT NULL,
    deleted_at timestamptz,
    PRIMARY KEY (organization_id, id, version)
);
CREATE INDEX command_definitions_by_id ON command_definitions (id, version);
CREATE UNIQUE INDEX command_definitions_by_name ON command_definitions (organization_id, identifier_ci, version)
    WHERE deleted_at IS NULL;
SELECT isolate('command_definitions', 'SELECT, INSERT, UPDATE');

-- Input that an organization gives once for all runs of a set.
CREATE TABLE command_set_defaults (
    organization_id uuid NOT NULL REFERENCES organizations,
    set_id uuid NOT NULL,
    input jsonb NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, set_id)
);
SELECT isolate('command_set_defaults', 'SELECT, INSERT, UPDATE');

-- The job whose effects this one takes back. A job is undone once at a time.
ALTER TABLE command_jobs ADD COLUMN undoes_id uuid;
CREATE UNIQUE INDEX command_jobs_by_undoes ON command_jobs (organization_id, undoes_id)
    WHERE undoes_id IS NOT NULL AND status NOT IN ('Failed', 'Cancelled');
