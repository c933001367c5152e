-- Finding people by any part of a name. LIKE cannot use an index under row-level security, so this function runs as the owner
-- and applies the caller's reach itself. It is the only way around the wall, and gives out ids only: their rows are then read
-- under it.

-- About which share of all users holds every pattern, from a few rows of fifty pages spread evenly over the table. It tells
-- a rare fragment, whose matches are collected through the trigram index, from a common one, of which walking the names meets a
-- page soon. Nothing about people is kept for it, and it is never out of date.
CREATE FUNCTION share_of_users(patterns text[]) RETURNS real LANGUAGE plpgsql STABLE SECURITY DEFINER AS
$$
DECLARE
    pages CONSTANT bigint := pg_relation_size('users') / current_setting('block_size')::bigint;
    sample CONSTANT tid[] := ARRAY(
        SELECT format('(%s,%s)', pages * n / 50, item)::tid FROM generate_series(0, 49) n, generate_series(1, 4) item);
BEGIN
    RETURN (SELECT coalesce(avg((search_text LIKE ALL (patterns))::int), 1)
            FROM users WHERE ctid = ANY (sample) AND deleted_at IS NULL);
END
$$;

CREATE FUNCTION search_condition(patterns text[]) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT string_agg('search_text LIKE $2[' || i || ']', ' AND ') FROM generate_subscripts(patterns, 1) i $$;

-- What keeps a search within an organization or, when none is named, within the caller's reach: a condition over the
-- organizations, which are bound as $1, and about how many users fulfil it. The condition is null for an organization out of
-- reach.
CREATE FUNCTION search_scope(of_organization uuid, OUT organizations uuid[], OUT condition text, OUT size real)
    LANGUAGE plpgsql STABLE AS
$$
BEGIN
    IF of_organization IS NULL AND reach_is_everything() THEN
        condition := 'true';
        size := (SELECT reltuples FROM pg_class WHERE oid = 'users'::regclass);
        RETURN;
    ELSIF of_organization IS NULL THEN
        organizations := ARRAY(SELECT reach_organizations());
        condition := 'organization_id = ANY ($1)';
    ELSIF reach_is_everything() OR of_organization IN (SELECT reach_organizations()) THEN
        organizations := ARRAY[of_organization];
        condition := 'organization_id = $1[1]';
    END IF;
    size := coalesce((SELECT sum(total) FROM counts WHERE subject = 'users' AND organization_id = ANY (organizations)), 0)
        + coalesce((SELECT sum(change) FROM count_changes WHERE subject = 'users' AND organization_id = ANY (organizations)), 0);
END
$$;

-- Ids of living users whose search text holds every pattern, in order of name and id, after a given one. Patterns are LIKE
-- patterns made by the caller; only their number shapes the statements.
--   of_organization  one organization, or null for the whole reach
--   patterns         1 to 6 LIKE patterns, lower case
--   page             how many ids at most
CREATE FUNCTION find_users(of_organization uuid, patterns text[], after_name text, after_id uuid, page integer)
    RETURNS TABLE (organization_id uuid, id uuid, display_name_ci text) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 AS
$$
#variable_conflict use_column
DECLARE
    scope CONSTANT record := search_scope(of_organization);
    share real := share_of_users(patterns);
    expected CONSTANT real := share * scope.size;
    met_organizations uuid[] := '{}';
    met_ids uuid[] := '{}';
    met_names text[] := '{}';
    last_name text := after_name;
    last_id uuid := after_id;
    walked integer := 0;
    batch integer;
    step record;
