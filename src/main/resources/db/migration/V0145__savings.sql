-- What is paid for and not needed: by which rule, on what evidence, and what became of it.

-- How an organization goes by a rule, where that differs from what is usual.
CREATE TABLE saving_rules (
    organization_id uuid NOT NULL REFERENCES organizations,
    rule text NOT NULL,
    enabled boolean NOT NULL,
    days integer CHECK (days BETWEEN 1 AND 3650),
    confidence integer NOT NULL CHECK (confidence BETWEEN 1 AND 100),
    -- Less than this a month is not worth telling.
    at_least numeric(14, 4) NOT NULL DEFAULT 0 CHECK (at_least >= 0),
    PRIMARY KEY (organization_id, rule)
);
SELECT isolate('saving_rules', 'SELECT, INSERT, UPDATE, DELETE');

-- What is never told, in the organization and in those below it: a product, a subscription, a person, or all of the organizations
-- that have a tag.
CREATE TABLE saving_exclusions (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('sku', 'subscription', 'person', 'tag')),
    value text COLLATE "C" NOT NULL CHECK (length(value) BETWEEN 1 AND 200),
    reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    until date,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX saving_exclusions_by_value ON saving_exclusions (organization_id, kind, value);
SELECT isolate('saving_exclusions', 'SELECT, INSERT, UPDATE, DELETE');

-- A seat that is wasted, or several of one subscription that nobody has. subject is the seat, or the subscription.
CREATE TABLE savings (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    subject uuid NOT NULL,
    rule text NOT NULL,
    -- Other rules that it meets too. It is counted once.
    also text[] NOT NULL DEFAULT '{}',
    plan_id uuid NOT NULL,
    application_id uuid NOT NULL,
    sku_id uuid,
    account_id uuid,
    person_id uuid,
    user_id uuid,
    seats integer NOT NULL,
    amount_per_month numeric(14, 4) NOT NULL,
    currency text,
    evidence jsonb NOT NULL,
    confidence integer NOT NULL,
    contract_end date,
    last_active_at timestamptz,
    found_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id)
) WITH (fillfactor = 90);
CREATE UNIQUE INDEX savings_by_subject ON savings (organization_id, subject);
CREATE INDEX savings_by_amount ON savings (organization_id, amount_per_month, id);
CREATE INDEX savings_by_rule ON savings (organization_id, rule, amount_per_month, id);
CREATE INDEX savings_anywhere ON savings (amount_per_month, id);
SELECT isolate('savings', 'SELECT, INSERT, UPDATE, DELETE');

-- When savings were last looked for.
CREATE TABLE saving_searches (
    organization_id uuid PRIMARY KEY REFERENCES organizations,
    searched_at timestamptz NOT NULL
);
SELECT isolate('saving_searches', 'SELECT, INSERT, UPDATE, DELETE');

-- Savings that somebody wants to have. change_id is the plan that takes the licences away, null where nobody has any.
CREATE TABLE reclaims (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    change_id uuid,
    lowers boolean NOT NULL,
    state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'lowering', 'done', 'dropped', 'undone')),
    -- The plan that gives it back.
    undo_id uuid,
    problem text,
    requested_by_id uuid,
    requested_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    -- Since when a node is at lowering subscriptions; another goes on when that was long ago.
    working_since timestamptz,
    finished_at timestamptz,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX reclaims_open ON reclaims (created_at) WHERE state IN ('planned', 'lowering', 'done');
SELECT isolate('reclaims', 'SELECT, INSERT, UPDATE, DELETE');

-- The savings it is about, as they were then. What was realised has effective_from or waits for the end of the contract.
CREATE TABLE reclaim_items (
    organization_id uuid NOT NULL,
    reclaim_id uuid NOT NULL,
    id uuid NOT NULL,
    rule text NOT NULL,
    plan_id uuid NOT NULL,
    plan_name text NOT NULL,
    sku_id uuid NOT NULL,
    person_id uuid,
    person_name text,
    user_id uuid,
    seats integer NOT NULL,
    amount_per_month numeric(14, 4) NOT NULL,
    currency text,
    evidence jsonb NOT NULL,
    contract_end date,
    realised_at timestamptz,
    effective_from date,
    taken_back_at timestamptz,
    PRIMARY KEY (organization_id, reclaim_id, id),
    FOREIGN KEY (organization_id, reclaim_id) REFERENCES reclaims ON DELETE CASCADE
);
CREATE INDEX reclaim_items_realised ON reclaim_items (organization_id, realised_at, id) WHERE realised_at IS NOT NULL;
SELECT isolate('reclaim_items', 'SELECT, INSERT, UPDATE, DELETE');

-- By how much subscriptions were made smaller for it, so that it can be taken back.
CREATE TABLE reclaim_lowerings (
    organization_id uuid NOT NULL,
    reclaim_id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    units integer NOT NULL CHECK (units > 0),
    lowered_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    raised_at timestamptz,
    PRIMARY KEY (organization_id, reclaim_id, subscription_id),
    FOREIGN KEY (organization_id, reclaim_id) REFERENCES reclaims ON DELETE CASCADE
);
SELECT isolate('reclaim_lowerings', 'SELECT, INSERT, UPDATE, DELETE');

-- Who is sent an organization's savings, how often, and in which forms.
CREATE TABLE saving_reports (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    every text NOT NULL CHECK (every IN ('day', 'week', 'month')),
    formats text[] NOT NULL CHECK (formats <@ ARRAY['csv', 'pdf'] AND cardinality(formats) > 0),
    -- People of the hub, with the organizations they live in, and the right to see this.
    recipient_organization_id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    next_at timestamptz NOT NULL,
    last_at timestamptz,
    problem text,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX saving_reports_due ON saving_reports (next_at) WHERE enabled;
SELECT isolate('saving_reports', 'SELECT, INSERT, UPDATE, DELETE');

-- Applications described anew in one request, and what came of it. Kept for 30 days.
CREATE TABLE application_edits (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    done bigint NOT NULL,
    failed jsonb NOT NULL,
    requested_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX application_edits_by_id ON application_edits (id);
SELECT isolate('application_edits', 'SELECT, INSERT, UPDATE, DELETE');
