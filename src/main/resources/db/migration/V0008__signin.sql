-- How people and programs sign in: keys that sign tokens, registered applications, sessions of browsers, grants to applications.
CREATE INDEX roles_by_id ON roles (id);
CREATE INDEX role_assignments_by_role ON role_assignments (role_id);

-- Whether anyone is left who can sign in and administer everything. Callers ask after their change and before its commit; the
-- lock makes two of them, who would each take away the other's last administrator, go one after the other.
CREATE FUNCTION administrators_remain(administrators uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS
$$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('tenantry.administrators'));
    RETURN EXISTS (
        SELECT FROM role_assignments a
            JOIN organizations o ON o.organization_id = a.scope_organization_id AND o.parent_id IS NULL
            JOIN users u ON u.organization_id = a.organization_id AND u.account_enabled AND u.deleted_at IS NULL
            JOIN credentials c ON c.organization_id = u.organization_id AND c.user_id = u.id
        WHERE a.role_id = administrators AND a.scope_kind = 'subtree' AND (
            a.principal_id = u.id
            OR EXISTS (
                SELECT FROM memberships m
                WHERE m.organization_id = u.organization_id AND m.member_id = u.id AND m.living AND (
                    m.group_id = a.principal_id OR EXISTS (
                        SELECT FROM group_nesting n
                        WHERE n.organization_id = m.organization_id AND n.inner_id = m.group_id
                          AND n.outer_id = a.principal_id)))));
END
$$;
GRANT EXECUTE ON FUNCTION administrators_remain(uuid) TO tenantry_request;

-- Private keys are encrypted with the installation's master key. A key that was followed by another stays published until
-- the last token it signed has expired.
CREATE TABLE signing_keys (
    id text PRIMARY KEY,
    public_key text NOT NULL,
    private_key text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    followed_at timestamptz
);
CREATE UNIQUE INDEX signing_keys_one_current ON signing_keys ((true)) WHERE followed_at IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON signing_keys TO tenantry_request;

-- Applications that people sign in to through the hub. Those of an organization serve its people and those below it.
CREATE TABLE sign_in_clients (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    client_id text NOT NULL,
    secret_hash text,
    display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 256),
    redirect_uris text[] NOT NULL,
    logout_uris text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX sign_in_clients_by_id ON sign_in_clients (id);
CREATE UNIQUE INDEX sign_in_clients_by_client_id ON sign_in_clients (client_id);
SELECT isolate('sign_in_clients', 'SELECT, INSERT, UPDATE, DELETE');

-- A browser in which someone has signed in. Only the hash of its cookie is kept, as with every secret below.
CREATE TABLE sign_in_sessions (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    cookie_hash text NOT NULL,
    signed_in_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX sign_in_sessions_by_cookie ON sign_in_sessions (cookie_hash);
CREATE INDEX sign_in_sessions_by_user ON sign_in_sessions (organization_id, user_id);
CREATE INDEX sign_in_sessions_by_expiry ON sign_in_sessions (expires_at);
SELECT isolate('sign_in_sessions', 'SELECT, INSERT, UPDATE, DELETE');

-- What a person has let an application do in his name, from the authorization code to the last refresh token. All access
-- tokens of a grant end with it.
CREATE TABLE sign_in_grants (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    session_id uuid,
    client_id uuid NOT NULL,
    scopes text[] NOT NULL,
    request jsonb NOT NULL,
    signed_in_at timestamptz NOT NULL,
    code_hash text NOT NULL,
    code_expires_at timestamptz NOT NULL,
    code_used_at timestamptz,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX sign_in_grants_by_id ON sign_in_grants (id);
CREATE UNIQUE INDEX sign_in_grants_by_code ON sign_in_grants (code_hash);
CREATE INDEX sign_in_grants_by_user ON sign_in_grants (organization_id, user_id);
CREATE INDEX sign_in_grants_by_session ON sign_in_grants (organization_id, session_id) WHERE session_id IS NOT NULL;
CREATE INDEX sign_in_grants_by_expiry ON sign_in_grants (expires_at);
SELECT isolate('sign_in_grants', 'SELECT, INSERT, UPDATE, DELETE');

-- Each can be used once; a second use tells that it was stolen.
CREATE TABLE refresh_tokens (
    organization_id uuid NOT NULL,
    grant_id uuid NOT NULL,
    token_hash text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (organization_id, grant_id, token_hash),
    FOREIGN KEY (organization_id, grant_id) REFERENCES sign_in_grants (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX refresh_tokens_by_hash ON refresh_tokens (token_hash);
SELECT isolate('refresh_tokens', 'SELECT, INSERT, UPDATE, DELETE');

-- Single access tokens that were ended before they expired.
CREATE TABLE ended_tokens (
    id uuid PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
CREATE INDEX ended_tokens_by_expiry ON ended_tokens (expires_at);
GRANT SELECT, INSERT, DELETE ON ended_tokens TO tenantry_request;

CREATE FUNCTION tell_token_ended() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('tenantry_access', TG_ARGV[0] || ' ' || NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER tell_access_changed AFTER INSERT ON ended_tokens FOR EACH ROW EXECUTE FUNCTION tell_token_ended('token');
CREATE TRIGGER tell_access_changed AFTER UPDATE ON sign_in_grants FOR EACH ROW
    WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION tell_token_ended('grant');

-- Wrong passwords in a row and when the next try is looked at. By name, so that unknown names answer like known ones.
CREATE TABLE failed_logons (
    name_ci text COLLATE "C" PRIMARY KEY,
    failures integer NOT NULL,
    last_at timestamptz NOT NULL,
    next_try_at timestamptz NOT NULL
);
CREATE INDEX failed_logons_by_time ON failed_logons (last_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON failed_logons TO tenantry_request;

-- Whoever changes a password, for whatever reason, locks out those who knew the old one: browsers and applications sign in again.
CREATE FUNCTION end_sign_ins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    UPDATE sign_in_sessions SET ended_at = now()
    WHERE organization_id = OLD.organization_id AND user_id = OLD.user_id AND ended_at IS NULL;
    UPDATE sign_in_grants SET ended_at = now()
    WHERE organization_id = OLD.organization_id AND user_id = OLD.user_id AND ended_at IS NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER end_sign_ins AFTER DELETE ON credentials FOR EACH ROW EXECUTE FUNCTION end_sign_ins();
CREATE TRIGGER end_sign_ins_changed AFTER UPDATE ON credentials FOR EACH ROW
    WHEN (OLD.changed_at <> NEW.changed_at) EXECUTE FUNCTION end_sign_ins();
