-- What happened, for those outside the hub who want to be told of it, and whom to tell.

-- Events begin as rows of the audit trail, written in the transaction of the change; nothing is added to a change for them.
-- Here stands what happens without anybody doing it, so that the trail does not tell of it: a licence that came through a
-- group, a job that is over, a plan that waits. Rows stay until they were made events of.
CREATE TABLE event_outbox (
    organization_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT time_ordered_id(),
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    action text NOT NULL,
    target_kind text NOT NULL,
    target_id text NOT NULL,
    target_name text,
    details jsonb NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX event_outbox_by_transaction ON event_outbox (transaction_id);
SELECT isolate('event_outbox', 'SELECT, INSERT, DELETE');

-- All events in one order, which is that of each thing's changes. Whoever reads up to a position misses nothing before it:
-- one node at a time numbers them, and only those of transactions older than every running one.
CREATE TABLE events (
    organization_id uuid NOT NULL,
    position bigint NOT NULL,
    id uuid NOT NULL,
    type text NOT NULL,
    object_kind text NOT NULL,
    object_id text NOT NULL,
    occurred_at timestamptz NOT NULL,
    told_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    source_id uuid NOT NULL,
    data jsonb NOT NULL,
    PRIMARY KEY (organization_id, position)
);
CREATE UNIQUE INDEX events_by_position ON events (position);
CREATE UNIQUE INDEX events_by_id ON events (id);
SELECT isolate('events', 'SELECT, INSERT, DELETE');

-- How far numbering is. What happened before this table came is not told.
CREATE TABLE event_feed (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position bigint NOT NULL,
    transaction_id xid8 NOT NULL,
    numbered_at timestamptz NOT NULL
);
INSERT INTO event_feed (position, transaction_id, numbered_at)
VALUES (0, pg_snapshot_xmin(pg_current_snapshot()), transaction_timestamp());
GRANT SELECT, UPDATE ON event_feed TO tenantry_request;

-- Whom to tell. Addresses may hold keys of the receiver, so they are encrypted like the secrets that deliveries are signed with.
CREATE TABLE webhooks (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
    url text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('webhook', 'flow')),
    types text[] NOT NULL DEFAULT '{}',
    filter text,
    subtree boolean NOT NULL DEFAULT false,
    secret text NOT NULL,
    former_secret text,
    former_until timestamptz,
    contact text,
    enabled boolean NOT NULL DEFAULT true,
    problem text,
    -- Tries that failed in a row, since when, and until when the receiver is left alone because of them.
    failures integer NOT NULL DEFAULT 0,
    failing_since timestamptz,
    paused_until timestamptz,
    created_by_id uuid,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    modified_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    CHECK ((former_secret IS NULL) = (former_until IS NULL))
);
CREATE UNIQUE INDEX webhooks_by_id ON webhooks (id);
SELECT isolate('webhooks', 'SELECT, INSERT, UPDATE, DELETE');

-- One event for one webhook. Of one thing, the next is not sent before the one in front of it is through or given up.
CREATE TABLE webhook_deliveries (
    organization_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    id uuid NOT NULL DEFAULT time_ordered_id(),
    event_id uuid NOT NULL,
    event_organization_id uuid NOT NULL,
    type text NOT NULL,
    object_id text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('event', 'replay', 'test')),
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'dead')),
    tries integer NOT NULL DEFAULT 0,
    next_try_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    give_up_at timestamptz NOT NULL,
    -- The node that has it in hand; whoever lost it writes nothing any more.
    lease uuid,
    status integer,
    millis integer,
    problem text,
    attempts jsonb NOT NULL DEFAULT '[]',
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    PRIMARY KEY (organization_id, webhook_id, number),
    FOREIGN KEY (organization_id, webhook_id) REFERENCES webhooks (organization_id, id) ON DELETE CASCADE,
    CHECK ((state = 'waiting') = (finished_at IS NULL))
) WITH (fillfactor = 85);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, next_try_at) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_by_object ON webhook_deliveries (webhook_id, object_id, number) WHERE state = 'waiting';
CREATE UNIQUE INDEX webhook_deliveries_by_id ON webhook_deliveries (id);
CREATE INDEX webhook_deliveries_by_event ON webhook_deliveries (organization_id, webhook_id, event_id);
CREATE INDEX webhook_deliveries_over ON webhook_deliveries (finished_at) WHERE state <> 'waiting';
SELECT isolate('webhook_deliveries', 'SELECT, INSERT, UPDATE, DELETE');

