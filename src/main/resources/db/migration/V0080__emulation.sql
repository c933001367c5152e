-- What lets a local organization stand in for a Microsoft tenant: changes told since a moment, and faults on demand.

-- Up to which moment all changes are there to be seen. Versions begin when their transaction began, so one that is still going
-- on may yet leave versions from before now. A reader that goes on from here misses none; some it may see twice.
CREATE FUNCTION changes_horizon() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER AS
$$
    SELECT least(transaction_timestamp(), min(xact_start)) - interval '100 milliseconds'
    FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'
$$;

-- Faults that an organization's answers are given, so that its clients can be tried out.
CREATE TABLE emulated_faults (
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('throttled', 'unavailable', 'slow', 'cut', 'strict')),
    -- How many of a hundred requests are hit, and how many more at most; without an end where that is null.
    percent integer NOT NULL DEFAULT 100 CHECK (percent BETWEEN 1 AND 100),
    remaining bigint CHECK (remaining >= 0),
    retry_after_seconds integer CHECK (retry_after_seconds BETWEEN 0 AND 3600),
    delay_millis integer CHECK (delay_millis BETWEEN 1 AND 60000),
    hits bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, kind)
);
SELECT isolate('emulated_faults', 'SELECT, INSERT, UPDATE, DELETE');

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION changes_horizon() SET search_path = %I, pg_temp', current_schema());
    REVOKE EXECUTE ON FUNCTION changes_horizon() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION changes_horizon() TO tenantry_request;
END
$$;
