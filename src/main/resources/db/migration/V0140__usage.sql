-- Who uses which software: accounts that many sources tell of, the people they belong to, what they use, when, and at what cost.

-- How the accounts of an organization become people, and in which currency its costs are told. Without a row all is as usual.
CREATE TABLE usage_settings (
    organization_id uuid PRIMARY KEY REFERENCES organizations,
    match_mail boolean NOT NULL DEFAULT true,
    match_upn boolean NOT NULL DEFAULT true,
    match_external_id boolean NOT NULL DEFAULT true,
    -- Addresses and ids that several people share, in lower case: they make nobody one person.
    ignored_keys text[] NOT NULL DEFAULT '{}',
    currency text CHECK (currency ~ '^[A-Z]{3}$'),
    -- What one unit of another currency is worth in that one. Amounts in a currency that is not here count as they are.
    rates jsonb NOT NULL DEFAULT '{}',
    version bigint NOT NULL DEFAULT 1
);
SELECT isolate('usage_settings', 'SELECT, INSERT, UPDATE, DELETE');

-- Where the hub hears of accounts and activity. The smaller a source's priority, the more its word counts.
CREATE TABLE discovery_sources (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('hub', 'microsoft', 'feed', 'push')),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    discovery_type integer NOT NULL CHECK (discovery_type IN (0, 1, 2, 3, 4, 7, 8)),
    priority integer NOT NULL DEFAULT 100 CHECK (priority BETWEEN 1 AND 1000),
    enabled boolean NOT NULL DEFAULT true,
    sync_minutes integer NOT NULL DEFAULT 0 CHECK (sync_minutes BETWEEN 0 AND 10080),
    settings jsonb NOT NULL DEFAULT '{}',
    -- Up to when the source's own log of activity has been read.
    read_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    modified_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX discovery_sources_by_name ON discovery_sources (organization_id, name_ci);
SELECT isolate('discovery_sources', 'SELECT, INSERT, UPDATE, DELETE');

-- Each time a source was read or told something, and what came of it.
CREATE TABLE discovery_runs (
    organization_id uuid NOT NULL,
    source_id uuid NOT NULL,
    id uuid NOT NULL,
    requested_by text NOT NULL,
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed')),
    read bigint NOT NULL DEFAULT 0,
    created bigint NOT NULL DEFAULT 0,
    changed bigint NOT NULL DEFAULT 0,
    gone bigint NOT NULL DEFAULT 0,
    active_days bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    -- The first problems, each with the line it is about.
    problems jsonb NOT NULL DEFAULT '[]',
    problem text,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    PRIMARY KEY (organization_id, source_id, id),
    FOREIGN KEY (organization_id, source_id) REFERENCES discovery_sources ON DELETE CASCADE
);
CREATE INDEX discovery_runs_at_work ON discovery_runs (organization_id, source_id) WHERE state = 'running';
SELECT isolate('discovery_runs', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE applications (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    vendor text NOT NULL DEFAULT '' CHECK (length(vendor) <= 200),
    vendor_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(vendor)) STORED,
    vendor_id uuid NOT NULL GENERATED ALWAYS AS (md5('vendor ' || lower(vendor))::uuid) STORED,
    category text NOT NULL DEFAULT '',
    -- How many use it and what it costs, worked out anew a moment after something about it has changed.
    users bigint NOT NULL DEFAULT 0,
    active bigint NOT NULL DEFAULT 0,
    cost_per_month numeric(16, 4) NOT NULL DEFAULT 0,
    potential_savings numeric(16, 4) NOT NULL DEFAULT 0,
    last_active_at timestamptz,
    is_stale boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX applications_by_name ON applications (organization_id, name_ci, vendor_ci);
CREATE INDEX applications_by_id ON applications (id);
CREATE INDEX applications_stale ON applications (organization_id) WHERE is_stale;
SELECT isolate('applications', 'SELECT, INSERT, UPDATE, DELETE');

-- What an application is subscribed to by: a price for one seat in one billing period.
CREATE TABLE application_plans (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    -- The product of the hub's own licences that this is, if it is one.
    sku_id uuid,
    price numeric(14, 4) NOT NULL DEFAULT 0 CHECK (price >= 0),
    currency text CHECK (currency ~ '^[A-Z]{3}$'),
    billing_period text NOT NULL DEFAULT 'monthly' CHECK (billing_period IN ('monthly', 'quarterly', 'yearly')),
    is_free boolean NOT NULL DEFAULT false,
    price_per_month numeric(14, 4) NOT NULL GENERATED ALWAYS AS (
        CASE WHEN is_free THEN 0 ELSE price / CASE billing_period WHEN 'yearly' THEN 12 WHEN 'quarterly' THEN 3 ELSE 1 END END
    ) STORED,
    contract_end date,
    seats integer CHECK (seats >= 0),
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, application_id) REFERENCES applications ON DELETE CASCADE
);
CREATE UNIQUE INDEX application_plans_by_name ON application_plans (organization_id, application_id, name_ci);
CREATE UNIQUE INDEX application_plans_by_sku ON application_plans (organization_id, sku_id) WHERE sku_id IS NOT NULL;
CREATE INDEX application_plans_by_id ON application_plans (id);
SELECT isolate('application_plans', 'SELECT, INSERT, UPDATE, DELETE');

