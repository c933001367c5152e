-- Lists of all people sorted by department, job, mail or state begin in an index, whose end tells where somebody lives: so a list of one
-- organization passes over everybody else's people without looking at their rows.
CREATE INDEX users_by_department_anywhere ON users (department_ci NULLS FIRST, id, organization_id) WHERE deleted_at IS NULL;
CREATE INDEX users_by_job_title_anywhere ON users ((lower(job_title) COLLATE "C") NULLS FIRST, id, organization_id)
    WHERE deleted_at IS NULL;
CREATE INDEX users_by_mail_anywhere ON users (mail_ci NULLS FIRST, id, organization_id) WHERE deleted_at IS NULL;
CREATE INDEX users_by_state_anywhere ON users (account_enabled, id, organization_id) WHERE deleted_at IS NULL;
