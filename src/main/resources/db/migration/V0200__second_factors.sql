-- An app on somebody's telephone that shows codes. Its secret is encrypted with the installation's master key. A code belongs to
-- a step of 30 seconds; none is taken from a step that was used, or from one before it.
CREATE TABLE authenticators (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    secret text NOT NULL,
    last_step bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
SELECT isolate('authenticators', 'SELECT, INSERT, UPDATE, DELETE');

-- Codes for the day on which the telephone is lost. Each works once; they are long and random, so a fast hash is enough.
CREATE TABLE recovery_codes (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    code_hash text NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (organization_id, user_id, code_hash),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
SELECT isolate('recovery_codes', 'SELECT, INSERT, UPDATE, DELETE');

-- How somebody proved who he is, in the words of RFC 8176; empty when nobody wrote it down, or another hub saw to it.
ALTER TABLE sign_in_sessions ADD COLUMN methods text[] NOT NULL DEFAULT '{}';
ALTER TABLE sign_in_grants ADD COLUMN methods text[] NOT NULL DEFAULT '{}';
