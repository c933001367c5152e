-- Counts that cost the same however long the list: a total, and the changes not yet folded into it. Writers only append, so
-- none waits for another.
CREATE TABLE counts (
    organization_id uuid NOT NULL,
    subject text NOT NULL,
    subject_id uuid NOT NULL,
    total bigint NOT NULL,
    PRIMARY KEY (organization_id, subject, subject_id)
);
-- Most totals are those of groups; the users of many organizations are summed without reading past them.
CREATE INDEX counts_of_users ON counts (organization_id) WHERE subject = 'users';
CREATE TABLE count_changes (
    organization_id uuid NOT NULL,
    subject text NOT NULL,
    subject_id uuid NOT NULL,
    change bigint NOT NULL
);
CREATE INDEX count_changes_by_subject ON count_changes (organization_id, subject, subject_id);
SELECT isolate('counts', 'SELECT');
SELECT isolate('count_changes', 'SELECT');

-- In PL/pgSQL because it keeps its plan from call to call.
CREATE FUNCTION count_of(of_organization uuid, of_subject text, of_subject_id uuid) RETURNS bigint LANGUAGE plpgsql STABLE AS
$$
BEGIN
    RETURN coalesce((SELECT total FROM counts
                     WHERE organization_id = of_organization AND subject = of_subject AND subject_id = of_subject_id), 0)
         + coalesce((SELECT sum(change) FROM count_changes
                     WHERE organization_id = of_organization AND subject = of_subject AND subject_id = of_subject_id), 0)::bigint;
END
$$;

CREATE FUNCTION fold_counts() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('tenantry.fold_counts')) THEN
        RETURN;
    END IF;
    WITH folded AS (DELETE FROM count_changes RETURNING *)
    INSERT INTO counts AS c (organization_id, subject, subject_id, total)
    SELECT organization_id, subject, subject_id, sum(change) FROM folded GROUP BY organization_id, subject, subject_id
    ON CONFLICT (organization_id, subject, subject_id) DO UPDATE SET total = c.total + excluded.total;
END
$$;
GRANT EXECUTE ON FUNCTION fold_counts() TO tenantry_request;

-- What a person can be found by, as lower-case words: names, sign-in names past and present, addresses without their scheme,
-- phones with and without their punctuation. Every word follows a space, so that ' ab' finds words that begin with ab. What
-- stands there as the beginning of a word already is not said again: most people's mail address is their sign-in name.
CREATE FUNCTION user_search_text(
    display_name text, given_name text, surname text, upn text, mail text, nickname text, phones text[], addresses text[])
    RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
$$
DECLARE
    found text := lower(' ' || display_name || ' ' || upn);
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY[given_name, surname, mail, nickname] || addresses LOOP
        IF lower(left(part, 5)) = 'smtp:' THEN
            part := substr(part, 6);
        END IF;
        IF position(lower(' ' || part) IN found) = 0 THEN
            found := found || lower(' ' || part);
        END IF;
    END LOOP;
    FOREACH part IN ARRAY phones LOOP
        IF part IS NOT NULL THEN
            found := found || lower(' ' || part) || ' ' || regexp_replace(part, '[^0-9]', '', 'g');
        END IF;
    END LOOP;
    RETURN found;
END
$$;

