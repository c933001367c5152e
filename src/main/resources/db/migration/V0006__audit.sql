-- Every change and every refused attempt, written in the transaction of the change. Requests may add rows and read their own
-- organizations'; nobody but the owner can change one, and the seals would show it.
CREATE TABLE audit_events (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_id uuid,
    actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'service account', 'system', 'anonymous')),
    actor_name text NOT NULL,
    actor_organization_id uuid,
    on_behalf_of_id uuid,
    on_behalf_of_name text,
    action text NOT NULL,
    target_kind text NOT NULL,
    target_id text,
    target_name text,
    target_version bigint,
    outcome text NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
    reason text,
    correlation_id text NOT NULL,
    before jsonb,
    after jsonb,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX audit_events_by_time ON audit_events (organization_id, occurred_at, id);
CREATE INDEX audit_events_by_target ON audit_events (organization_id, target_id, occurred_at);
CREATE INDEX audit_events_by_transaction ON audit_events (transaction_id);
SELECT isolate('audit_events', 'SELECT, INSERT');

-- The chain: each seal holds the hash of its event and of the seal before it in the organization. Written a moment after the
-- events, by one sequencer at a time, so that writers never queue behind the end of a chain.
CREATE TABLE audit_seals (
    organization_id uuid NOT NULL,
    sequence bigint NOT NULL,
    event_id uuid NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, sequence)
);
-- The event comes first so that its seal is looked up here even while the planner knows nothing of an organization yet: the
-- primary key would look just as good to it then, and is walked whole.
CREATE UNIQUE INDEX audit_seals_by_event ON audit_seals (event_id, organization_id);
SELECT isolate('audit_seals', 'SELECT, INSERT');

-- Events of transactions before this one are all sealed.
CREATE TABLE audit_sealed_until (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    transaction_id xid8 NOT NULL
);
INSERT INTO audit_sealed_until (transaction_id) VALUES ('0');
GRANT SELECT, UPDATE ON audit_sealed_until TO tenantry_request;