-- Who comes to hold a licence, or holds it no more, by whatever way. Estates that the owner loads, who has no reach, are no news.
CREATE FUNCTION tell_new_licenses() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    INSERT INTO event_outbox (organization_id, action, target_kind, target_id, target_name, details)
    SELECT n.organization_id, 'license.assigned', 'user', n.user_id::text, u.upn,
        jsonb_build_object('sku_id', n.sku_id, 'part_number', s.part_number)
    FROM made n
        JOIN users u ON u.organization_id = n.organization_id AND u.id = n.user_id
        LEFT JOIN skus s ON s.id = n.sku_id
    WHERE n.held;
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_new_licenses AFTER INSERT ON user_licenses REFERENCING NEW TABLE AS made
    FOR EACH STATEMENT WHEN (coalesce(current_setting('tenantry.reach', true), '') <> '') EXECUTE FUNCTION tell_new_licenses();

CREATE FUNCTION tell_changed_licenses() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    INSERT INTO event_outbox (organization_id, action, target_kind, target_id, target_name, details)
    SELECT n.organization_id, CASE WHEN n.held THEN 'license.assigned' ELSE 'license.removed' END, 'user', n.user_id::text, u.upn,
        jsonb_build_object('sku_id', n.sku_id, 'part_number', s.part_number)
    FROM made n
        JOIN ended o USING (organization_id, user_id, sku_id)
        JOIN users u ON u.organization_id = n.organization_id AND u.id = n.user_id
        LEFT JOIN skus s ON s.id = n.sku_id
    WHERE n.held <> o.held;
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_changed_licenses AFTER UPDATE ON user_licenses REFERENCING OLD TABLE AS ended NEW TABLE AS made
    FOR EACH STATEMENT WHEN (coalesce(current_setting('tenantry.reach', true), '') <> '') EXECUTE FUNCTION tell_changed_licenses();

CREATE FUNCTION tell_ended_licenses() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    INSERT INTO event_outbox (organization_id, action, target_kind, target_id, target_name, details)
    SELECT o.organization_id, 'license.removed', 'user', o.user_id::text, u.upn,
        jsonb_build_object('sku_id', o.sku_id, 'part_number', s.part_number)
    FROM ended o
        JOIN users u ON u.organization_id = o.organization_id AND u.id = o.user_id
        LEFT JOIN skus s ON s.id = o.sku_id
    WHERE o.held;
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_ended_licenses AFTER DELETE ON user_licenses REFERENCING OLD TABLE AS ended
    FOR EACH STATEMENT WHEN (coalesce(current_setting('tenantry.reach', true), '') <> '') EXECUTE FUNCTION tell_ended_licenses();

-- A job that is over. Most writes of a job are not its last, and cost no more than the comparison.
CREATE FUNCTION tell_finished_job() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    INSERT INTO event_outbox (organization_id, action, target_kind, target_id, target_name, details)
    VALUES (NEW.organization_id, 'job.finished', 'command job', NEW.id::text, NEW.block_identifier, jsonb_strip_nulls(
        jsonb_build_object('status', NEW.status, 'command_block_id', NEW.block_id, 'parent_id', NEW.parent_id,
            'user_id', NEW.user_id, 'user_principal_name', NEW.user_upn, 'group_id', NEW.group_id,
            'device_id', NEW.device_id, 'started_by', NEW.actor_name, 'error_code', NEW.error_code)));
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_finished_job AFTER UPDATE OF status ON command_jobs FOR EACH ROW
    WHEN (NEW.status IN ('Completed', 'Failed', 'Cancelled') AND OLD.status NOT IN ('Completed', 'Failed', 'Cancelled'))
    EXECUTE FUNCTION tell_finished_job();

CREATE FUNCTION tell_waiting_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    INSERT INTO event_outbox (organization_id, action, target_kind, target_id, target_name, details)
    VALUES (NEW.organization_id, 'change.waiting-for-approval', 'change', NEW.id::text, NEW.title, jsonb_build_object(
        'requested_by', NEW.requested_by, 'reasons', to_jsonb(NEW.approval_reasons), 'targets', NEW.targets));
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_waiting_change AFTER INSERT ON changes FOR EACH ROW WHEN (NEW.state = 'waiting')
    EXECUTE FUNCTION tell_waiting_change();

DO $$
DECLARE
    definer regprocedure;
BEGIN
    FOR definer IN
        SELECT p.oid FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.prosecdef AND p.proname IN (
            'tell_new_licenses', 'tell_changed_licenses', 'tell_ended_licenses', 'tell_finished_job', 'tell_waiting_change')
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', definer, current_schema());
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', definer);
    END LOOP;
END
$$;
