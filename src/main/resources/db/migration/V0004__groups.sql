-- Hub user groups, security groups and Microsoft 365 groups.
CREATE TABLE groups (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    object_id uuid NOT NULL,
    external_id text,
    kind text NOT NULL CHECK (kind IN ('hub', 'security', 'microsoft365')),
    display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 256),
    display_name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(display_name)) STORED,
    description text,
    mail text,
    mail_ci text COLLATE "C" GENERATED ALWAYS AS (lower(mail)) STORED,
    mail_nickname text,
    mail_nickname_ci text COLLATE "C" GENERATED ALWAYS AS (lower(mail_nickname)) STORED,
    mail_enabled boolean NOT NULL DEFAULT false,
    security_enabled boolean NOT NULL DEFAULT true,
    group_types text[] NOT NULL DEFAULT '{}',
    visibility text,
    classification text,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    renewed_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    deleted_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX groups_by_object_id ON groups (organization_id, object_id);
CREATE INDEX groups_by_id ON groups (id);
CREATE INDEX groups_by_name ON groups (organization_id, display_name_ci, id) WHERE deleted_at IS NULL;
CREATE INDEX groups_by_kind ON groups (organization_id, kind, display_name_ci, id) WHERE deleted_at IS NULL;
CREATE INDEX groups_by_name_anywhere ON groups (display_name_ci, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX groups_by_mail_nickname ON groups (organization_id, mail_nickname_ci)
    WHERE deleted_at IS NULL AND kind = 'microsoft365';
CREATE INDEX groups_deleted ON groups (organization_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
SELECT isolate('groups', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('groups', 'organization_id, id');

-- Direct memberships. One is not living while its group or its member is deleted; restoring brings it back.
CREATE TABLE memberships (
    organization_id uuid NOT NULL,
    group_id uuid NOT NULL,
    member_id uuid NOT NULL,
    id uuid NOT NULL,
    member_kind text NOT NULL CHECK (member_kind IN ('user', 'group', 'service account')),
    living boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, group_id, member_id),
    FOREIGN KEY (organization_id, group_id) REFERENCES groups (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX memberships_by_group ON memberships (organization_id, group_id, id) WHERE living;
CREATE INDEX memberships_by_member ON memberships (organization_id, member_id, group_id) WHERE living;
SELECT isolate('memberships', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('memberships', 'organization_id, group_id, member_id');

-- Which group lies within which, over any number of steps, and by how many paths. A person's indirect groups are his direct
-- ones joined to this, so depth costs nothing; the number of paths tells when a removed edge was the last way.
CREATE TABLE group_nesting (
    organization_id uuid NOT NULL,
    outer_id uuid NOT NULL,
    inner_id uuid NOT NULL,
    paths numeric NOT NULL CHECK (paths > 0),
    PRIMARY KEY (organization_id, outer_id, inner_id),
    CHECK (outer_id <> inner_id)
);
CREATE INDEX group_nesting_by_inner ON group_nesting (organization_id, inner_id, outer_id);
SELECT isolate('group_nesting', 'SELECT');

-- Keeps group_nesting true when a living edge between groups comes (1) or goes (-1). An edge that closes a circle is refused.
CREATE FUNCTION change_nesting(of_organization uuid, outer_group uuid, inner_group uuid, change integer) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    -- One change of an organization's nesting at a time; changes of people in groups do not come here.
    PERFORM pg_advisory_xact_lock(hashtextextended('tenantry.nesting.' || of_organization, 0));
    IF change > 0 AND (outer_group = inner_group OR EXISTS (
        SELECT FROM group_nesting
        WHERE organization_id = of_organization AND outer_id = inner_group AND inner_id = outer_group)) THEN
        RAISE EXCEPTION 'The group would contain itself' USING ERRCODE = 'TN001';
    END IF;
    WITH above AS (
        SELECT outer_group AS id, 1::numeric AS paths
        UNION ALL
        SELECT outer_id, paths FROM group_nesting WHERE organization_id = of_organization AND inner_id = outer_group
    ), below AS (
        SELECT inner_group AS id, 1::numeric AS paths
        UNION ALL
        SELECT inner_id, paths FROM group_nesting WHERE organization_id = of_organization AND outer_id = inner_group
    ), through AS (
        SELECT above.id AS outer_id, below.id AS inner_id, above.paths * below.paths AS paths FROM above CROSS JOIN below
    ), gone AS (
        DELETE FROM group_nesting n USING through t
        WHERE change < 0 AND n.organization_id = of_organization AND n.outer_id = t.outer_id AND n.inner_id = t.inner_id
          AND n.paths <= t.paths
        RETURNING n.outer_id, n.inner_id
    ), fewer AS (
        UPDATE group_nesting n SET paths = n.paths - t.paths FROM through t
        WHERE change < 0 AND n.organization_id = of_organization AND n.outer_id = t.outer_id AND n.inner_id = t.inner_id
          AND n.paths > t.paths
    )
    INSERT INTO group_nesting AS n (organization_id, outer_id, inner_id, paths)
    SELECT of_organization, outer_id, inner_id, paths FROM through WHERE change > 0
    ON CONFLICT (organization_id, outer_id, inner_id) DO UPDATE SET paths = n.paths + excluded.paths;
END
$$;

CREATE FUNCTION follow_memberships() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    edge record;
BEGIN
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO count_changes
        SELECT organization_id, 'members', group_id, count(*) FROM begun WHERE living GROUP BY organization_id, group_id;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO count_changes
        SELECT organization_id, 'members', group_id, -count(*) FROM ended WHERE living GROUP BY organization_id, group_id;
        FOR edge IN SELECT * FROM ended WHERE living AND member_kind = 'group' LOOP
            PERFORM change_nesting(edge.organization_id, edge.group_id, edge.member_id, -1);
        END LOOP;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        FOR edge IN SELECT * FROM begun WHERE living AND member_kind = 'group' LOOP
            PERFORM change_nesting(edge.organization_id, edge.group_id, edge.member_id, 1);
        END LOOP;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER follow_inserted AFTER INSERT ON memberships REFERENCING NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION follow_memberships();
CREATE TRIGGER follow_updated AFTER UPDATE ON memberships REFERENCING OLD TABLE AS ended NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION follow_memberships();
CREATE TRIGGER follow_deleted AFTER DELETE ON memberships REFERENCING OLD TABLE AS ended
    FOR EACH STATEMENT EXECUTE FUNCTION follow_memberships();

CREATE FUNCTION count_groups() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO count_changes
        SELECT organization_id, 'groups ' || kind, organization_id, count(*) FROM begun
        WHERE deleted_at IS NULL GROUP BY organization_id, kind;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO count_changes
        SELECT organization_id, 'groups ' || kind, organization_id, -count(*) FROM ended
        WHERE deleted_at IS NULL GROUP BY organization_id, kind;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER count_inserted AFTER INSERT ON groups REFERENCING NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION count_groups();
CREATE TRIGGER count_updated AFTER UPDATE ON groups REFERENCING OLD TABLE AS ended NEW TABLE AS begun
    FOR EACH STATEMENT EXECUTE FUNCTION count_groups();
CREATE TRIGGER count_deleted AFTER DELETE ON groups REFERENCING OLD TABLE AS ended
    FOR EACH STATEMENT EXECUTE FUNCTION count_groups();
