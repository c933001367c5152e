-- What an organization says itself about passwords and failed logons, as {"policy": {"member": value}}. What it does not say is
-- what the nearest organization above it says, and at last the installation's settings.
CREATE TABLE sign_in_policies (
    organization_id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
    policies jsonb NOT NULL,
    version bigint NOT NULL DEFAULT 1
);
SELECT isolate('sign_in_policies', 'SELECT, INSERT, UPDATE, DELETE');

-- Passwords a person had, so that he does not come back to one of them. Not called a history: it goes when the person goes.
CREATE TABLE former_passwords (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    changed_at timestamptz NOT NULL,
    password_hash text NOT NULL,
    PRIMARY KEY (organization_id, user_id, changed_at),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
SELECT isolate('former_passwords', 'SELECT');

-- As many as a policy can ask for.
CREATE FUNCTION keep_former_password() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    INSERT INTO former_passwords VALUES (OLD.organization_id, OLD.user_id, OLD.changed_at, OLD.password_hash)
    ON CONFLICT DO NOTHING;
    DELETE FROM former_passwords WHERE organization_id = OLD.organization_id AND user_id = OLD.user_id
        AND changed_at < (SELECT changed_at FROM former_passwords
                          WHERE organization_id = OLD.organization_id AND user_id = OLD.user_id
                          ORDER BY changed_at DESC OFFSET 23 LIMIT 1);
    RETURN NULL;
END
$$;
CREATE TRIGGER keep_former_password AFTER UPDATE ON credentials FOR EACH ROW
    WHEN (OLD.changed_at <> NEW.changed_at) EXECUTE FUNCTION keep_former_password();

-- Counts an attempt to log on before its password is looked at, so that attempts side by side, on however many nodes, cannot
-- slip past the count: the row is locked from the first statement on. Times are milliseconds.
--   NULL  the account is locked and the password must not be looked at
--   0     the password may be looked at
--   n     it may be, and when it is wrong the n-th lockout stands, which began just now
CREATE FUNCTION count_logon(of_organization uuid, of_user uuid, clear_after bigint, failures_most integer,
    wait_increment bigint, wait_most bigint) RETURNS integer LANGUAGE plpgsql AS
$$
DECLARE
    known logon_failures;
    moment timestamptz;
    begun integer := 0;
BEGIN
    INSERT INTO logon_failures AS f (organization_id, user_id, failures, lockouts, last_at)
    VALUES (of_organization, of_user, 0, 0, clock_timestamp())
    ON CONFLICT (organization_id, user_id) DO UPDATE SET failures = f.failures
    RETURNING * INTO known;
    moment := clock_timestamp();
    IF known.locked_until > moment THEN
        RETURN NULL;
    END IF;
    IF known.last_at < moment - clear_after * interval '1 millisecond' THEN
        known.failures := 0;
        known.lockouts := 0;
    END IF;
    known.failures := known.failures + 1;
    known.locked_until := NULL;
    IF known.failures >= failures_most THEN
        known.failures := 0;
        known.lockouts := known.lockouts + 1;
        begun := known.lockouts;
        known.locked_until := moment + least(begun * wait_increment, wait_most) * interval '1 millisecond';
    END IF;
    UPDATE logon_failures
    SET failures = known.failures, lockouts = known.lockouts, last_at = moment, locked_until = known.locked_until
    WHERE organization_id = of_organization AND user_id = of_user;
    RETURN begun;
END
$$;

-- Names that nobody has cost one write too, so that they take as long as others. It need not remember them.
DELETE FROM failed_logons;
ALTER TABLE failed_logons DROP COLUMN next_try_at;

-- Who has taken on the person's identity in this grant, if anybody.
ALTER TABLE sign_in_grants ADD COLUMN actor_id uuid;
CREATE INDEX sign_in_grants_by_actor ON sign_in_grants (actor_id) WHERE actor_id IS NOT NULL;

-- Ends all that somebody has signed in to, and every identity he has taken on.
CREATE FUNCTION end_sign_ins_of(of_organization uuid, of_user uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    UPDATE sign_in_sessions SET ended_at = now()
    WHERE organization_id = of_organization AND user_id = of_user AND ended_at IS NULL;
    UPDATE sign_in_grants SET ended_at = now()
    WHERE organization_id = of_organization AND user_id = of_user AND ended_at IS NULL;
    UPDATE sign_in_grants SET ended_at = now() WHERE actor_id = of_user AND ended_at IS NULL;
END
$$;
REVOKE ALL ON FUNCTION end_sign_ins_of(uuid, uuid) FROM PUBLIC;

CREATE OR REPLACE FUNCTION end_sign_ins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    PERFORM end_sign_ins_of(OLD.organization_id, OLD.user_id);
    RETURN NULL;
END
$$;

-- Whoever is disabled, locked for good or deleted is signed out for good too: enabling him again does not revive what he had.
CREATE FUNCTION end_sign_ins_of_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    PERFORM end_sign_ins_of(NEW.organization_id, NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER end_sign_ins AFTER UPDATE ON users FOR EACH ROW
    WHEN ((OLD.account_enabled AND NOT NEW.account_enabled) OR (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL))
    EXECUTE FUNCTION end_sign_ins_of_account();

DO $$
DECLARE
    changed text;
BEGIN
    FOREACH changed IN ARRAY ARRAY['keep_former_password()', 'end_sign_ins_of(uuid, uuid)', 'end_sign_ins()',
        'end_sign_ins_of_account()'] LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', changed, current_schema());
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', changed);
    END LOOP;
END
$$;
