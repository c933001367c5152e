-- What pages of an organization, and of those below it, are called and look like. What is null is inherited.
CREATE TABLE brandings (
    organization_id uuid PRIMARY KEY REFERENCES organizations,
    name text CHECK (length(name) BETWEEN 1 AND 60),
    accent text CHECK (accent ~ '^#[0-9a-f]{6}$'),
    -- Drawn anew by the hub as PNG, so that nothing comes along with it.
    logo bytea CHECK (length(logo) <= 200000),
    changed_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1
);
SELECT isolate('brandings', 'SELECT, INSERT, UPDATE, DELETE');
