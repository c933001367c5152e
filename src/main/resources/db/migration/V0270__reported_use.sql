-- What is read beside a mirror, each at its own pace: when people sign in, and which applications they use.
CREATE TABLE discovery_logs (
    organization_id uuid NOT NULL,
    source_id uuid NOT NULL,
    log text NOT NULL CHECK (length(log) BETWEEN 1 AND 100),
    -- Up to when it was read to its end.
    read_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, source_id, log),
    FOREIGN KEY (organization_id, source_id) REFERENCES discovery_sources ON DELETE CASCADE
);
SELECT isolate('discovery_logs', 'SELECT, INSERT, UPDATE, DELETE');

-- Which applications somebody uses, as reported last: by their names, on which day he last did, or an empty text for never.
CREATE TABLE reported_use (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    used jsonb NOT NULL,
    reported_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
) WITH (fillfactor = 80);
SELECT isolate('reported_use', 'SELECT, INSERT, UPDATE, DELETE');

-- A tenant that stands in for one without a premium licence, or for one that conceals who people are in its reports.
ALTER TABLE emulated_faults DROP CONSTRAINT emulated_faults_kind_check;
ALTER TABLE emulated_faults ADD CONSTRAINT emulated_faults_kind_check
    CHECK (kind IN ('throttled', 'unavailable', 'slow', 'cut', 'strict', 'free', 'concealed'));
