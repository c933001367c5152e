-- What sellers of cloud services keep of their customers and resellers besides the name: where to write to, whom to ask for,
-- and what their own books call them.
CREATE TABLE organization_contacts (
    organization_id uuid PRIMARY KEY REFERENCES organizations,
    tax_id text CHECK (length(tax_id) <= 255),
    country text CHECK (country ~ '^[A-Z]{2}$'),
    address_line1 text CHECK (length(address_line1) <= 255),
    address_line2 text CHECK (length(address_line2) <= 255),
    city text CHECK (length(city) <= 255),
    state text CHECK (length(state) <= 255),
    zip text CHECK (length(zip) <= 30),
    first_name text CHECK (length(first_name) <= 255),
    middle_name text CHECK (length(middle_name) <= 255),
    last_name text CHECK (length(last_name) <= 255),
    email text CHECK (length(email) <= 255),
    phone text CHECK (length(phone) <= 30),
    internal_identifier text CHECK (length(internal_identifier) <= 255),
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp()
);
SELECT isolate('organization_contacts', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('organization_contacts', 'organization_id');

-- By which connections an operator reaches his customers' tenants: one for each provider. Which of them serves a customer
-- follows from the customer's provider, so it cannot be forgotten or be wrong.
CREATE TABLE provider_instances (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    provider text NOT NULL CHECK (provider IN ('local', 'microsoft')),
    alias text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    UNIQUE (organization_id, provider)
);
SELECT isolate('provider_instances', 'SELECT');

CREATE FUNCTION make_provider_instances() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    INSERT INTO provider_instances (organization_id, provider, alias)
    VALUES (NEW.organization_id, 'local', 'Local tenants'), (NEW.organization_id, 'microsoft', 'Microsoft 365')
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER make_provider_instances AFTER INSERT OR UPDATE OF kind ON organizations FOR EACH ROW
    WHEN (NEW.kind = 'partner') EXECUTE FUNCTION make_provider_instances();
INSERT INTO provider_instances (organization_id, provider, alias)
SELECT o.organization_id, p.provider, p.alias
FROM organizations o CROSS JOIN (VALUES ('local', 'Local tenants'), ('microsoft', 'Microsoft 365')) p (provider, alias)
WHERE o.kind = 'partner';

CREATE INDEX domains_by_name ON domains (name);

-- An organization and what it lies in, up to the root.
CREATE FUNCTION organizations_above(of_organization uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER AS
$$
DECLARE
    found uuid[] := '{}';
    place uuid := of_organization;
BEGIN
    WHILE place IS NOT NULL LOOP
        found := found || place;
        SELECT parent_id INTO place FROM organizations WHERE organization_id = place;
    END LOOP;
    RETURN found;
END
$$;

-- What lies below an organization, each with the nearest reseller above it that is not above the top.
CREATE FUNCTION organizations_below(top uuid) RETURNS TABLE (organization_id uuid, reseller_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 1000 AS
$$
    WITH RECURSIVE below AS (
        SELECT o.organization_id, CASE WHEN o.kind = 'reseller' THEN o.organization_id END AS reseller_id
        FROM organizations o WHERE o.organization_id = top
        UNION ALL
        SELECT o.organization_id, CASE WHEN b_parent.kind = 'reseller' THEN b_parent.organization_id ELSE b.reseller_id END
        FROM below b
            JOIN organizations b_parent ON b_parent.organization_id = b.organization_id
            JOIN organizations o ON o.parent_id = b.organization_id
    )
    SELECT b.organization_id, b.reseller_id FROM below b WHERE b.organization_id <> top
$$;

-- Which portals a text names, by id, domain or name, seen by somebody whose home is given; and how a customer stands to each.
-- Callers may lie outside the operator, so this runs as the owner; it tells ids and who lies in whom, and nothing else.
--   of_operator       whose portal it is: the organization itself or, of a reseller's portal, the nearest partner above
--   is_home           whether the home lies in the portal's organization
--   reseller          the portal's reseller, or the nearest above the home where that is nearer
--   resellers         of the customer, the nearest first, up to the operator; null when he does not lie below the operator
--   instance          the operator's connection by which the customer is served
CREATE FUNCTION find_portals(named text, named_id uuid, home uuid, customer uuid)
    RETURNS TABLE (portal uuid, of_operator uuid, is_home boolean, reseller uuid, resellers uuid[], instance uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER AS
$$
DECLARE
    above_home CONSTANT uuid[] := organizations_above(home);
    above_customer CONSTANT uuid[] := organizations_above(customer);
    found record;
    above uuid[];
BEGIN
    FOR found IN
        SELECT o.organization_id, o.kind FROM organizations o
        WHERE o.deleted_at IS NULL AND o.kind <> 'customer' AND o.organization_id IN (
            SELECT named_id
            UNION SELECT n.organization_id FROM organizations n WHERE n.name_ci = lower(named) AND n.deleted_at IS NULL
            UNION SELECT d.organization_id FROM domains d WHERE d.name = lower(named))
        ORDER BY cardinality(organizations_above(o.organization_id)), o.created_at, o.organization_id
        LIMIT 20
    LOOP
        portal := found.organization_id;
        above := organizations_above(portal);
        SELECT p.organization_id INTO of_operator
        FROM unnest(above) WITH ORDINALITY a (id, step) JOIN organizations p ON p.organization_id = a.id AND p.kind = 'partner'
        ORDER BY a.step LIMIT 1;
        is_home := portal = ANY (above_home);
        SELECT r.organization_id INTO reseller
        FROM unnest(CASE WHEN is_home THEN above_home ELSE above END) WITH ORDINALITY a (id, step)
            JOIN organizations r ON r.organization_id = a.id AND r.kind = 'reseller'
        WHERE a.step < array_position(CASE WHEN is_home THEN above_home ELSE above END, of_operator)
        ORDER BY a.step LIMIT 1;
        resellers := NULL;
        instance := NULL;
        IF of_operator = ANY (above_customer) THEN
            SELECT coalesce(array_agg(r.organization_id ORDER BY a.step) FILTER (WHERE r.kind = 'reseller'), '{}') INTO resellers
            FROM unnest(above_customer) WITH ORDINALITY a (id, step) JOIN organizations r ON r.organization_id = a.id
            WHERE a.step < array_position(above_customer, of_operator)
            HAVING bool_or(a.step = 1 AND r.kind = 'customer' AND r.deleted_at IS NULL);
            SELECT i.id INTO instance FROM organizations c
                JOIN provider_instances i ON i.organization_id = of_operator AND i.provider = c.provider
            WHERE c.organization_id = customer;
        END IF;
        RETURN NEXT;
    END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION find_portals(text, uuid, uuid, uuid) TO tenantry_request;
GRANT EXECUTE ON FUNCTION organizations_below(uuid) TO tenantry_request;

-- The connections of an operator, whom his resellers cannot see.
CREATE FUNCTION instances_of(of_operator uuid) RETURNS SETOF provider_instances LANGUAGE sql STABLE SECURITY DEFINER ROWS 2 AS
$$
    SELECT i.* FROM provider_instances i WHERE i.organization_id = of_operator
$$;
GRANT EXECUTE ON FUNCTION instances_of(uuid) TO tenantry_request;

DO $$
DECLARE
    definer regprocedure;
BEGIN
    FOR definer IN
        SELECT p.oid FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.prosecdef AND p.proname IN (
            'make_provider_instances', 'organizations_above', 'organizations_below', 'find_portals', 'instances_of')
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', definer, current_schema());
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', definer);
    END LOOP;
END
$$;
