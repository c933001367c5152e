-- When somebody last signed in to the hub, by a browser or an application. It stays when his sessions are cleared away.
CREATE TABLE user_activity (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    signed_in_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX user_activity_by_time ON user_activity (organization_id, signed_in_at);
SELECT isolate('user_activity', 'SELECT');

-- Whoever acts as somebody else is not him. Nobody asks to the hour, so whoever signs in again within one writes nothing.
CREATE FUNCTION note_sign_in() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    INSERT INTO user_activity AS a (organization_id, user_id, signed_in_at)
    SELECT u.organization_id, u.id, NEW.signed_in_at FROM users u
    WHERE u.organization_id = NEW.organization_id AND u.id = NEW.user_id
    ON CONFLICT (organization_id, user_id) DO UPDATE SET signed_in_at = excluded.signed_in_at
        WHERE a.signed_in_at < excluded.signed_in_at - interval '1 hour';
    RETURN NULL;
END
$$;
CREATE TRIGGER note_sign_in AFTER INSERT ON sign_in_sessions FOR EACH ROW EXECUTE FUNCTION note_sign_in();
CREATE TRIGGER note_sign_in AFTER INSERT ON sign_in_grants FOR EACH ROW WHEN (NEW.actor_id IS NULL) EXECUTE FUNCTION note_sign_in();

-- Refresh tokens are new with every use: somebody still works with what he signed in to long ago.
CREATE FUNCTION note_refresh() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    UPDATE user_activity a SET signed_in_at = transaction_timestamp() FROM sign_in_grants g
    WHERE g.organization_id = NEW.organization_id AND g.id = NEW.grant_id
      AND a.organization_id = g.organization_id AND a.user_id = g.user_id
      AND a.signed_in_at < transaction_timestamp() - interval '1 hour';
    RETURN NULL;
END
$$;
CREATE TRIGGER note_refresh AFTER INSERT ON refresh_tokens FOR EACH ROW EXECUTE FUNCTION note_refresh();

INSERT INTO user_activity (organization_id, user_id, signed_in_at)
SELECT s.organization_id, s.user_id, max(s.signed_in_at)
FROM (SELECT organization_id, user_id, signed_in_at FROM sign_in_sessions
      UNION ALL SELECT organization_id, user_id, signed_in_at FROM sign_in_grants WHERE actor_id IS NULL) s
    JOIN users u ON u.organization_id = s.organization_id AND u.id = s.user_id
GROUP BY s.organization_id, s.user_id;

DO $$
DECLARE
    definer regprocedure;
BEGIN
    FOR definer IN
        SELECT p.oid FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.prosecdef AND p.proname IN ('note_sign_in', 'note_refresh')
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', definer, current_schema());
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', definer);
    END LOOP;
END
$$;
