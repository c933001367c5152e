-- How many jobs have ended in each hour, so that statistics of a month need not look at each of its jobs. An hour is counted once,
-- some minutes after it is over, when whatever ended in it was long committed. What changes about its jobs later, because they are tried
-- again or deleted, is one more row. A purge empties tables by their names: this one after command_jobs, whose rows still correct it.
CREATE TABLE command_jobs_by_hour (
    organization_id uuid NOT NULL REFERENCES organizations,
    hour timestamptz NOT NULL,
    block_id uuid NOT NULL,
    read_action text NOT NULL,
    completed bigint NOT NULL,
    failed bigint NOT NULL
);
CREATE INDEX command_jobs_by_hour_all ON command_jobs_by_hour (hour)
    INCLUDE (organization_id, block_id, read_action, completed, failed);
CREATE INDEX command_jobs_by_hour_of ON command_jobs_by_hour (organization_id);
SELECT isolate('command_jobs_by_hour', 'SELECT, INSERT');

-- Up to which hour they are counted. It holds nobody's data.
CREATE TABLE command_jobs_counted (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    until timestamptz NOT NULL
);
INSERT INTO command_jobs_counted (until) VALUES ('-infinity');
GRANT SELECT, UPDATE ON command_jobs_counted TO tenantry_request;

-- Whoever counts hours takes this lock alone; whoever corrects them shares it, so that an hour is either counted with a change or
-- corrected by it.
CREATE FUNCTION share_job_hours() RETURNS void LANGUAGE sql AS
$$ SELECT pg_advisory_xact_lock_shared(hashtextextended('command_jobs_by_hour', 0)) $$;

-- Counts every hour that was over five minutes ago; no statement of the hub may take so long.
CREATE FUNCTION count_job_hours() RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
    counted timestamptz;
    closed CONSTANT timestamptz := date_trunc('hour', now() - interval '5 minutes', 'UTC');
BEGIN
    IF closed <= (SELECT until FROM command_jobs_counted) THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('command_jobs_by_hour', 0));
    SELECT until INTO counted FROM command_jobs_counted;
    INSERT INTO command_jobs_by_hour (organization_id, hour, block_id, read_action, completed, failed)
    SELECT organization_id, date_trunc('hour', finished_at, 'UTC'), block_id, read_action,
        count(*) FILTER (WHERE status = 'Completed'), count(*) FILTER (WHERE status = 'Failed')
    FROM command_jobs
    WHERE finished_at >= counted AND finished_at < closed AND NOT is_parent AND status IN ('Completed', 'Failed')
    GROUP BY 1, 2, 3, 4;
    UPDATE command_jobs_counted SET until = closed WHERE until < closed;
END
$$;

-- Jobs that come or go when they are over already.
CREATE FUNCTION correct_job_hours() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF EXISTS (SELECT FROM moved WHERE finished_at IS NOT NULL) THEN
        PERFORM share_job_hours();
        INSERT INTO command_jobs_by_hour (organization_id, hour, block_id, read_action, completed, failed)
        SELECT organization_id, date_trunc('hour', finished_at, 'UTC'), block_id, read_action,
            sign * count(*) FILTER (WHERE status = 'Completed'), sign * count(*) FILTER (WHERE status = 'Failed')
        FROM moved, (SELECT CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END AS sign) one
        WHERE finished_at < (SELECT until FROM command_jobs_counted) AND NOT is_parent AND status IN ('Completed', 'Failed')
        GROUP BY 1, 2, 3, 4, sign;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER correct_job_hours_added AFTER INSERT ON command_jobs REFERENCING NEW TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION correct_job_hours();
CREATE TRIGGER correct_job_hours_deleted AFTER DELETE ON command_jobs REFERENCING OLD TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION correct_job_hours();

-- A job that was over and is tried again. Jobs that end cost no more than the comparison.
CREATE FUNCTION correct_job_hour() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM share_job_hours();
    INSERT INTO command_jobs_by_hour (organization_id, hour, block_id, read_action, completed, failed)
    SELECT NEW.organization_id, date_trunc('hour', job.finished_at, 'UTC'), NEW.block_id, NEW.read_action,
        CASE job.status WHEN 'Completed' THEN job.sign ELSE 0 END, CASE job.status WHEN 'Failed' THEN job.sign ELSE 0 END
    FROM (VALUES (OLD.finished_at, OLD.status, -1), (NEW.finished_at, NEW.status, 1)) AS job (finished_at, status, sign)
    WHERE job.finished_at < (SELECT until FROM command_jobs_counted) AND job.status IN ('Completed', 'Failed');
    RETURN NULL;
END
$$;
CREATE TRIGGER correct_job_hour AFTER UPDATE OF finished_at, status ON command_jobs FOR EACH ROW
    WHEN (OLD.finished_at IS NOT NULL AND NOT NEW.is_parent
        AND (NEW.finished_at IS DISTINCT FROM OLD.finished_at OR NEW.status <> OLD.status))
    EXECUTE FUNCTION correct_job_hour();
