package io.tenantry.microsoft.internal;

import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Memberships in the mirror. One waits until its group and its member are there, in whichever order they come. */
final class MirrorMembers {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorMembers.class);

    private static final String JOIN_USERS = """
            WITH ready AS (
                SELECT w.group_object_id, w.member_object_id, g.id AS group_id, u.id AS member_id
                FROM mirror_waiting w
                    JOIN groups g ON g.organization_id = w.organization_id AND g.object_id = w.group_object_id
                        AND g.deleted_at IS NULL
                    JOIN users u ON u.organization_id = w.organization_id AND u.object_id = w.member_object_id
                        AND u.deleted_at IS NULL
                WHERE w.organization_id = ?),
            arrived AS (
                DELETE FROM mirror_waiting w USING ready r WHERE w.organization_id = ?
                AND w.group_object_id = r.group_object_id AND w.member_object_id = r.member_object_id)
            INSERT INTO memberships AS m (organization_id, group_id, member_id, id, member_kind)
            SELECT ?, group_id, member_id, gen_random_uuid(), 'user' FROM ready
            ON CONFLICT (organization_id, group_id, member_id) DO UPDATE SET living = true WHERE NOT m.living
            """;

    private static final String READY_GROUPS = """
            SELECT w.group_object_id, w.member_object_id, g.id, i.id FROM mirror_waiting w
                JOIN groups g ON g.organization_id = w.organization_id AND g.object_id = w.group_object_id AND g.deleted_at IS NULL
                JOIN groups i ON i.organization_id = w.organization_id AND i.object_id = w.member_object_id
                    AND i.deleted_at IS NULL
            WHERE w.organization_id = ?
            """;

    private static final String JOIN_GROUP = """
            INSERT INTO memberships AS m (organization_id, group_id, member_id, id, member_kind)
            VALUES (?, ?, ?, gen_random_uuid(), 'group')
            ON CONFLICT (organization_id, group_id, member_id) DO UPDATE SET living = true WHERE NOT m.living
            """;

    private MirrorMembers() {}

    private record Nested(UUID outerObject, UUID innerObject, UUID outer, UUID inner) {}

    /** Makes members of all who need wait no longer; how many. */
    static int join(Session session, UUID organization) {
        boolean waits = session.first(
                        "SELECT 1 FROM mirror_waiting WHERE organization_id = ? LIMIT 1", row -> true, organization)
                != null;
        if (!waits) {
            return 0;
        }
        int joined = session.run(JOIN_USERS, organization, organization, organization);
        List<Nested> nested = session.list(
                READY_GROUPS,
                row -> new Nested(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getObject(4, UUID.class)),
                organization);
        for (Nested edge : nested) {
            joined += nest(session, organization, edge);
            session.run(
                    "DELETE FROM mirror_waiting WHERE organization_id = ? AND group_object_id = ? AND member_object_id = ?",
                    organization,
                    edge.outerObject(),
                    edge.innerObject());
        }
        return joined;
    }

    /** Microsoft lets groups contain each other, which the hub does not: the edge that closes the circle is left out. */
    private static int nest(Session session, UUID organization, Nested edge) {
        try {
            Savepoint before = session.connection().setSavepoint();
            try {
                return session.run(JOIN_GROUP, organization, edge.outer(), edge.inner());
            } catch (DatabaseFailure failure) {
                if (!failure.closesCircle()) {
                    throw failure;
                }
                session.connection().rollback(before);
                LOG.warn(
                        "Group {} of organization {} would contain itself through {}; the mirror leaves that out",
                        edge.outerObject(),
                        organization,
                        edge.innerObject());
                return 0;
            }
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }
}
