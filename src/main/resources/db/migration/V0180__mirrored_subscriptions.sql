-- Subscriptions of organizations that live in a Microsoft tenant are in the mirror, too.

ALTER TABLE mirror_runs ADD COLUMN subscriptions_changed bigint NOT NULL DEFAULT 0;
-- What could not be read although the rest could, in words for the operator.
ALTER TABLE mirror_runs ADD COLUMN notice text;
-- How many people a reading of everything will come to, if Microsoft said so.
ALTER TABLE mirror_runs ADD COLUMN users_expected bigint;

-- Partner Center calls some things by ids that are no UUIDs; they are kept under one that stands in for them, always the same.
CREATE FUNCTION stand_in_id(name text) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$
    SELECT CASE WHEN name ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN name ELSE md5(name) END::uuid
$$;

-- A subscription's units are its organization's. It cannot be made smaller than what people hold (TN060). Where the organization
-- lives in a Microsoft tenant, Microsoft tells of the units besides, so nothing follows from the mirror of what was bought.
CREATE OR REPLACE FUNCTION follow_subscriptions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    before integer[] := CASE WHEN TG_OP = 'UPDATE' THEN subscribed_units(OLD) ELSE ARRAY[0, 0, 0] END;
    after integer[] := subscribed_units(NEW);
    used integer;
BEGIN
    IF before = after AND TG_OP = 'UPDATE'
        OR EXISTS (SELECT FROM microsoft_connections WHERE organization_id = NEW.organization_id) THEN
        RETURN NULL;
    END IF;
    SELECT units INTO used FROM consumed_units
    WHERE organization_id = NEW.organization_id AND sku_id = NEW.sku_id FOR UPDATE;
    INSERT INTO subscribed_skus AS s (organization_id, sku_id, enabled, warning, suspended)
    VALUES (NEW.organization_id, NEW.sku_id, after[1], after[2], after[3])
    ON CONFLICT (organization_id, sku_id) DO UPDATE SET
        enabled = greatest(0, s.enabled + after[1] - before[1]),
        warning = greatest(0, s.warning + after[2] - before[2]),
        suspended = greatest(0, s.suspended + after[3] - before[3]);
    IF TG_OP = 'UPDATE' AND NEW.status = OLD.status AND NEW.quantity < OLD.quantity AND EXISTS (
        SELECT FROM subscribed_skus s
        WHERE s.organization_id = NEW.organization_id AND s.sku_id = NEW.sku_id AND s.enabled + s.warning < used) THEN
        RAISE EXCEPTION 'People hold more units than would be left' USING ERRCODE = 'TN060';
    END IF;
    RETURN NULL;
END
$$;

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION follow_subscriptions() SET search_path = %I, pg_temp', current_schema());
    REVOKE EXECUTE ON FUNCTION follow_subscriptions() FROM PUBLIC;
END
$$;
