-- Lists of jobs that failed or were cancelled, of one organization and of all: among millions they are few, and far apart.
DROP INDEX command_jobs_failed;
CREATE INDEX command_jobs_not_done ON command_jobs (organization_id, status, id) WHERE status IN ('Failed', 'Cancelled');
CREATE INDEX command_jobs_not_done_anywhere ON command_jobs (status, id) WHERE status IN ('Failed', 'Cancelled');
