-- Accounts of the hub itself are few among many, and lists can ask for them alone.
CREATE INDEX users_of_the_hub ON users (organization_id, id) WHERE deleted_at IS NULL AND is_system;
