-- By which codes somebody may make the first administrator of a hub: one of each node that was started while there was none. Only the
-- owner of the database reads them, and they go when there is an administrator.
CREATE TABLE setup_codes (
    code_hash text PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
