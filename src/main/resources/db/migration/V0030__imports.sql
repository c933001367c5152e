-- Imports under way and of the last day: how far each is, and the file that answers it.
CREATE TABLE imports (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'reading', 'applying', 'answering', 'done', 'failed')),
    is_dry_run boolean NOT NULL,
    requested_by text NOT NULL,
    format text,
    columns_not_applied text[] NOT NULL DEFAULT '{}',
    rows_expected bigint NOT NULL,
    rows_read bigint NOT NULL DEFAULT 0,
    rows_staged bigint NOT NULL DEFAULT 0,
    rows_applied bigint NOT NULL DEFAULT 0,
    created bigint NOT NULL DEFAULT 0,
    updated bigint NOT NULL DEFAULT 0,
    unchanged bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    skipped bigint NOT NULL DEFAULT 0,
    problem text,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    heard_of_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX imports_by_age ON imports (created_at);
SELECT isolate('imports', 'SELECT, INSERT, UPDATE, DELETE');

-- The result file, compressed and cut into parts, so that any node can send it without holding it.
CREATE TABLE import_results (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    part integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (organization_id, import_id, part),
    FOREIGN KEY (organization_id, import_id) REFERENCES imports (organization_id, id) ON DELETE CASCADE
);
ALTER TABLE import_results ALTER COLUMN content SET STORAGE EXTERNAL;
SELECT isolate('import_results', 'SELECT, INSERT, DELETE');
