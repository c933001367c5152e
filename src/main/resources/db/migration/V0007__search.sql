-- Finding people by any part of a name. LIKE cannot use an index under row-level security, so this function runs as the owner
-- and applies the caller's reach itself. It is the only way around the wall, and gives out ids only: their rows are then read
-- under it.

-- Trigrams that more than one user in a hundred has, from a sample. They tell whether a fragment is rare (its matches are
-- collected through the trigram index) or common (a page of matches is soon met walking the names).
CREATE TABLE search_trigrams (
    trigram text COLLATE "C" PRIMARY KEY,
    share real NOT NULL
);
GRANT SELECT ON search_trigrams TO tenantry_request;

CREATE FUNCTION refresh_search_trigrams() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    rows_estimate real := (SELECT greatest(reltuples, 1) FROM pg_class WHERE oid = 'users'::regclass);
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('tenantry.refresh_search_trigrams')) THEN
        RETURN;
    END IF;
    DELETE FROM search_trigrams;
    INSERT INTO search_trigrams
    WITH sample AS MATERIALIZED (
        SELECT search_text FROM users TABLESAMPLE system ((least(100, 1000000 / rows_estimate))::real) WHERE deleted_at IS NULL LIMIT 10000)
    SELECT trigram, count(*) / greatest((SELECT count(*) FROM sample), 1)::real
    FROM sample, LATERAL (SELECT DISTINCT unnest(show_trgm(search_text)) AS trigram) t
    GROUP BY trigram HAVING count(*) > (SELECT count(*) FROM sample) / 100;
END
$$;
GRANT EXECUTE ON FUNCTION refresh_search_trigrams() TO tenantry_request;

-- The share of users that the rarest trigram of some LIKE patterns leaves: 0 when it is rarer than one in a hundred, null when
-- no pattern has a trigram. A pattern '% frag%' begins a word, '%frag%' may lie within one.
CREATE FUNCTION share_of_rarest_trigram(patterns text[]) RETURNS real LANGUAGE sql STABLE SECURITY DEFINER AS
$$
    SELECT min(coalesce(t.share, 0))
    FROM unnest(patterns) pattern, LATERAL unnest(show_trgm(trim(both '%' from pattern))) word
         LEFT JOIN search_trigrams t ON t.trigram = word COLLATE "C"
    WHERE word NOT LIKE '% ' AND (pattern LIKE '\% %' OR word NOT LIKE ' %')
$$;

CREATE FUNCTION search_condition(patterns text[]) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT string_agg('search_text LIKE $2[' || i || ']', ' AND ') FROM generate_subscripts(patterns, 1) i $$;

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
    scan_rows CONSTANT integer := 20000;
    within text := CASE
        WHEN of_organization IS NOT NULL THEN 'organization_id = $1'
        WHEN reach_is_everything() THEN 'true'
        ELSE 'organization_id IN (SELECT reach_organizations())' END;
    following text := CASE WHEN after_id IS NULL THEN 'true' ELSE '(display_name_ci, id) > ($4, $5)' END;
    walked integer;
    met_organizations uuid[];
    met_ids uuid[];
    met_names text[];
BEGIN
    IF of_organization IS NOT NULL AND NOT reach_is_everything()
        AND of_organization NOT IN (SELECT reach_organizations()) THEN
        RETURN;
    END IF;
    IF coalesce(share_of_rarest_trigram(patterns), 1) > 0 THEN
        -- Common: walk the names, but not for ever, as common trigrams can make a rare fragment.
        EXECUTE 'WITH walk AS MATERIALIZED (SELECT organization_id, id, display_name_ci, search_text FROM users'
            ' WHERE deleted_at IS NULL AND ' || within || ' AND ' || following ||
            ' ORDER BY display_name_ci, id LIMIT $6), met AS MATERIALIZED (SELECT * FROM walk WHERE '
            || search_condition(patterns) || ' LIMIT $3)'
            ' SELECT array_agg(organization_id), array_agg(id), array_agg(display_name_ci),'
            ' CASE WHEN count(*) < $3 THEN (SELECT count(*) FROM walk) END FROM met'
            INTO met_organizations, met_ids, met_names, walked
            USING of_organization, patterns, page, after_name, after_id, scan_rows;
        IF walked IS NULL OR walked < scan_rows THEN
            RETURN QUERY SELECT * FROM unnest(met_organizations, met_ids, met_names);
            RETURN;
        END IF;
    END IF;
    -- Rare: all matches through the trigram index first; sorted before that is known, a walk of all names looks cheaper to the
    -- planner than it is.
    RETURN QUERY EXECUTE
        'WITH met AS MATERIALIZED (SELECT organization_id, id, display_name_ci FROM users WHERE deleted_at IS NULL AND '
        || within || ' AND ' || search_condition(patterns) || ')'
        ' SELECT organization_id, id, display_name_ci FROM met WHERE ' || following ||
        ' ORDER BY display_name_ci, id LIMIT $3'
        USING of_organization, patterns, page, after_name, after_id;
END
$$;
GRANT EXECUTE ON FUNCTION find_users(uuid, text[], text, uuid, integer) TO tenantry_request;

-- How many living users hold every pattern.
CREATE FUNCTION count_found_users(of_organization uuid, patterns text[]) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER AS
$$
DECLARE
    total bigint := 0;
    within text := CASE
        WHEN of_organization IS NOT NULL THEN 'organization_id = $1'
        WHEN reach_is_everything() THEN 'true'
        ELSE 'organization_id IN (SELECT reach_organizations())' END;
BEGIN
    IF of_organization IS NULL OR reach_is_everything() OR of_organization IN (SELECT reach_organizations()) THEN
        EXECUTE 'SELECT count(*) FROM users WHERE deleted_at IS NULL AND ' || within || ' AND ' || search_condition(patterns)
            INTO total USING of_organization, patterns;
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
    candidates uuid[];
BEGIN
    IF coalesce(share_of_rarest_trigram(patterns), 1) > 0
        OR NOT (reach_is_everything() OR of_organization IN (SELECT reach_organizations())) THEN
        RETURN NULL;
    END IF;
    EXECUTE 'SELECT array_agg(id) FROM (SELECT id FROM users WHERE deleted_at IS NULL AND organization_id = $1 AND '
        || search_condition(patterns) || ' LIMIT $3) met'
        INTO candidates USING of_organization, patterns, cap + 1;
    RETURN CASE WHEN cardinality(candidates) > cap THEN NULL ELSE coalesce(candidates, '{}') END;
END
$$;
GRANT EXECUTE ON FUNCTION candidate_users(uuid, text[], integer) TO tenantry_request;
