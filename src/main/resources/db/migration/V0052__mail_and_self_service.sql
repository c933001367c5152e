-- Mail on its way, accounts known to other identity providers, forgotten passwords, and what a session was begun with.

-- A mail is queued in the transaction of what it tells of. Its contents hold a secret link, so they are encrypted with the
-- master key, and gone once it was sent or given up.
CREATE TABLE mails (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    recipient text NOT NULL,
    sealed text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    next_try_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    give_up_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    sent_at timestamptz,
    failed_at timestamptz,
    problem text,
    PRIMARY KEY (organization_id, id),
    CHECK ((sealed IS NULL) = (sent_at IS NOT NULL OR failed_at IS NOT NULL))
);
CREATE INDEX mails_due ON mails (next_try_at) WHERE sealed IS NOT NULL;
CREATE INDEX mails_done ON mails (created_at) WHERE sealed IS NULL;
SELECT isolate('mails', 'SELECT, INSERT, UPDATE, DELETE');

-- Who somebody is to another identity provider. The provider is the text that provider is known by in the organization.
CREATE TABLE external_identities (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    provider text NOT NULL,
    subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 512),
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, provider, subject),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX external_identities_by_user ON external_identities (organization_id, user_id);
SELECT isolate('external_identities', 'SELECT, INSERT, UPDATE, DELETE');

-- Names for which somebody asked for a new password. Whether there is such an account is found out later, beside the requests,
-- so that asking takes the same steps for every name.
CREATE TABLE password_reset_requests (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    correlation_id text NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
GRANT SELECT, INSERT, UPDATE, DELETE ON password_reset_requests TO tenantry_request;

-- Links to choose a new password, kept as the hash of their secret.
CREATE TABLE password_resets (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX password_resets_by_token ON password_resets (token_hash);
CREATE INDEX password_resets_by_user ON password_resets (organization_id, user_id, created_at);
CREATE INDEX password_resets_by_expiry ON password_resets (expires_at);
SELECT isolate('password_resets', 'SELECT, INSERT, UPDATE, DELETE');

-- By what people recognize their own sessions.
ALTER TABLE sign_in_sessions ADD COLUMN device text, ADD COLUMN address text;
