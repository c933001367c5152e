-- What can be bought (one list for the whole installation), what each organization has bought, and who holds it.

CREATE TABLE service_plans (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    display_name text NOT NULL,
    applies_to text NOT NULL DEFAULT 'User' CHECK (applies_to IN ('User', 'Company')),
    -- Of no use to a person for whom none of these is enabled.
    needs_one_of uuid[] NOT NULL DEFAULT '{}',
    is_published boolean NOT NULL DEFAULT false
);
CREATE TABLE skus (
    id uuid PRIMARY KEY,
    part_number text NOT NULL,
    part_number_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(part_number)) STORED,
    display_name text NOT NULL,
    display_name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(display_name)) STORED,
    applies_to text NOT NULL DEFAULT 'User' CHECK (applies_to IN ('User', 'Company')),
    -- The most units one subscription may have, where Microsoft sets a limit.
    units_max integer CHECK (units_max > 0),
    is_published boolean NOT NULL DEFAULT false
);
CREATE INDEX skus_by_name ON skus (display_name_ci, id);
CREATE INDEX skus_by_part_number ON skus (part_number_ci);
CREATE TABLE sku_plans (
    sku_id uuid NOT NULL REFERENCES skus ON DELETE CASCADE,
    plan_id uuid NOT NULL REFERENCES service_plans,
    PRIMARY KEY (sku_id, plan_id)
);
-- Every node remembers the list, and reads it again when a statement that it runs anyway tells another version.
CREATE TABLE sku_catalogue (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version bigint NOT NULL
);
INSERT INTO sku_catalogue (version) VALUES (1);
GRANT SELECT, INSERT, UPDATE ON service_plans, skus TO tenantry_request;
GRANT SELECT, INSERT, DELETE ON sku_plans TO tenantry_request;
GRANT SELECT ON sku_catalogue TO tenantry_request;

CREATE FUNCTION change_sku_catalogue() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    UPDATE sku_catalogue SET version = version + 1;
    RETURN NULL;
END
$$;
CREATE TRIGGER change_sku_catalogue AFTER INSERT OR UPDATE ON service_plans
    FOR EACH STATEMENT EXECUTE FUNCTION change_sku_catalogue();
CREATE TRIGGER change_sku_catalogue AFTER INSERT OR UPDATE ON skus
    FOR EACH STATEMENT EXECUTE FUNCTION change_sku_catalogue();
CREATE TRIGGER change_sku_catalogue AFTER INSERT OR DELETE ON sku_plans
    FOR EACH STATEMENT EXECUTE FUNCTION change_sku_catalogue();

