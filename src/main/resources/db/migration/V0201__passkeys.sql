-- Keys that people sign in with in place of a password, or after it (WebAuthn). Only the public half is here.
CREATE TABLE passkeys (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    credential_id text NOT NULL,
    credential text NOT NULL,
    sign_count bigint NOT NULL,
    is_synced boolean NOT NULL,
    display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 100),
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    last_used_at timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
-- A key is found by its own id alone: whoever signs in with one has not said who he is.
CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (credential_id);
CREATE INDEX passkeys_by_user ON passkeys (organization_id, user_id);
SELECT isolate('passkeys', 'SELECT, INSERT, UPDATE, DELETE');

-- What a key has signed once is not taken again.
CREATE TABLE used_challenges (
    id uuid PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
CREATE INDEX used_challenges_by_expiry ON used_challenges (expires_at);
GRANT SELECT, INSERT, DELETE ON used_challenges TO tenantry_request;
