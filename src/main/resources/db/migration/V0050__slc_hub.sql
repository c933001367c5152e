-- What the SLC Hub dialect knows of people and groups and nobody knew before: user names beside UPNs, who a person is to the
-- operating system, system groups, open invitations and locks. The history has the same columns in the same order.
ALTER TABLE users DROP COLUMN os_identity, DROP COLUMN search_text;
ALTER TABLE users_history DROP COLUMN os_identity, DROP COLUMN search_text;

ALTER TABLE users
    ADD COLUMN unix_user_name text,
    ADD COLUMN unix_home_directory text,
    ADD COLUMN os_user_principal_name text,
    -- Only where it is another than the UPN.
    ADD COLUMN user_name text,
    ADD COLUMN user_name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(coalesce(user_name, upn))) STORED,
    ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (user_search_text(display_name, given_name, surname, upn, mail,
        mail_nickname, business_phones || mobile_phone || fax_number,
        other_mails || proxy_addresses || former_upns || user_name)) STORED;
ALTER TABLE users_history
    ADD COLUMN unix_user_name text,
    ADD COLUMN unix_home_directory text,
    ADD COLUMN os_user_principal_name text,
    ADD COLUMN user_name text,
    ADD COLUMN user_name_ci text COLLATE "C",
    ADD COLUMN search_text text;
CREATE INDEX users_by_search_text ON users USING gin (organization_id, search_text gin_trgm_ops)
    WITH (gin_pending_list_limit = 1024) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX users_by_user_name ON users (organization_id, user_name_ci) WHERE deleted_at IS NULL;
CREATE INDEX users_with_own_name ON users (organization_id, user_name_ci) WHERE deleted_at IS NULL AND user_name IS NOT NULL;
CREATE INDEX users_by_created ON users (organization_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX users_by_modified ON users (organization_id, valid_from, id) WHERE deleted_at IS NULL;

-- An account that is not enabled has a reason, and an enabled one has none, whoever changed it and by which way.
UPDATE users SET inactive_reason = CASE WHEN account_enabled THEN NULL ELSE 'manual' END
WHERE account_enabled = (inactive_reason IS NOT NULL)
    OR inactive_reason NOT IN ('manual', 'tooManyFailedLogons', 'externalAccountDisabled');
ALTER TABLE users ADD CHECK (inactive_reason IN ('manual', 'tooManyFailedLogons', 'externalAccountDisabled'));
CREATE FUNCTION keep_inactive_reason() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    NEW.inactive_reason := CASE WHEN NEW.account_enabled THEN NULL ELSE 'manual' END;
    RETURN NEW;
END
$$;
CREATE TRIGGER keep_inactive_reason BEFORE INSERT OR UPDATE ON users FOR EACH ROW
    WHEN (NEW.account_enabled = (NEW.inactive_reason IS NOT NULL)) EXECUTE FUNCTION keep_inactive_reason();

-- A system group cannot be renamed or deleted.
ALTER TABLE groups ADD COLUMN is_system boolean NOT NULL DEFAULT false;
ALTER TABLE groups_history ADD COLUMN is_system boolean NOT NULL DEFAULT false;
CREATE INDEX groups_by_created ON groups (organization_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX groups_by_modified ON groups (organization_id, valid_from, id) WHERE deleted_at IS NULL;

-- An invitation is open until it was redeemed or revoked; one that is past its time is still open, and can be sent again.
CREATE TABLE invitations (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    created_by uuid,
    created_by_name text,
    expires_at timestamptz NOT NULL,
    redeemed_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX invitations_open ON invitations (organization_id, user_id)
    WHERE redeemed_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitations_by_user ON invitations (organization_id, user_id);
SELECT isolate('invitations', 'SELECT, INSERT, UPDATE, DELETE');

-- Failed logons of accounts that exist, since the last one that succeeded.
CREATE TABLE logon_failures (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    failures integer NOT NULL DEFAULT 0,
    lockouts integer NOT NULL DEFAULT 0,
    last_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    locked_until timestamptz,
    PRIMARY KEY (organization_id, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX logon_failures_locked ON logon_failures (organization_id, locked_until) WHERE locked_until IS NOT NULL;
SELECT isolate('logon_failures', 'SELECT, INSERT, UPDATE, DELETE');
