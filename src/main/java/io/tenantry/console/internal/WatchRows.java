package io.tenantry.console.internal;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an operator keeps an eye on, over all organizations within reach. */
@Component
public class WatchRows {
    private final Database database;
    private final Access access;

    WatchRows(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /** A directory or mirror whose latest reading failed. */
    public record Failing(
            OrganizationId organization,
            String organizationName,
            String source,
            Instant since,
            @Nullable String problem) {}

    /** Something that was done. */
    public record Recent(
            OrganizationId organization,
            Instant at,
            String who,
            String action,
            @Nullable String target) {}

    /** Needs {@code identitysource.read} or {@code connection.read}; shows what each of them allows. */
    public List<Failing> failing(Caller caller, int most) {
        List<Failing> failing = new ArrayList<>();
        if (!caller.reach(Permission.IDENTITY_SOURCE_READ).equals(Reach.nowhere())) {
            failing.addAll(failing(access.require(caller, Permission.IDENTITY_SOURCE_READ), """
                    SELECT s.organization_id, o.name, s.name, r.finished_at, r.problem FROM identity_sources s
                        JOIN organizations o ON o.organization_id = s.organization_id AND o.deleted_at IS NULL
                        JOIN LATERAL (SELECT state, finished_at, problem FROM sync_runs
                            WHERE organization_id = s.organization_id AND source_id = s.id AND state <> 'running'
                            ORDER BY started_at DESC LIMIT 1) r ON r.state = 'failed'
                    ORDER BY r.finished_at DESC LIMIT ?
                    """, most));
        }
        if (!caller.reach(Permission.CONNECTION_READ).equals(Reach.nowhere())) {
            failing.addAll(failing(access.require(caller, Permission.CONNECTION_READ), """
                    SELECT c.organization_id, o.name, 'Microsoft', r.finished_at, r.problem FROM microsoft_connections c
                        JOIN organizations o ON o.organization_id = c.organization_id AND o.deleted_at IS NULL
                        JOIN LATERAL (SELECT state, finished_at, problem FROM mirror_runs
                            WHERE organization_id = c.organization_id AND state <> 'running'
                            ORDER BY started_at DESC LIMIT 1) r ON r.state = 'failed'
                    ORDER BY r.finished_at DESC LIMIT ?
                    """, most));
        }
        return failing;
    }

    private List<Failing> failing(Reach reach, String sql, int most) {
        return database.list(
                reach,
                sql,
                row -> {
                    OffsetDateTime finished = row.getObject(4, OffsetDateTime.class);
                    return new Failing(
                            new OrganizationId(row.getObject(1, UUID.class)),
                            row.getString(2),
                            row.getString(3),
                            finished == null ? Instant.EPOCH : finished.toInstant(),
                            row.getString(5));
                },
                most);
    }

    /** The latest events that changed something, the newest first. Needs {@code audit.read}. */
    public List<Recent> recent(Caller caller, int most) {
        return database.list(
                access.require(caller, Permission.AUDIT_READ),
                """
                SELECT e.organization_id, e.occurred_at, e.actor_name, e.action, coalesce(e.target_name, e.target_id)
                FROM organizations o CROSS JOIN LATERAL (
                    SELECT * FROM audit_events
                    WHERE organization_id = o.organization_id AND action <> 'user.signin' AND outcome = 'done'
                        AND occurred_at > now() - interval '7 days'
                    ORDER BY occurred_at DESC, id DESC LIMIT ?) e
                ORDER BY e.occurred_at DESC, e.id DESC LIMIT ?
                """,
                row -> new Recent(
                        new OrganizationId(row.getObject(1, UUID.class)),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                most,
                most);
    }
}
