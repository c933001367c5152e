-- Jobs whose schedule's time comes are looked for every second. From now on retimed_at also says when a node noted that it came.
CREATE INDEX command_jobs_scheduled ON command_jobs (due_at) WHERE status = 'Pending' AND schedule_id IS NOT NULL;
