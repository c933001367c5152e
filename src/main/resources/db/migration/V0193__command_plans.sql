-- What a block or set would do for many people: looked at, approved where rules ask for it, and then run.
CREATE TABLE command_plans (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    title text,
    block_id uuid NOT NULL,
    block_identifier text NOT NULL,
    block_version integer NOT NULL,
    input jsonb NOT NULL DEFAULT '{}',
    -- Encrypted with the master key.
    secret_input text,
    planned_at timestamptz,
    state text NOT NULL CHECK (state IN ('planned', 'waiting', 'approved', 'rejected', 'applied', 'cancelled')),
    hash text NOT NULL,
    people bigint NOT NULL,
    warnings bigint NOT NULL,
    privileged bigint NOT NULL,
    missing text[] NOT NULL DEFAULT '{}',
    approval_reasons text[] NOT NULL DEFAULT '{}',
    requested_by_id uuid NOT NULL,
    requested_by text NOT NULL,
    decided_by text,
    comment text,
    job_id uuid,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX command_plans_by_id ON command_plans (id);
SELECT isolate('command_plans', 'SELECT, INSERT, UPDATE');

-- For whom, and which parts of the set would run for him.
CREATE TABLE command_plan_people (
    organization_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    number integer NOT NULL,
    user_id uuid NOT NULL,
    user_upn text NOT NULL,
    runs text[] NOT NULL,
    skips text[] NOT NULL,
    warnings text[] NOT NULL,
    is_privileged boolean NOT NULL,
    PRIMARY KEY (organization_id, plan_id, number),
    FOREIGN KEY (organization_id, plan_id) REFERENCES command_plans (organization_id, id) ON DELETE CASCADE
);
SELECT isolate('command_plan_people', 'SELECT, INSERT');
