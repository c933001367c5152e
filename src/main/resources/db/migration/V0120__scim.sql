-- What SCIM clients keep of people and groups and nobody kept before. Their external id is their own: people whom a directory
-- feeds have that directory's id in external_id, and an identity provider may provision the same people.
-- The history has the same columns in the same order.
ALTER TABLE users
    ADD COLUMN scim_external_id text COLLATE "C",
    ADD COLUMN middle_name text,
    ADD COLUMN honorific_prefix text,
    ADD COLUMN honorific_suffix text,
    ADD COLUMN nick_name text,
    ADD COLUMN locale text,
    ADD COLUMN time_zone text,
    ADD COLUMN cost_center text,
    ADD COLUMN division text;
ALTER TABLE users_history
    ADD COLUMN scim_external_id text COLLATE "C",
    ADD COLUMN middle_name text,
    ADD COLUMN honorific_prefix text,
    ADD COLUMN honorific_suffix text,
    ADD COLUMN nick_name text,
    ADD COLUMN locale text,
    ADD COLUMN time_zone text,
    ADD COLUMN cost_center text,
    ADD COLUMN division text;
CREATE INDEX users_by_scim_external_id ON users (organization_id, scim_external_id)
    WHERE deleted_at IS NULL AND scim_external_id IS NOT NULL;

ALTER TABLE groups ADD COLUMN scim_external_id text COLLATE "C";
ALTER TABLE groups_history ADD COLUMN scim_external_id text COLLATE "C";
CREATE INDEX groups_by_scim_external_id ON groups (organization_id, scim_external_id)
    WHERE deleted_at IS NULL AND scim_external_id IS NOT NULL;
