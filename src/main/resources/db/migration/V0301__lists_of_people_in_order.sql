-- Who has not used an application for longest and whose seat costs most, and people by country or department with the id as the last word: each was a sort of
-- everybody.
CREATE INDEX person_applications_by_last_activity
    ON person_applications (organization_id, application_id, last_active_at NULLS FIRST, person_id) WHERE removed_at IS NULL;
CREATE INDEX person_applications_by_cost ON person_applications (organization_id, application_id, cost_per_month, person_id)
    WHERE removed_at IS NULL;
CREATE INDEX people_by_country_alone ON people (organization_id, country_ci, id) WHERE removed_at IS NULL;
CREATE INDEX people_by_department_alone ON people (organization_id, department_ci, id) WHERE removed_at IS NULL;

-- Who has a seat of a plan; and the seats of accounts that are gone, which do not count.
CREATE INDEX account_plans_by_plan_and_id ON account_plans (organization_id, plan_id, id);
CREATE INDEX app_accounts_gone ON app_accounts (organization_id, id) WHERE gone_at IS NOT NULL;
