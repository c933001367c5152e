-- Changes of many things at once: planned, looked at, applied and taken back.

-- A version 7 UUID, for rows that are made by a statement and read in the order in which they came.
CREATE FUNCTION time_ordered_id() RETURNS uuid LANGUAGE sql VOLATILE AS
$$
    SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
        || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;

-- A plan, and how far it is. It belongs to the first of the organizations whose things it changes, and is seen only by who
-- reaches all of them: half a plan would be a wrong one.
CREATE TABLE changes (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    organizations uuid[] NOT NULL,
    title text,
    subject text NOT NULL CHECK (subject IN ('user', 'group')),
    request jsonb NOT NULL,
    edits text[] NOT NULL,
    members text[] NOT NULL,
    permissions text[] NOT NULL,
    undoes uuid,
    state text NOT NULL CHECK (state IN ('planned', 'waiting', 'approved', 'rejected', 'applying', 'paused', 'cancelled', 'done')),
    hash text NOT NULL,
    targets bigint NOT NULL,
    blocked bigint NOT NULL,
    unchanged bigint NOT NULL,
    privileged bigint NOT NULL,
    missing text[] NOT NULL DEFAULT '{}',
    cost jsonb,
    approval_reasons text[] NOT NULL DEFAULT '{}',
    requested_by_id uuid,
    requested_by text NOT NULL,
    decided_by_id uuid,
    decided_by text,
    decided_at timestamptz,
    comment text,
    applied_by_id uuid,
    applied_by text,
    position bigint NOT NULL DEFAULT 0,
    done bigint NOT NULL DEFAULT 0,
    conflicts bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    worker uuid,
    heard_of_at timestamptz,
    running_since timestamptz,
    done_before bigint NOT NULL DEFAULT 0,
    problem text,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    expires_at timestamptz NOT NULL,
    finished_at timestamptz,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX changes_by_id ON changes (id);
CREATE INDEX changes_at_work ON changes (id) WHERE state = 'applying';
CREATE INDEX changes_that_undo ON changes (undoes) WHERE undoes IS NOT NULL;
SELECT isolate('changes', 'SELECT, INSERT, UPDATE, DELETE');
CREATE POLICY whole ON changes AS RESTRICTIVE TO tenantry_request USING (
    (SELECT current_setting('tenantry.reach') = '*') OR organizations <@ ARRAY(SELECT reach_organizations()));

-- What is to become of each thing, and what became of it. Only the last four columns change once the plan is made.
CREATE TABLE change_targets (
    organization_id uuid NOT NULL REFERENCES organizations,
    change_id uuid NOT NULL,
    number bigint NOT NULL,
    target_id uuid NOT NULL,
    target_name text NOT NULL,
    version bigint NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    is_privileged boolean NOT NULL DEFAULT false,
    state text NOT NULL CHECK (state IN ('planned', 'blocked', 'done', 'conflict', 'failed')),
    reason text,
    applied_version bigint,
    PRIMARY KEY (organization_id, change_id, number)
) WITH (fillfactor = 80);
CREATE INDEX change_targets_by_number ON change_targets (change_id, number);
SELECT isolate('change_targets', 'SELECT, INSERT, UPDATE, DELETE');

-- When somebody else has to agree. Those of an organization hold for what lies below it too, unless that has its own.
CREATE TABLE change_rules (
    organization_id uuid PRIMARY KEY REFERENCES organizations,
    rules jsonb NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL DEFAULT transaction_timestamp()
);
SELECT isolate('change_rules', 'SELECT, INSERT, UPDATE, DELETE');
