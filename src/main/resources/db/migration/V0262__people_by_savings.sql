-- Who wastes most is mostly asked of those who do nothing, who are few: with what such questions ask for in the index, those who do not
-- fit are passed over there, and nobody is looked at in vain.
DROP INDEX people_by_savings;
CREATE INDEX people_by_savings ON people (organization_id, potential_savings, id) INCLUDE (last_active_at, license_count)
    WHERE removed_at IS NULL;