CREATE TABLE users (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    object_id uuid NOT NULL,
    external_id text,
    user_type text NOT NULL DEFAULT 'Member' CHECK (user_type IN ('Member', 'Guest')),
    upn text NOT NULL,
    upn_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(upn)) STORED,
    former_upns text[] NOT NULL DEFAULT '{}',
    display_name text NOT NULL,
    display_name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(display_name)) STORED,
    given_name text,
    surname text,
    surname_ci text COLLATE "C" GENERATED ALWAYS AS (lower(surname)) STORED,
    mail text,
    mail_ci text COLLATE "C" GENERATED ALWAYS AS (lower(mail)) STORED,
    mail_nickname text,
    other_mails text[] NOT NULL DEFAULT '{}',
    proxy_addresses text[] NOT NULL DEFAULT '{}',
    business_phones text[] NOT NULL DEFAULT '{}',
    mobile_phone text,
    fax_number text,
    job_title text,
    department text,
    department_ci text COLLATE "C" GENERATED ALWAYS AS (lower(department)) STORED,
    company_name text,
    employee_id text,
    employee_type text,
    office_location text,
    street_address text,
    city text,
    state text,
    postal_code text,
    country text,
    usage_location text,
    preferred_language text,
    manager_id uuid,
    account_enabled boolean NOT NULL DEFAULT true,
    inactive_reason text,
    is_system boolean NOT NULL DEFAULT false,
    is_hybrid boolean NOT NULL DEFAULT false,
    os_identity text,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    deleted_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    search_text text NOT NULL GENERATED ALWAYS AS (user_search_text(display_name, given_name, surname, upn, mail, mail_nickname,
        business_phones || mobile_phone || fax_number, other_mails || proxy_addresses || former_upns)) STORED,
    PRIMARY KEY (organization_id, id)
) WITH (fillfactor = 90);
CREATE UNIQUE INDEX users_by_upn ON users (organization_id, upn_ci) WHERE deleted_at IS NULL;
CREATE INDEX users_by_upn_anywhere ON users (upn_ci) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX users_by_object_id ON users (organization_id, object_id);
CREATE INDEX users_by_id ON users (id);
CREATE INDEX users_by_name ON users (organization_id, display_name_ci, id) WHERE deleted_at IS NULL;
CREATE INDEX users_by_name_anywhere ON users (display_name_ci, id) WHERE deleted_at IS NULL;
CREATE INDEX users_by_mail ON users (organization_id, mail_ci) WHERE deleted_at IS NULL AND mail_ci IS NOT NULL;
CREATE INDEX users_by_department ON users (organization_id, department_ci, display_name_ci, id)
    WHERE deleted_at IS NULL AND department_ci IS NOT NULL;
CREATE INDEX users_by_external_id ON users (organization_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX users_by_manager ON users (organization_id, manager_id) WHERE manager_id IS NOT NULL;
CREATE INDEX users_disabled ON users (organization_id, id) WHERE deleted_at IS NULL AND NOT account_enabled;
CREATE INDEX users_deleted ON users (organization_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX users_by_search_text ON users USING gin (organization_id, search_text gin_trgm_ops)
    WITH (gin_pending_list_limit = 1024) WHERE deleted_at IS NULL;
SELECT isolate('users', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('users', 'organization_id, id');

CREATE FUNCTION count_users() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO count_changes
        SELECT organization_id, 'users', organization_id, count(*) FROM begun WHERE deleted_at IS NULL GROUP BY organization_id;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO count_changes
        SELECT organization_id, 'users', organization_id, -count(*) FROM ended WHERE deleted_at IS NULL GROUP BY organization_id;
    ELSE
        INSERT INTO count_changes
        SELECT organization_id, 'users', organization_id, sum(change)
        FROM (SELECT organization_id, 1 AS change FROM begun WHERE deleted_at IS NULL
              UNION ALL SELECT organization_id, -1 FROM ended WHERE deleted_at IS NULL) changes
        GROUP BY organization_id HAVING sum(change) <> 0;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER count_inserted AFTER INSERT ON users REFERENCING NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION count_users();
CREATE TRIGGER count_updated AFTER UPDATE ON users REFERENCING OLD TABLE AS ended NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION count_users();
CREATE TRIGGER count_deleted AFTER DELETE ON users REFERENCING OLD TABLE AS ended
    FOR EACH STATEMENT EXECUTE FUNCTION count_users();

-- Names used to sign in to the hub itself are unique over the whole installation, so that one text finds one person before
-- anyone knows the organization. Not tenant-owned: read before there is a caller, through the owner's function only.
CREATE TABLE logon_names (
    name_ci text COLLATE "C" PRIMARY KEY,
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL
);
CREATE INDEX logon_names_by_user ON logon_names (organization_id, user_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON logon_names TO tenantry_request;

CREATE TABLE credentials (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    password_hash text NOT NULL,
    must_change boolean NOT NULL DEFAULT false,
    changed_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
SELECT isolate('credentials', 'SELECT, INSERT, UPDATE, DELETE');