-- One human being, made of accounts. Who has no account any more is kept for the series of past days, with removed_at. Names,
-- addresses and the like are those of the account whose source counts most; all of it is worked out by settling.
CREATE TABLE people (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    user_id uuid,
    display_name text NOT NULL DEFAULT '',
    display_name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(display_name)) STORED,
    email text NOT NULL DEFAULT '',
    email_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(email)) STORED,
    username text NOT NULL DEFAULT '',
    username_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(username)) STORED,
    country text NOT NULL DEFAULT '',
    country_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(country)) STORED,
    department text NOT NULL DEFAULT '',
    department_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(department)) STORED,
    is_enabled boolean NOT NULL DEFAULT true,
    discovery_types integer[] NOT NULL DEFAULT '{}',
    license_count integer NOT NULL DEFAULT 0,
    cost_per_month numeric(14, 4) NOT NULL DEFAULT 0,
    potential_savings numeric(14, 4) NOT NULL DEFAULT 0,
    first_active_at timestamptz,
    last_active_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    removed_at timestamptz,
    PRIMARY KEY (organization_id, id)
) WITH (fillfactor = 90);
CREATE INDEX people_by_id ON people (id);
CREATE INDEX people_by_user ON people (organization_id, user_id) WHERE user_id IS NOT NULL AND removed_at IS NULL;
CREATE INDEX people_by_name ON people (organization_id, display_name_ci, id) WHERE removed_at IS NULL;
CREATE INDEX people_by_name_anywhere ON people (display_name_ci, id) WHERE removed_at IS NULL;
CREATE INDEX people_by_email ON people (organization_id, email_ci, id) WHERE removed_at IS NULL;
CREATE INDEX people_by_username ON people (organization_id, username_ci, id) WHERE removed_at IS NULL;
CREATE INDEX people_by_country ON people (organization_id, country_ci, display_name_ci, id) WHERE removed_at IS NULL;
CREATE INDEX people_by_department ON people (organization_id, department_ci, display_name_ci, id) WHERE removed_at IS NULL;
CREATE INDEX people_by_creation ON people (organization_id, created_at, id) WHERE removed_at IS NULL;
CREATE INDEX people_by_activity ON people (organization_id, last_active_at NULLS FIRST, id) WHERE removed_at IS NULL;
CREATE INDEX people_by_licenses ON people (organization_id, license_count, id) WHERE removed_at IS NULL;
CREATE INDEX people_by_cost ON people (organization_id, cost_per_month, id) WHERE removed_at IS NULL;
CREATE INDEX people_by_savings ON people (organization_id, potential_savings, id) WHERE removed_at IS NULL;
CREATE INDEX people_removed ON people (organization_id, removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX people_disabled ON people (organization_id, display_name_ci, id) WHERE removed_at IS NULL AND NOT is_enabled;
SELECT isolate('people', 'SELECT, INSERT, UPDATE, DELETE');

-- How many people there are, and how many of them were last active on each day (UTC), or never: who is active now is the sum of
-- a month of these, however many people there are.
CREATE FUNCTION last_seen(active timestamptz) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT 'seen ' || coalesce(((active AT TIME ZONE 'UTC')::date)::text, 'never') $$;

CREATE FUNCTION count_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO count_changes
        SELECT organization_id, subject, organization_id, count(*)
        FROM begun CROSS JOIN LATERAL (VALUES ('people'), (last_seen(last_active_at))) c (subject)
        WHERE removed_at IS NULL GROUP BY organization_id, subject;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO count_changes
        SELECT organization_id, subject, organization_id, -count(*)
        FROM ended CROSS JOIN LATERAL (VALUES ('people'), (last_seen(last_active_at))) c (subject)
        WHERE removed_at IS NULL GROUP BY organization_id, subject;
    ELSE
        INSERT INTO count_changes
        SELECT organization_id, subject, organization_id, sum(change)
        FROM (SELECT organization_id, last_active_at, 1 AS change FROM begun WHERE removed_at IS NULL
              UNION ALL SELECT organization_id, last_active_at, -1 FROM ended WHERE removed_at IS NULL) changes
            CROSS JOIN LATERAL (VALUES ('people'), (last_seen(last_active_at))) c (subject)
        GROUP BY organization_id, subject HAVING sum(change) <> 0;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER count_inserted AFTER INSERT ON people REFERENCING NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION count_people();
CREATE TRIGGER count_updated AFTER UPDATE ON people REFERENCING OLD TABLE AS ended NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION count_people();
CREATE TRIGGER count_deleted AFTER DELETE ON people REFERENCING OLD TABLE AS ended
    FOR EACH STATEMENT EXECUTE FUNCTION count_people();
CREATE INDEX counts_of_people ON counts (organization_id) WHERE subject = 'people';
CREATE INDEX counts_of_activity ON counts (subject, organization_id) WHERE subject LIKE 'seen %';

-- What an asset manager has noted of a person. Apart from the person, so that noting it of a million does not write their indexes.
CREATE TABLE person_markers (
    organization_id uuid NOT NULL,
    person_id uuid NOT NULL,
    is_online boolean NOT NULL DEFAULT false,
    is_in_review boolean NOT NULL DEFAULT false,
    is_qualified boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, person_id),
    FOREIGN KEY (organization_id, person_id) REFERENCES people ON DELETE CASCADE
) WITH (fillfactor = 80);
SELECT isolate('person_markers', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('person_markers', 'organization_id, person_id');

-- An account in an application, as one source tells of it. pinned_to is the person somebody moved it to by hand. One that is gone
-- is kept, with its activity, for the series of past days.
CREATE TABLE app_accounts (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    source_id uuid NOT NULL,
    application_id uuid NOT NULL,
    external_id text NOT NULL CHECK (length(external_id) BETWEEN 1 AND 400),
    discovery_type integer NOT NULL,
    person_id uuid,
    pinned_to uuid,
    user_id uuid,
    email text,
    upn text,
    -- By which other sources know the same human: an employee number, an immutable id.
    person_key text,
    display_name text,
    is_enabled boolean,
    country text,
    department text,
    first_discovered_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    first_active_at timestamptz,
    last_active_at timestamptz,
    gone_at timestamptz,
    seen_run uuid,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, source_id) REFERENCES discovery_sources ON DELETE CASCADE,
    FOREIGN KEY (organization_id, application_id) REFERENCES applications ON DELETE CASCADE
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX app_accounts_by_external_id ON app_accounts (organization_id, source_id, application_id, external_id);
CREATE INDEX app_accounts_by_person ON app_accounts (organization_id, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX app_accounts_pinned ON app_accounts (organization_id, pinned_to) WHERE pinned_to IS NOT NULL;
CREATE INDEX app_accounts_by_application ON app_accounts (organization_id, application_id);
SELECT isolate('app_accounts', 'SELECT, INSERT, UPDATE, DELETE');

-- By what an account can be told to be somebody's: two accounts with a key in common belong to one person.
CREATE TABLE account_keys (
    organization_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    account_id uuid NOT NULL,
    PRIMARY KEY (organization_id, key, account_id),
    FOREIGN KEY (organization_id, account_id) REFERENCES app_accounts ON DELETE CASCADE
);
CREATE INDEX account_keys_by_account ON account_keys (organization_id, account_id);
SELECT isolate('account_keys', 'SELECT, INSERT, UPDATE, DELETE');

-- Which subscription an account uses a seat of. Its id is that of one person's subscription.
CREATE TABLE account_plans (
    organization_id uuid NOT NULL,
    account_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    id uuid NOT NULL,
    first_discovered_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, account_id, plan_id),
    FOREIGN KEY (organization_id, account_id) REFERENCES app_accounts ON DELETE CASCADE,
    FOREIGN KEY (organization_id, plan_id) REFERENCES application_plans ON DELETE CASCADE
);
CREATE INDEX account_plans_by_plan ON account_plans (organization_id, plan_id, account_id);
SELECT isolate('account_plans', 'SELECT, INSERT, UPDATE, DELETE');

-- On which days an account was used: a row a month, with a bit for each day, the first of the month being the lowest.
CREATE TABLE app_activity (
    organization_id uuid NOT NULL,
    account_id uuid NOT NULL,
    month date NOT NULL,
    days integer NOT NULL,
    PRIMARY KEY (organization_id, account_id, month),
    FOREIGN KEY (organization_id, account_id) REFERENCES app_accounts ON DELETE CASCADE
) WITH (fillfactor = 80);
SELECT isolate('app_activity', 'SELECT, INSERT, UPDATE, DELETE');

-- A person in an application, over all accounts he has there. cost and savings are what all of his subscriptions there cost a
-- month, and how much of that is wasted because he does not use the application.
CREATE TABLE person_applications (
    organization_id uuid NOT NULL,
    person_id uuid NOT NULL,
    application_id uuid NOT NULL,
    discovery_types integer[] NOT NULL,
    is_enabled boolean NOT NULL,
    cost_per_month numeric(14, 4) NOT NULL DEFAULT 0,
    first_discovered_at timestamptz NOT NULL,
    first_active_at timestamptz,
    last_active_at timestamptz,
    removed_at timestamptz,
    PRIMARY KEY (organization_id, person_id, application_id),
    FOREIGN KEY (organization_id, person_id) REFERENCES people ON DELETE CASCADE
) WITH (fillfactor = 80);
CREATE INDEX person_applications_by_application ON person_applications (organization_id, application_id, person_id)
    WHERE removed_at IS NULL;
CREATE INDEX person_applications_by_activity ON person_applications (organization_id, last_active_at)
    WHERE removed_at IS NULL AND last_active_at IS NOT NULL;
SELECT isolate('person_applications', 'SELECT, INSERT, UPDATE, DELETE');

-- Accounts that changed in what makes them somebody's, and people whose accounts changed in anything: work for the next settling.
CREATE TABLE accounts_waiting (
    organization_id uuid NOT NULL,
    account_id uuid NOT NULL,
    PRIMARY KEY (organization_id, account_id)
);
SELECT isolate('accounts_waiting', 'SELECT, INSERT, UPDATE, DELETE');
CREATE TABLE people_waiting (
    organization_id uuid NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (organization_id, person_id)
);
SELECT isolate('people_waiting', 'SELECT, INSERT, UPDATE, DELETE');

-- Up to which moment time alone has been taken into account: who was not active for long enough by then counts as waste.
CREATE TABLE usage_progress (
    organization_id uuid PRIMARY KEY REFERENCES organizations,
    wasted_until timestamptz NOT NULL,
    rolled_up_until date
);
SELECT isolate('usage_progress', 'SELECT, INSERT, UPDATE, DELETE');

-- How many people there were at the end of each day (UTC): of an organization (key ''), a department (its name in lower case),
-- or an application (its id).
CREATE TABLE daily_usage (
    organization_id uuid NOT NULL REFERENCES organizations,
    subject text NOT NULL CHECK (subject IN ('organization', 'department', 'application')),
    key text COLLATE "C" NOT NULL,
    day date NOT NULL,
    total integer NOT NULL,
    active integer NOT NULL,
    inactive integer NOT NULL,
    no_activity integer NOT NULL,
    added integer NOT NULL,
    removed integer NOT NULL,
    PRIMARY KEY (organization_id, subject, key, day)
);
SELECT isolate('daily_usage', 'SELECT, INSERT, UPDATE, DELETE');

-- The same over all organizations, so that a series of the whole estate costs what that of one organization costs. Nobody sees it
-- whose reach is smaller.
CREATE TABLE daily_usage_everywhere (
    day date PRIMARY KEY,
    total bigint NOT NULL,
    active bigint NOT NULL,
    inactive bigint NOT NULL,
    no_activity bigint NOT NULL,
    added bigint NOT NULL,
    removed bigint NOT NULL
);
ALTER TABLE daily_usage_everywhere ENABLE ROW LEVEL SECURITY;
CREATE POLICY everything ON daily_usage_everywhere TO tenantry_request
    USING ((SELECT current_setting('tenantry.reach') = '*')) WITH CHECK ((SELECT current_setting('tenantry.reach') = '*'));
GRANT SELECT, INSERT, UPDATE, DELETE ON daily_usage_everywhere TO tenantry_request;

-- Days on which people signed in to the hub: user_activity knows only the last.
CREATE TABLE sign_in_days (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    day date NOT NULL,
    PRIMARY KEY (organization_id, day, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX sign_in_days_by_user ON sign_in_days (organization_id, user_id);
SELECT isolate('sign_in_days', 'SELECT, DELETE');

CREATE FUNCTION note_sign_in_day() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    INSERT INTO sign_in_days (organization_id, user_id, day)
    VALUES (NEW.organization_id, NEW.user_id, (NEW.signed_in_at AT TIME ZONE 'UTC')::date) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER note_sign_in_day AFTER INSERT OR UPDATE ON user_activity FOR EACH ROW EXECUTE FUNCTION note_sign_in_day();
INSERT INTO sign_in_days SELECT organization_id, user_id, (signed_in_at AT TIME ZONE 'UTC')::date FROM user_activity;

-- Markers of many people, set in one request: whom it is about is worked out at once and kept, then it is done in the background.
CREATE TABLE marker_tasks (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    name text NOT NULL,
    request jsonb NOT NULL,
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'complete', 'failed')),
    undoes uuid,
    targets bigint NOT NULL DEFAULT 0,
    position bigint NOT NULL DEFAULT 0,
    done bigint NOT NULL DEFAULT 0,
    conflicts bigint NOT NULL DEFAULT 0,
    missing text[] NOT NULL DEFAULT '{}',
    problem text,
    requested_by_id uuid,
    requested_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    finished_at timestamptz,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX marker_tasks_by_id ON marker_tasks (id);
CREATE INDEX marker_tasks_by_time ON marker_tasks (created_at);
CREATE INDEX marker_tasks_at_work ON marker_tasks (id) WHERE state = 'running';
SELECT isolate('marker_tasks', 'SELECT, INSERT, UPDATE, DELETE');

-- One person of such a task: 1 for online only, 2 for in review, 4 for qualified, added up. Only what is not done is noted.
CREATE TABLE marker_targets (
    organization_id uuid NOT NULL,
    task_id uuid NOT NULL,
    number bigint NOT NULL,
    person_organization_id uuid NOT NULL,
    person_id uuid NOT NULL,
    before smallint NOT NULL,
    after smallint NOT NULL,
    version bigint NOT NULL,
    problem text,
    PRIMARY KEY (organization_id, task_id, number),
    FOREIGN KEY (organization_id, task_id) REFERENCES marker_tasks ON DELETE CASCADE
);
SELECT isolate('marker_targets', 'SELECT, INSERT, UPDATE, DELETE');

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION note_sign_in_day() SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION count_people() SET search_path = %I, pg_temp', current_schema());
    REVOKE EXECUTE ON FUNCTION note_sign_in_day(), count_people() FROM PUBLIC;
END
$$;
