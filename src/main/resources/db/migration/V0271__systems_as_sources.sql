-- Directories and SCIM servers are read for their accounts. What lets the hub in there is encrypted with the master key.
ALTER TABLE discovery_sources DROP CONSTRAINT discovery_sources_kind_check;
ALTER TABLE discovery_sources ADD CONSTRAINT discovery_sources_kind_check
    CHECK (kind IN ('hub', 'microsoft', 'feed', 'push', 'ldap', 'scim'));
ALTER TABLE discovery_sources ADD COLUMN connection jsonb, ADD COLUMN secret text;
ALTER TABLE discovery_sources ADD CHECK (kind IN ('ldap', 'scim') OR (connection IS NULL AND secret IS NULL));
