-- What has to hold in the tree of organizations, whoever changes it and however little of it he can see.
--   TN002 an organization would lie within itself      TN003 the parent is deleted
--   TN004 the parent cannot contain this kind          TN005 living organizations lie below a deleted one
CREATE FUNCTION keep_organization_tree() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
    parent organizations;
BEGIN
    -- One change of the tree at a time: two moves may each be right and make a circle together.
    PERFORM pg_advisory_xact_lock(hashtext('tenantry.organizations'));
    SELECT * INTO parent FROM organizations WHERE organization_id = NEW.parent_id;
    IF NEW.deleted_at IS NULL AND parent.deleted_at IS NOT NULL THEN
        RAISE EXCEPTION 'The parent organization is deleted' USING ERRCODE = 'TN003';
    END IF;
    IF parent.kind = 'customer' OR (NEW.kind = 'partner' AND parent.kind <> 'partner')
        OR EXISTS (SELECT FROM organizations child WHERE child.parent_id = NEW.organization_id AND child.deleted_at IS NULL
                     AND (NEW.kind = 'customer' OR (child.kind = 'partner' AND NEW.kind <> 'partner'))) THEN
        RAISE EXCEPTION 'An organization cannot lie in one of this kind' USING ERRCODE = 'TN004';
    END IF;
    IF EXISTS (
        WITH RECURSIVE above AS (
            SELECT NEW.parent_id AS id
            UNION
            SELECT o.parent_id FROM above JOIN organizations o ON o.organization_id = above.id
        )
        SELECT FROM above WHERE id = NEW.organization_id) THEN
        RAISE EXCEPTION 'The organization would lie within itself' USING ERRCODE = 'TN002';
    END IF;
    IF NEW.deleted_at IS NOT NULL AND EXISTS (
        SELECT FROM organizations child WHERE child.parent_id = NEW.organization_id AND child.deleted_at IS NULL) THEN
        RAISE EXCEPTION 'Living organizations lie below this one' USING ERRCODE = 'TN005';
    END IF;
    RETURN NULL;
END
$$;
-- After the statement, so that one statement may bring a parent and its children in any order.
CREATE TRIGGER keep_tree AFTER INSERT OR UPDATE OF parent_id, kind, deleted_at ON organizations
    FOR EACH ROW EXECUTE FUNCTION keep_organization_tree();

CREATE INDEX organizations_deleted ON organizations (deleted_at, organization_id) WHERE deleted_at IS NOT NULL;