-- How many units an organization has of a product, by what may be done with them.
CREATE TABLE subscribed_skus (
    organization_id uuid NOT NULL REFERENCES organizations,
    sku_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    enabled integer NOT NULL DEFAULT 0 CHECK (enabled >= 0),
    warning integer NOT NULL DEFAULT 0 CHECK (warning >= 0),
    suspended integer NOT NULL DEFAULT 0 CHECK (suspended >= 0),
    locked_out integer NOT NULL DEFAULT 0 CHECK (locked_out >= 0),
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, sku_id)
);
CREATE INDEX subscribed_skus_by_id ON subscribed_skus (organization_id, id);
SELECT isolate('subscribed_skus', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('subscribed_skus', 'organization_id, sku_id');

-- How many of them people hold: each person counts once, by however many ways the licence comes to him. A table of its own,
-- because it changes with every licence while the units hardly ever do. Its row is what two who want the last unit wait for.
CREATE TABLE consumed_units (
    organization_id uuid NOT NULL REFERENCES organizations,
    sku_id uuid NOT NULL,
    units integer NOT NULL DEFAULT 0 CHECK (units >= 0),
    PRIMARY KEY (organization_id, sku_id)
) WITH (fillfactor = 50);
SELECT isolate('consumed_units', 'SELECT, UPDATE');

-- What was bought, in the terms of Partner Center.
CREATE TABLE subscriptions (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    sku_id uuid NOT NULL,
    entitlement_id uuid NOT NULL,
    order_id uuid NOT NULL,
    friendly_name text NOT NULL CHECK (length(friendly_name) BETWEEN 1 AND 256),
    friendly_name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(friendly_name)) STORED,
    quantity integer NOT NULL CHECK (quantity > 0),
    status text NOT NULL DEFAULT 'active'
        CHECK (status IN ('active', 'pending', 'suspended', 'expired', 'disabled', 'deleted')),
    term text NOT NULL DEFAULT 'P1Y' CHECK (term IN ('P1M', 'P1Y', 'P3Y')),
    billing_cycle text NOT NULL DEFAULT 'annual' CHECK (billing_cycle IN ('monthly', 'annual', 'triennial')),
    auto_renew boolean NOT NULL DEFAULT true,
    unit_price numeric(12, 4) CHECK (unit_price >= 0),
    currency text CHECK (currency ~ '^[A-Z]{3}$'),
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    started_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    committed_until timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id),
    CHECK ((unit_price IS NULL) = (currency IS NULL))
);
CREATE INDEX subscriptions_by_sku ON subscriptions (organization_id, sku_id);
CREATE INDEX subscriptions_by_end ON subscriptions (committed_until, id) WHERE status <> 'deleted';
SELECT isolate('subscriptions', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('subscriptions', 'organization_id, id');

-- Licences that the direct members of a group get. Who lies in a group within the group gets none, as at Microsoft.
CREATE TABLE group_licenses (
    organization_id uuid NOT NULL,
    group_id uuid NOT NULL,
    sku_id uuid NOT NULL,
    disabled_plans uuid[] NOT NULL DEFAULT '{}',
    assigned_by_id uuid,
    assigned_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, group_id, sku_id),
    FOREIGN KEY (organization_id, group_id) REFERENCES groups (organization_id, id) ON DELETE CASCADE
);
SELECT isolate('group_licenses', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('group_licenses', 'organization_id, group_id, sku_id');

-- By which ways a licence comes to a person: directly, where via is the person himself, or through a group. What a way through
-- a group gives stands in group_licenses, so that a change there is one row and not one for each member.
CREATE TABLE license_paths (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    sku_id uuid NOT NULL,
    via uuid NOT NULL,
    disabled_plans uuid[] NOT NULL DEFAULT '{}',
    assigned_by_id uuid,
    assigned_by text,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, user_id, sku_id, via)
);
CREATE INDEX license_paths_by_group ON license_paths (organization_id, via, sku_id) WHERE via <> user_id;
SELECT isolate('license_paths', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('license_paths', 'organization_id, user_id, sku_id');

-- What came of it: whether the person holds a unit, and if not, what is in the way: no unit is left, no usage location is
-- known, or the person is deleted. Written by settle_licenses() alone.
CREATE TABLE user_licenses (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    sku_id uuid NOT NULL,
    held boolean NOT NULL,
    problem text CHECK (problem IN ('units', 'location', 'deleted')),
    since timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, user_id, sku_id),
    CHECK (held = (problem IS NULL))
);
CREATE INDEX user_licenses_by_sku ON user_licenses (organization_id, sku_id, user_id);
CREATE INDEX user_licenses_not_held ON user_licenses (organization_id, sku_id, user_id) WHERE NOT held;
CREATE INDEX user_licenses_waiting ON user_licenses (organization_id, sku_id, since, user_id) WHERE problem = 'units';
SELECT isolate('user_licenses', 'SELECT');
SELECT keep_history('user_licenses', 'organization_id, user_id, sku_id');

-- Every licence with every way it came by; the caller's own rights apply.
CREATE VIEW licenses_by_path WITH (security_invoker = true) AS
SELECT l.organization_id, l.user_id, l.sku_id, l.held, l.problem, l.since, nullif(p.via, p.user_id) AS group_id,
       coalesce(g.disabled_plans, p.disabled_plans) AS disabled_plans, p.created_at AS path_since,
       coalesce(g.assigned_by_id, p.assigned_by_id) AS assigned_by_id, coalesce(g.assigned_by, p.assigned_by) AS assigned_by,
       r.display_name AS group_name, r.object_id AS group_object_id
