-- Statistics count the jobs that ended within a period, and look at nothing else of them; lists are often of those that failed.
DROP INDEX command_jobs_by_end;
CREATE INDEX command_jobs_by_end ON command_jobs (finished_at) INCLUDE (organization_id, block_id, read_action, status, is_parent)
    WHERE finished_at IS NOT NULL;
CREATE INDEX command_jobs_failed ON command_jobs (organization_id, id) WHERE status = 'Failed';
