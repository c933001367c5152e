-- Jobs of command blocks, the outcome of each of their steps, and the table by which nodes share the work.

CREATE TABLE command_jobs (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    -- The job for a whole group or filter that this one is a part of.
    parent_id uuid,
    is_parent boolean NOT NULL DEFAULT false,
    block_id uuid NOT NULL,
    block_identifier text NOT NULL,
    block_identifier_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(block_identifier)) STORED,
    block_version integer NOT NULL,
    -- The permission by which the job may be seen, as the block had it.
    read_action text NOT NULL,
    target_kind text NOT NULL CHECK (target_kind IN ('User', 'Group', 'Organization', 'Device')),
    -- One of them is the target; a person's job may also name the group that he was in. Names are
    -- those of when the job was made: the log tells what was, not what is.
    user_id uuid,
    user_upn text,
    user_upn_ci text COLLATE "C" GENERATED ALWAYS AS (lower(user_upn)) STORED,
    group_id uuid,
    group_name text,
    device_id uuid,
    device_name text,
    organization_name text NOT NULL,
    actor_id uuid NOT NULL,
    acting_for_id uuid,
    actor_name text NOT NULL,
    actor_organization_id uuid,
    actor_organization_name text,
    client text NOT NULL,
    set_id uuid,
    set_name text,
    set_block_id uuid,
    set_run_id uuid,
    schedule_id uuid,
    schedule_name text,
    planned_at timestamptz,
    status text NOT NULL CHECK (status IN ('Pending', 'Queued', 'Running', 'Completed', 'Failed', 'Cancelled')),
    due_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    started_at timestamptz,
    finished_at timestamptz,
    -- Who works on it: a lane of the organization, and the lane's present run. Whoever lost the lane writes nothing any more.
    lane smallint,
    run uuid,
    step smallint NOT NULL DEFAULT 0,
    attempts smallint NOT NULL DEFAULT 0,
    is_cancelled boolean NOT NULL DEFAULT false,
    error_code text,
    error_message text,
    input jsonb NOT NULL DEFAULT '{}',
    -- Encrypted with the master key.
    secret_input text,
    output jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (organization_id, id)
) WITH (fillfactor = 85);
CREATE INDEX command_jobs_by_id ON command_jobs (id);
CREATE INDEX command_jobs_waiting ON command_jobs (organization_id, due_at, id) WHERE status IN ('Pending', 'Queued');
CREATE INDEX command_jobs_running ON command_jobs (organization_id, lane) WHERE status = 'Running';
CREATE INDEX command_jobs_by_parent ON command_jobs (organization_id, parent_id, id) WHERE parent_id IS NOT NULL;
CREATE INDEX command_jobs_open_parts ON command_jobs (organization_id, parent_id)
    WHERE parent_id IS NOT NULL AND status IN ('Pending', 'Queued', 'Running');
CREATE INDEX command_jobs_by_user ON command_jobs (organization_id, user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX command_jobs_by_end ON command_jobs (finished_at) WHERE finished_at IS NOT NULL;
SELECT isolate('command_jobs', 'SELECT, INSERT, UPDATE, DELETE');

-- What came of each step: one row a step, written in the transaction of its effect where there is one.
CREATE TABLE command_job_steps (
    organization_id uuid NOT NULL,
    job_id uuid NOT NULL,
    position smallint NOT NULL,
    operation text NOT NULL,
    state text NOT NULL CHECK (state IN ('done', 'skipped', 'failed')),
    attempts smallint NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    error_code text,
    error_message text,
    output jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (organization_id, job_id, position),
    FOREIGN KEY (organization_id, job_id) REFERENCES command_jobs (organization_id, id) ON DELETE CASCADE
);
SELECT isolate('command_job_steps', 'SELECT, INSERT, UPDATE, DELETE');

-- The table of the library db-scheduler, whose columns are the library's. It holds no tenant's data: a lane of an organization
-- that has work, when it is due, and which node is at it.
CREATE TABLE scheduled_tasks (
    task_name text NOT NULL,
    task_instance text NOT NULL,
    task_data bytea,
    execution_time timestamptz NOT NULL,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures integer,
    last_heartbeat timestamptz,
    version bigint NOT NULL,
    priority smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_alive ON scheduled_tasks (last_heartbeat);
GRANT SELECT, INSERT, UPDATE, DELETE ON scheduled_tasks TO tenantry_request;