FROM user_licenses l
    JOIN license_paths p ON p.organization_id = l.organization_id AND p.user_id = l.user_id AND p.sku_id = l.sku_id
    LEFT JOIN group_licenses g ON g.organization_id = p.organization_id AND g.group_id = p.via AND g.sku_id = p.sku_id
    LEFT JOIN groups r ON r.organization_id = p.organization_id AND r.id = p.via;
GRANT SELECT ON licenses_by_path TO tenantry_request;

-- Group licences change for many people at once, and must not miss whom somebody deletes or adds meanwhile. So a change of
-- an organization's group licences has this gate to itself; changes of people and memberships go through it side by side.
-- Locks are always taken in the order: user or group, gate, units by their product's id.
CREATE FUNCTION license_gate(of_organization uuid) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT hashtextextended('tenantry.licenses.' || of_organization, 0) $$;

CREATE FUNCTION lock_license_units(of_organization uuid, of_users uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    PERFORM FROM consumed_units c
    WHERE c.organization_id = of_organization AND c.sku_id IN (
        SELECT p.sku_id FROM unnest(of_users) AS given (id)
            JOIN license_paths p ON p.organization_id = of_organization AND p.user_id = given.id
        UNION
        SELECT g.sku_id FROM unnest(of_users) AS given (id)
            JOIN memberships m ON m.organization_id = of_organization AND m.member_id = given.id AND m.living
            JOIN group_licenses g ON g.organization_id = m.organization_id AND g.group_id = m.group_id)
    ORDER BY c.sku_id FOR UPDATE;
END
$$;

-- Makes user_licenses and consumed_units true for these people and this product, and gives units that are free to those who
-- wait for one, the longest waiting first. They may be one or a million: joined to, not looked for in an array, whose length a
-- remembered plan does not know.
CREATE FUNCTION settle_licenses(of_organization uuid, of_sku uuid, of_users uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    used integer;
    before integer := 0;
    held_now integer := 0;
    free integer := 0;
    filled integer := 0;
BEGIN
    -- Whoever takes or gives back a unit waits here; what is read below is as it is once the lock is had.
    SELECT units INTO used FROM consumed_units WHERE organization_id = of_organization AND sku_id = of_sku FOR UPDATE;
    IF cardinality(of_users) > 0 THEN
        SELECT count(*) INTO before FROM unnest(of_users) AS given (id)
            JOIN user_licenses l ON l.organization_id = of_organization AND l.sku_id = of_sku AND l.user_id = given.id
        WHERE l.held;
        DELETE FROM user_licenses l USING unnest(of_users) AS given (id)
        WHERE l.organization_id = of_organization AND l.sku_id = of_sku AND l.user_id = given.id AND NOT EXISTS (
            SELECT FROM license_paths p
            WHERE p.organization_id = of_organization AND p.user_id = l.user_id AND p.sku_id = of_sku);
        UPDATE user_licenses l SET held = false, problem = found.problem, since = transaction_timestamp()
        FROM (SELECT u.id, CASE WHEN u.deleted_at IS NOT NULL THEN 'deleted' WHEN u.usage_location IS NULL THEN 'location'
                                ELSE 'units' END AS problem
              FROM unnest(of_users) AS given (id)
                  JOIN users u ON u.organization_id = of_organization AND u.id = given.id) found
        WHERE l.organization_id = of_organization AND l.sku_id = of_sku AND l.user_id = found.id
          AND (NOT l.held OR found.problem = 'deleted') AND l.problem IS DISTINCT FROM found.problem;
        SELECT count(*) INTO held_now FROM unnest(of_users) AS given (id)
            JOIN user_licenses l ON l.organization_id = of_organization AND l.sku_id = of_sku AND l.user_id = given.id
        WHERE l.held;
    END IF;
    IF used IS NOT NULL THEN
        SELECT s.enabled + s.warning - (used - before + held_now) INTO free FROM subscribed_skus s
        WHERE s.organization_id = of_organization AND s.sku_id = of_sku;
        free := greatest(coalesce(free, 0), 0);
    END IF;
    IF cardinality(of_users) > 0 THEN
        WITH wanted AS (
            SELECT u.id, CASE WHEN u.deleted_at IS NOT NULL THEN 'deleted' WHEN u.usage_location IS NULL THEN 'location' END
                AS problem
            FROM unnest(of_users) AS given (id)
                JOIN users u ON u.organization_id = of_organization AND u.id = given.id
            WHERE EXISTS (SELECT FROM license_paths p
                          WHERE p.organization_id = of_organization AND p.user_id = u.id AND p.sku_id = of_sku)
              AND NOT EXISTS (SELECT FROM user_licenses l
                              WHERE l.organization_id = of_organization AND l.user_id = u.id AND l.sku_id = of_sku)
        ), decided AS (
            SELECT id, coalesce(problem, CASE WHEN row_number() OVER (PARTITION BY problem ORDER BY id) > free THEN 'units' END)
                AS problem
            FROM wanted
        ), made AS (
            INSERT INTO user_licenses (organization_id, user_id, sku_id, held, problem)
            SELECT of_organization, id, of_sku, problem IS NULL, problem FROM decided
            RETURNING held
        )
        SELECT count(*) INTO filled FROM made WHERE held;
        held_now := held_now + filled;
        free := free - filled;
    END IF;
    IF free > 0 THEN
        WITH next AS (
            SELECT user_id FROM user_licenses
            WHERE organization_id = of_organization AND sku_id = of_sku AND problem = 'units'
            ORDER BY since, user_id LIMIT free
        )
        UPDATE user_licenses l SET held = true, problem = NULL, since = transaction_timestamp() FROM next
        WHERE l.organization_id = of_organization AND l.sku_id = of_sku AND l.user_id = next.user_id;
        GET DIAGNOSTICS filled = ROW_COUNT;
        held_now := held_now + filled;
    END IF;
    IF held_now <> before THEN
        UPDATE consumed_units SET units = used - before + held_now
        WHERE organization_id = of_organization AND sku_id = of_sku AND used IS NOT NULL;
    END IF;
END
$$;

CREATE FUNCTION follow_license_paths() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    touched record;
BEGIN
    IF TG_OP = 'INSERT' THEN
        FOR touched IN
            SELECT organization_id, sku_id, array_agg(DISTINCT user_id) AS users FROM begun
            GROUP BY organization_id, sku_id ORDER BY organization_id, sku_id
        LOOP
            PERFORM settle_licenses(touched.organization_id, touched.sku_id, touched.users);
        END LOOP;
    ELSE
        FOR touched IN
            SELECT organization_id, sku_id, array_agg(DISTINCT user_id) AS users FROM ended
            GROUP BY organization_id, sku_id ORDER BY organization_id, sku_id
        LOOP
            PERFORM settle_licenses(touched.organization_id, touched.sku_id, touched.users);
        END LOOP;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER follow_inserted AFTER INSERT ON license_paths REFERENCING NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION follow_license_paths();
CREATE TRIGGER follow_deleted AFTER DELETE ON license_paths REFERENCING OLD TABLE AS ended
    FOR EACH STATEMENT EXECUTE FUNCTION follow_license_paths();

CREATE FUNCTION follow_group_licenses() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM pg_advisory_xact_lock(license_gate(organization_id))
        FROM (SELECT DISTINCT organization_id FROM begun ORDER BY organization_id) touched;
        INSERT INTO license_paths (organization_id, user_id, sku_id, via)
        SELECT b.organization_id, m.member_id, b.sku_id, b.group_id
        FROM begun b JOIN memberships m ON m.organization_id = b.organization_id AND m.group_id = b.group_id
            AND m.member_kind = 'user' AND m.living
        ON CONFLICT DO NOTHING;
    ELSE
        PERFORM pg_advisory_xact_lock(license_gate(organization_id))
        FROM (SELECT DISTINCT organization_id FROM ended ORDER BY organization_id) touched;
        DELETE FROM license_paths p USING ended e
        WHERE p.organization_id = e.organization_id AND p.via = e.group_id AND p.sku_id = e.sku_id AND p.via <> p.user_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER follow_inserted AFTER INSERT ON group_licenses REFERENCING NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION follow_group_licenses();
CREATE TRIGGER follow_deleted AFTER DELETE ON group_licenses REFERENCING OLD TABLE AS ended
    FOR EACH STATEMENT EXECUTE FUNCTION follow_group_licenses();

-- Whoever joins a group with licences gets them. His row is locked, so that nobody deletes him between being seen and counted.
CREATE FUNCTION license_new_members() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    touched record;
    members uuid[];
BEGIN
    FOR touched IN
        SELECT DISTINCT organization_id FROM begun WHERE living AND member_kind = 'user' ORDER BY organization_id
    LOOP
        PERFORM pg_advisory_xact_lock_shared(license_gate(touched.organization_id));
        SELECT array_agg(DISTINCT b.member_id) INTO members
        FROM begun b JOIN group_licenses g ON g.organization_id = b.organization_id AND g.group_id = b.group_id
        WHERE b.organization_id = touched.organization_id AND b.living AND b.member_kind = 'user';
        CONTINUE WHEN members IS NULL;
        PERFORM FROM unnest(members) AS given (id)
            JOIN users u ON u.organization_id = touched.organization_id AND u.id = given.id
        ORDER BY u.id FOR SHARE OF u;
        PERFORM lock_license_units(touched.organization_id, members);
        INSERT INTO license_paths (organization_id, user_id, sku_id, via)
        SELECT b.organization_id, b.member_id, g.sku_id, b.group_id
        FROM begun b JOIN group_licenses g ON g.organization_id = b.organization_id AND g.group_id = b.group_id
        WHERE b.organization_id = touched.organization_id AND b.living AND b.member_kind = 'user'
        ON CONFLICT DO NOTHING;
    END LOOP;
    RETURN NULL;
END
$$;
CREATE TRIGGER license_inserted AFTER INSERT ON memberships REFERENCING NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION license_new_members();
CREATE TRIGGER license_updated AFTER UPDATE ON memberships REFERENCING NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION license_new_members();

CREATE FUNCTION license_former_members() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    touched record;
    members uuid[];
BEGIN
    FOR touched IN
        SELECT DISTINCT organization_id FROM ended WHERE living AND member_kind = 'user' ORDER BY organization_id
    LOOP
        PERFORM pg_advisory_xact_lock_shared(license_gate(touched.organization_id));
        SELECT array_agg(DISTINCT e.member_id) INTO members
        FROM ended e JOIN group_licenses g ON g.organization_id = e.organization_id AND g.group_id = e.group_id
        WHERE e.organization_id = touched.organization_id AND e.living AND e.member_kind = 'user';
        CONTINUE WHEN members IS NULL;
        PERFORM lock_license_units(touched.organization_id, members);
        DELETE FROM license_paths p USING ended e
        WHERE e.organization_id = touched.organization_id AND e.living AND e.member_kind = 'user'
          AND p.organization_id = e.organization_id AND p.user_id = e.member_id AND p.via = e.group_id
          AND NOT EXISTS (SELECT FROM memberships m WHERE m.organization_id = e.organization_id AND m.group_id = e.group_id
                            AND m.member_id = e.member_id AND m.living);
    END LOOP;
    RETURN NULL;
END
$$;
CREATE TRIGGER license_left_updated AFTER UPDATE ON memberships REFERENCING OLD TABLE AS ended
    FOR EACH STATEMENT EXECUTE FUNCTION license_former_members();
CREATE TRIGGER license_left_deleted AFTER DELETE ON memberships REFERENCING OLD TABLE AS ended
    FOR EACH STATEMENT EXECUTE FUNCTION license_former_members();

-- A deleted person gives his units back and, when restored, takes them again as far as there are any. A usage location that
-- comes late lets him have what waited for it.
CREATE FUNCTION license_changed_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    license record;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(license_gate(NEW.organization_id));
    IF NOT EXISTS (SELECT FROM license_paths WHERE organization_id = NEW.organization_id AND user_id = NEW.id) THEN
        RETURN NULL;
    END IF;
    PERFORM lock_license_units(NEW.organization_id, ARRAY[NEW.id]);
    FOR license IN
        SELECT DISTINCT sku_id FROM license_paths WHERE organization_id = NEW.organization_id AND user_id = NEW.id ORDER BY sku_id
    LOOP
        PERFORM settle_licenses(NEW.organization_id, license.sku_id, ARRAY[NEW.id]);
    END LOOP;
    RETURN NULL;
END
$$;
CREATE TRIGGER license_changed AFTER UPDATE OF deleted_at, usage_location ON users FOR EACH ROW
    WHEN ((OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) OR (OLD.usage_location IS NULL) <> (NEW.usage_location IS NULL))
    EXECUTE FUNCTION license_changed_user();

CREATE FUNCTION license_purged_users() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    DELETE FROM license_paths p USING ended e WHERE p.organization_id = e.organization_id AND p.user_id = e.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER license_purged AFTER DELETE ON users REFERENCING OLD TABLE AS ended
    FOR EACH STATEMENT EXECUTE FUNCTION license_purged_users();

-- Units that come go to those who wait for them.
CREATE FUNCTION follow_subscribed_skus() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    INSERT INTO consumed_units (organization_id, sku_id) VALUES (NEW.organization_id, NEW.sku_id) ON CONFLICT DO NOTHING;
    PERFORM settle_licenses(NEW.organization_id, NEW.sku_id, '{}');
    RETURN NULL;
END
$$;
CREATE TRIGGER follow_inserted AFTER INSERT ON subscribed_skus FOR EACH ROW EXECUTE FUNCTION follow_subscribed_skus();
CREATE TRIGGER follow_updated AFTER UPDATE ON subscribed_skus FOR EACH ROW
    WHEN (NEW.enabled + NEW.warning > OLD.enabled + OLD.warning) EXECUTE FUNCTION follow_subscribed_skus();

-- What a subscription is worth to its organization, by its status: units that are enabled, that are in their days of grace, and
-- that are suspended.
CREATE FUNCTION subscribed_units(subscription subscriptions) RETURNS integer[] LANGUAGE sql IMMUTABLE AS
$$
    SELECT CASE subscription.status
        WHEN 'active' THEN ARRAY[subscription.quantity, 0, 0]
        WHEN 'expired' THEN ARRAY[0, subscription.quantity, 0]
        WHEN 'suspended' THEN ARRAY[0, 0, subscription.quantity]
        WHEN 'disabled' THEN ARRAY[0, 0, subscription.quantity]
        ELSE ARRAY[0, 0, 0] END
$$;

-- A subscription's units are its organization's. It cannot be made smaller than what people hold (TN060).
CREATE FUNCTION follow_subscriptions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    before integer[] := CASE WHEN TG_OP = 'UPDATE' THEN subscribed_units(OLD) ELSE ARRAY[0, 0, 0] END;
    after integer[] := subscribed_units(NEW);
    used integer;
BEGIN
    IF before = after AND TG_OP = 'UPDATE' THEN
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
CREATE TRIGGER follow_inserted AFTER INSERT ON subscriptions FOR EACH ROW EXECUTE FUNCTION follow_subscriptions();
CREATE TRIGGER follow_updated AFTER UPDATE ON subscriptions FOR EACH ROW EXECUTE FUNCTION follow_subscriptions();

-- Gives a person licences and takes others from him, and answers what he has then, by every way; one row without a licence
-- when he has none. had are the products he was given directly before. Runs as the caller: his reach decides.
CREATE FUNCTION change_user_licenses(
    of_organization uuid, of_user uuid, added uuid[], disabled text[], removed uuid[], by_id uuid, by_name text)
    RETURNS TABLE (had uuid[], catalogue bigint, license licenses_by_path) LANGUAGE plpgsql AS
$$
DECLARE
    direct uuid[];
BEGIN
    PERFORM FROM consumed_units c
    WHERE c.organization_id = of_organization AND c.sku_id = ANY (added || removed) ORDER BY c.sku_id FOR UPDATE;
    SELECT coalesce(array_agg(p.sku_id ORDER BY p.sku_id), '{}') INTO direct FROM license_paths p
    WHERE p.organization_id = of_organization AND p.user_id = of_user AND p.via = of_user;
    DELETE FROM license_paths p
    WHERE p.organization_id = of_organization AND p.user_id = of_user AND p.via = of_user AND p.sku_id = ANY (removed);
    INSERT INTO license_paths AS p (organization_id, user_id, sku_id, via, disabled_plans, assigned_by_id, assigned_by)
    SELECT of_organization, of_user, a.sku_id, of_user, a.plans::uuid[], by_id, by_name
    FROM unnest(added, disabled) AS a (sku_id, plans)
    ON CONFLICT (organization_id, user_id, sku_id, via) DO UPDATE
        SET disabled_plans = excluded.disabled_plans, assigned_by_id = excluded.assigned_by_id,
            assigned_by = excluded.assigned_by
        WHERE p.disabled_plans <> excluded.disabled_plans;
    RETURN QUERY
        SELECT direct, k.version, l FROM sku_catalogue k
            LEFT JOIN licenses_by_path l ON l.organization_id = of_organization AND l.user_id = of_user;
END
$$;

-- The same for a group.
CREATE FUNCTION change_group_licenses(
    of_organization uuid, of_group uuid, added uuid[], disabled text[], removed uuid[], by_id uuid, by_name text)
    RETURNS uuid[] LANGUAGE plpgsql AS
$$
DECLARE
    had uuid[];
BEGIN
    PERFORM pg_advisory_xact_lock(license_gate(of_organization));
    PERFORM FROM consumed_units c
    WHERE c.organization_id = of_organization AND c.sku_id = ANY (added || removed) ORDER BY c.sku_id FOR UPDATE;
    SELECT coalesce(array_agg(g.sku_id ORDER BY g.sku_id), '{}') INTO had FROM group_licenses g
    WHERE g.organization_id = of_organization AND g.group_id = of_group;
    DELETE FROM group_licenses g
    WHERE g.organization_id = of_organization AND g.group_id = of_group AND g.sku_id = ANY (removed);
    INSERT INTO group_licenses AS g (organization_id, group_id, sku_id, disabled_plans, assigned_by_id, assigned_by)
    SELECT of_organization, of_group, a.sku_id, a.plans::uuid[], by_id, by_name
    FROM unnest(added, disabled) AS a (sku_id, plans)
    ON CONFLICT (organization_id, group_id, sku_id) DO UPDATE
        SET disabled_plans = excluded.disabled_plans, assigned_by_id = excluded.assigned_by_id,
            assigned_by = excluded.assigned_by
        WHERE g.disabled_plans <> excluded.disabled_plans;
    RETURN had;
END
$$;

-- Functions that run as the owner find the owner's tables and nobody else's; all of these are triggers or help them.
DO $$
DECLARE
    definer regprocedure;
BEGIN
    FOR definer IN
        SELECT p.oid FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.prosecdef AND p.proname IN (
            'change_sku_catalogue', 'lock_license_units', 'settle_licenses', 'follow_license_paths', 'follow_group_licenses',
            'license_new_members', 'license_former_members', 'license_changed_user', 'license_purged_users',
            'follow_subscribed_skus', 'follow_subscriptions')
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', definer, current_schema());
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', definer);
    END LOOP;
END
$$;
