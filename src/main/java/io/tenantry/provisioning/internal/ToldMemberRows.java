package io.tenantry.provisioning.internal;

import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.provisioning.ScimTarget;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code scim_members}, beside the memberships that it is about. */
@Component
class ToldMemberRows {
    private final Database database;

    ToldMemberRows(Database database) {
        this.database = database;
    }

    /** Forgets a group with its members, or somebody wherever he is one. */
    static void forget(Session session, ScimTarget target, UUID local) {
        session.run(
                "DELETE FROM scim_members WHERE organization_id = ? AND target_id = ? AND (group_id = ? OR member_id = ?)",
                target.organization().value(),
                target.id(),
                local,
                local);
    }

    /** A member by its id here and there. */
    record Edge(UUID member, String remoteId) {}

    /** Members that a group has here, is to have there, and is not known to have. */
    List<Edge> joining(ScimTarget target, UUID group) {
        return database.list(
                TargetRuns.reach(target),
                """
                SELECT m.member_id, o.remote_id FROM memberships m
                JOIN scim_objects o ON o.organization_id = m.organization_id AND o.target_id = ? AND o.local_id = m.member_id
                    AND o.kind = m.member_kind AND o.remote_id IS NOT NULL AND o.state <> 'inactive'
                WHERE m.organization_id = ? AND m.group_id = ? AND m.living AND NOT EXISTS (
                    SELECT FROM scim_members s WHERE s.organization_id = m.organization_id AND s.target_id = o.target_id
                      AND s.group_id = m.group_id AND s.member_id = m.member_id AND s.remote_id = o.remote_id)
                ORDER BY m.member_id
                """,
                row -> new Edge(row.getObject(1, UUID.class), row.getString(2)),
                target.id(),
                target.organization().value(),
                group);
    }

    /** Members that a group has there because of the hub, and no longer here. */
    List<Edge> parting(ScimTarget target, UUID group) {
        return database.list(
                TargetRuns.reach(target),
                """
                SELECT s.member_id, s.remote_id FROM scim_members s
                WHERE s.organization_id = ? AND s.target_id = ? AND s.group_id = ? AND NOT EXISTS (
                    SELECT FROM memberships m WHERE m.organization_id = s.organization_id AND m.group_id = s.group_id
                      AND m.member_id = s.member_id AND m.living)
                ORDER BY s.member_id
                """,
                row -> new Edge(row.getObject(1, UUID.class), row.getString(2)),
                target.organization().value(),
                target.id(),
                group);
    }

    void joined(Session session, ScimTarget target, UUID group, List<Edge> edges) {
        session.runAll(
                """
                INSERT INTO scim_members (organization_id, target_id, group_id, member_id, remote_id) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (organization_id, target_id, group_id, member_id) DO UPDATE SET remote_id = excluded.remote_id
                """,
                edges.stream()
                        .map(edge -> new @Nullable Object[] {
                            target.organization().value(), target.id(), group, edge.member(), edge.remoteId()
                        })
                        .toList());
    }

    void parted(Session session, ScimTarget target, UUID group, List<Edge> edges) {
        session.run(
                "DELETE FROM scim_members WHERE organization_id = ? AND target_id = ? AND group_id = ? AND member_id = ANY (?::uuid[])",
                target.organization().value(),
                target.id(),
                group,
                edges.stream().map(Edge::member).toList());
    }
}
