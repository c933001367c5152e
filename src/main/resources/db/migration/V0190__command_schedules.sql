-- When command jobs are to run: once, again and again, or by a calendar. A job that was made by a schedule that goes on is followed
-- by the next one as soon as it starts.

CREATE TABLE command_schedules (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 256),
    name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    kind text NOT NULL CHECK (kind IN ('once', 'cron', 'interval')),
    -- A local date and time, a cron expression, or a duration.
    rule text NOT NULL CHECK (length(rule) <= 256),
    zone text NOT NULL,
    missed text NOT NULL DEFAULT 'skip' CHECK (missed IN ('skip', 'catchUp')),
    is_paused boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX command_schedules_by_name ON command_schedules (organization_id, name_ci, id);
SELECT isolate('command_schedules', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('command_schedules', 'organization_id, id');

-- The job that this one was made after. A job is followed once, however often its start is tried.
ALTER TABLE command_jobs ADD COLUMN follows_id uuid;
CREATE UNIQUE INDEX command_jobs_by_follows ON command_jobs (organization_id, follows_id) WHERE follows_id IS NOT NULL;
CREATE INDEX command_jobs_by_schedule ON command_jobs (organization_id, schedule_id, id) WHERE schedule_id IS NOT NULL;
