-- Jobs end by the dozen, and what is told of them is written by the dozen too.

-- Jobs for many that wait for their parts: few at any time, however many have ended.
CREATE INDEX command_jobs_open_parents ON command_jobs (organization_id, id) WHERE is_parent AND status = 'Running';

-- Jobs that are over, all those of a statement at once. Its plan is made when it is first needed, which may be for one job, and
-- has to serve ten thousand as well: that is why the two sets are never joined row by row.
DROP TRIGGER tell_finished_job ON command_jobs;
DROP FUNCTION tell_finished_job();
CREATE FUNCTION tell_finished_jobs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET enable_nestloop = off AS
$$
BEGIN
    INSERT INTO event_outbox (organization_id, action, target_kind, target_id, target_name, details)
    SELECT n.organization_id, 'job.finished', 'command job', n.id::text, n.block_identifier, jsonb_strip_nulls(
        jsonb_build_object('status', n.status, 'command_block_id', n.block_id, 'parent_id', n.parent_id,
            'user_id', n.user_id, 'user_principal_name', n.user_upn, 'group_id', n.group_id,
            'device_id', n.device_id, 'started_by', n.actor_name, 'error_code', n.error_code))
    FROM made n JOIN ended o USING (organization_id, id)
    WHERE n.status IN ('Completed', 'Failed', 'Cancelled') AND o.status NOT IN ('Completed', 'Failed', 'Cancelled');
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_finished_jobs AFTER UPDATE ON command_jobs REFERENCING OLD TABLE AS ended NEW TABLE AS made
    FOR EACH STATEMENT EXECUTE FUNCTION tell_finished_jobs();

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION tell_finished_jobs() SET search_path = %I, pg_temp', current_schema());
    REVOKE EXECUTE ON FUNCTION tell_finished_jobs() FROM PUBLIC;
END
$$;
