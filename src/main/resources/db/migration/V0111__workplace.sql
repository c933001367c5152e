-- What people work with in organizations that live in the hub: how their mailboxes are set up, who else is let at their mail,
-- calendar and files, which devices they have, and who owns which group.

CREATE TABLE mailboxes (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL DEFAULT 'user' CHECK (kind IN ('user', 'shared')),
    forward_to text CHECK (length(forward_to) <= 254),
    keeps_copy boolean NOT NULL DEFAULT true,
    is_hidden boolean NOT NULL DEFAULT false,
    replies boolean NOT NULL DEFAULT false,
    reply_internal text CHECK (length(reply_internal) <= 4096),
    reply_external text CHECK (length(reply_external) <= 4096),
    replies_from timestamptz,
    replies_until timestamptz,
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
SELECT isolate('mailboxes', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('mailboxes', 'organization_id, user_id');

CREATE TABLE delegations (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    delegate_id uuid NOT NULL,
    subject text NOT NULL CHECK (subject IN ('mailbox', 'calendar', 'files')),
    -- The site that holds the files, where it was named.
    site text NOT NULL DEFAULT '' CHECK (length(site) <= 2048),
    access_right text NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, user_id, subject, delegate_id, site),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, delegate_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    CHECK (user_id <> delegate_id)
);
CREATE INDEX delegations_by_delegate ON delegations (organization_id, delegate_id);
SELECT isolate('delegations', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('delegations', 'organization_id, user_id');

CREATE TABLE devices (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 256),
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'lost', 'retired')),
    system text CHECK (length(system) <= 256),
    serial text CHECK (length(serial) <= 256),
    owner_id uuid,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, owner_id) REFERENCES users (organization_id, id) ON DELETE SET NULL (owner_id)
);
CREATE INDEX devices_by_owner ON devices (organization_id, owner_id);
SELECT isolate('devices', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('devices', 'organization_id, id');

CREATE TABLE group_owners (
    organization_id uuid NOT NULL,
    group_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, group_id, owner_id),
    FOREIGN KEY (organization_id, group_id) REFERENCES groups (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, owner_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX group_owners_by_owner ON group_owners (organization_id, owner_id);
SELECT isolate('group_owners', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('group_owners', 'organization_id, group_id');