BEGIN
    IF scope.condition IS NULL THEN
        RETURN;
    END IF;
    -- Common: walk the names, as long as the rows still to walk for a page look fewer than the matches there are to collect.
    WHILE share > 0 AND (page - cardinality(met_ids)) / share <= expected LOOP
        batch := greatest(200, 1.2 * (page - cardinality(met_ids)) / share);
        EXECUTE 'SELECT count(*) AS walked, array_agg(organization_id) FILTER (WHERE hit) AS organizations,'
            ' array_agg(id) FILTER (WHERE hit) AS ids, array_agg(display_name_ci) FILTER (WHERE hit) AS names,'
            ' max(display_name_ci) FILTER (WHERE n = $6) AS last_name, (array_agg(id) FILTER (WHERE n = $6))[1] AS last_id'
            ' FROM (SELECT organization_id, id, display_name_ci, row_number() OVER () AS n, ' || search_condition(patterns)
            || ' AS hit FROM (SELECT * FROM users WHERE deleted_at IS NULL AND ' || scope.condition || CASE
                WHEN last_id IS NULL THEN '' ELSE ' AND (display_name_ci, id) > ($4, $5)' END
            || ' ORDER BY display_name_ci, id LIMIT $6) ordered) walk'
            INTO step USING scope.organizations, patterns, page, last_name, last_id, batch;
        met_organizations := met_organizations || coalesce(step.organizations, '{}');
        met_ids := met_ids || coalesce(step.ids, '{}');
        met_names := met_names || coalesce(step.names, '{}');
        walked := walked + step.walked;
        IF cardinality(met_ids) >= page OR step.walked < batch THEN
            RETURN QUERY SELECT * FROM unnest(met_organizations, met_ids, met_names) LIMIT page;
            RETURN;
        END IF;
        last_name := step.last_name;
        last_id := step.last_id;
        share := cardinality(met_ids)::real / walked;
    END LOOP;
    -- Rare: all matches through the trigram index first; sorted before that is known, a walk of all names looks cheaper to the
    -- planner than it is.
    RETURN QUERY EXECUTE
        'WITH met AS MATERIALIZED (SELECT organization_id, id, display_name_ci FROM users WHERE deleted_at IS NULL AND '
        || scope.condition || ' AND ' || search_condition(patterns) || ')'
        ' SELECT organization_id, id, display_name_ci FROM met'
        || CASE WHEN after_id IS NULL THEN '' ELSE ' WHERE (display_name_ci, id) > ($4, $5)' END
        || ' ORDER BY display_name_ci, id LIMIT $3'
        USING scope.organizations, patterns, page, after_name, after_id;
END
$$;
GRANT EXECUTE ON FUNCTION find_users(uuid, text[], text, uuid, integer) TO tenantry_request;

-- How many living users hold every pattern.
CREATE FUNCTION count_found_users(of_organization uuid, patterns text[]) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER AS
$$
DECLARE
    scope CONSTANT record := search_scope(of_organization);
    total bigint := 0;
BEGIN
    IF scope.condition IS NOT NULL THEN
        EXECUTE 'SELECT count(*) FROM users WHERE deleted_at IS NULL AND ' || scope.condition || ' AND '
            || search_condition(patterns)
            INTO total USING scope.organizations, patterns;
    END IF;
    RETURN total;
END
$$;
GRANT EXECUTE ON FUNCTION count_found_users(uuid, text[]) TO tenantry_request;

-- Candidates for a filter that asks for part of a text: ids of an organization's living users whose search text holds every
-- pattern, or null when they are more than cap or the patterns are common; the filter is then walked in its own order.
CREATE FUNCTION candidate_users(of_organization uuid, patterns text[], cap integer) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER AS
$$
DECLARE
    scope CONSTANT record := search_scope(of_organization);
    candidates uuid[];
BEGIN
    IF scope.condition IS NULL OR share_of_users(patterns) > 0.05 THEN
        RETURN NULL;
    END IF;
    EXECUTE 'SELECT array_agg(id) FROM (SELECT id FROM users WHERE deleted_at IS NULL AND ' || scope.condition || ' AND '
        || search_condition(patterns) || ' LIMIT $3) met'
        INTO candidates USING scope.organizations, patterns, cap + 1;
    RETURN CASE WHEN cardinality(candidates) > cap THEN NULL ELSE coalesce(candidates, '{}') END;
END
$$;
GRANT EXECUTE ON FUNCTION candidate_users(uuid, text[], integer) TO tenantry_request;
