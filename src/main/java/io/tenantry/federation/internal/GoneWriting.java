package io.tenantry.federation.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.Groups;
import io.tenantry.federation.LdapSettings.WhenGone;
import io.tenantry.federation.SyncRun.Counts;
import io.tenantry.federation.SyncRun.Problem;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** After everything was compared: people and groups that the directory no longer has. */
final class GoneWriting {
    private static final int AT_ONCE = 500;
    private static final int FEW = 10;

    private final Database database;
    private final Reading reading;
    private final Guards guards;
    private final AuditTrail trail;
    private final Groups groups;

    GoneWriting(Database database, Reading reading, Guards guards, AuditTrail trail, Groups groups) {
        this.database = database;
        this.reading = reading;
        this.guards = guards;
        this.trail = trail;
        this.groups = groups;
    }

    /** Somebody who is not there any more. */
    private record Missing(String externalId, UUID user, String dn) {}

    private record Ended(UUID id, String upn, long version) {}

    /** Refuses to believe that very many are gone at once: mostly somebody has mistyped a filter. */
    void refuseFlood(int percentMax) {
        long[] found = Objects.requireNonNull(database.first(
                RunRows.reach(reading.source()),
                """
                SELECT count(*) FILTER (WHERE seen_run <> ?), count(*) FROM directory_people
                WHERE organization_id = ? AND source_id = ? AND gone_at IS NULL
                """,
                row -> new long[] {row.getLong(1), row.getLong(2)},
                reading.run(),
                reading.organization(),
                reading.source().id()));
        Refusal.unless(
                found[0] <= Math.max(FEW, found[1] * percentMax / 100),
                Refusal.Reason.CONFLICT,
                "The directory no longer has " + found[0] + " of " + found[1] + " people, which is more than "
                        + percentMax + " percent, so nobody was taken away; a run with force believes it");
    }

    void people() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            long before = reading.tally().counts().gone();
            try {
                reading.write(session -> some(session, false));
            } catch (Refusal refusal) {
                if (!refusal.getMessage().startsWith("The last administrator")) {
                    throw refusal;
                }
                reading.write(session -> some(session, true));
            }
            more = reading.tally().counts().gone() > before;
        }
    }

    private Reading.Outcome some(Session session, boolean sparing) {
        List<Missing> missing = session.list(
                """
                SELECT p.external_id, p.user_id, p.dn FROM directory_people p
                    JOIN users u ON u.organization_id = p.organization_id AND u.id = p.user_id
                WHERE p.organization_id = ? AND p.source_id = ? AND p.gone_at IS NULL AND p.seen_run <> ?
                ORDER BY p.user_id LIMIT %d FOR UPDATE OF u
                """.formatted(AT_ONCE),
                row -> new Missing(row.getString(1), row.getObject(2, UUID.class), row.getString(3)),
                reading.organization(),
                reading.source().id(),
                reading.run());
        List<Problem> problems = new ArrayList<>();
        Set<UUID> spared = sparing ? Set.copyOf(roleHolders(session)) : Set.of();
        missing.stream()
                .filter(one -> spared.contains(one.user()))
                .map(one -> new Problem(one.dn(), "Gone, but nobody else could administer the hub"))
                .forEach(problems::add);
        List<UUID> users = missing.stream()
                .map(Missing::user)
                .filter(id -> !spared.contains(id))
                .toList();
        end(session, users);
        session.run(
                "UPDATE directory_people SET gone_at = clock_timestamp()"
                        + " WHERE organization_id = ? AND source_id = ? AND external_id = ANY (?::text[])",
                reading.organization(),
                reading.source().id(),
                missing.stream().map(Missing::externalId).toList());
        return new Reading.Outcome(new Counts(0, 0, 0, 0, 0, missing.size(), 0, problems.size(), 0, 0, 0), problems);
    }

    private void end(Session session, List<UUID> users) {
        boolean deletes = reading.settings().whenGone() == WhenGone.DELETE;
        List<Ended> ended = session.list(
                deletes ? """
                        WITH suspended AS (
                            UPDATE memberships SET living = false
                            WHERE organization_id = ? AND member_id = ANY (?::uuid[]) AND living),
                        unnamed AS (DELETE FROM logon_names WHERE organization_id = ? AND user_id = ANY (?::uuid[]))
                        UPDATE users SET deleted_at = transaction_timestamp()
                        WHERE organization_id = ? AND id = ANY (?::uuid[]) AND deleted_at IS NULL
                        RETURNING id, upn, version
                        """ : """
                        UPDATE users SET account_enabled = false, inactive_reason = 'externalAccountDisabled'
                        WHERE organization_id = ? AND id = ANY (?::uuid[]) AND account_enabled AND deleted_at IS NULL
                        RETURNING id, upn, version
                        """,
                row -> new Ended(row.getObject(1, UUID.class), row.getString(2), row.getLong(3)),
                deletes
                        ? new Object[] {
                            reading.organization(), users, reading.organization(), users, reading.organization(), users
                        }
                        : new Object[] {reading.organization(), users});
        if (!ended.isEmpty()) {
            guards.keepAnAdministrator(session, reading.source().organization());
        }
        trail.recordAll(
                session,
                reading.actor(),
                ended.stream().map(one -> event(one, deletes)).toList());
    }

    private AuditEvent event(Ended one, boolean deletes) {
        Map<String, @Nullable Object> before = new HashMap<>();
        before.put("account_enabled", true);
        before.put("inactive_reason", null);
        return new AuditEvent(
                reading.source().organization(),
                deletes ? "user.delete" : "user.change",
                "user",
                one.id().toString(),
                one.upn(),
                one.version(),
                AuditEvent.Outcome.DONE,
                null,
                deletes ? null : before,
                deletes ? null : Map.of("account_enabled", false, "inactive_reason", PersonStatements.REASON));
    }

    private List<UUID> roleHolders(Session session) {
        return session.list(
                """
                WITH holders AS (SELECT principal_id AS id FROM role_assignments WHERE organization_id = ?),
                privileged AS (
                    SELECT id FROM holders
                    UNION SELECT n.inner_id FROM group_nesting n JOIN holders h ON h.id = n.outer_id
                        WHERE n.organization_id = ?)
                SELECT id FROM privileged
                UNION SELECT m.member_id FROM memberships m JOIN privileged p ON p.id = m.group_id
                    WHERE m.organization_id = ? AND m.living
                """,
                row -> row.getObject(1, UUID.class),
                reading.organization(),
                reading.organization(),
                reading.organization());
    }

    /** Groups are deleted, one by one, as everybody deletes them. */
    void groups() {
        record Lost(String externalId, UUID group) {}
        Reach reach = RunRows.reach(reading.source());
        List<Lost> lost = database.list(
                reach,
                """
                SELECT external_id, group_id FROM directory_groups
                WHERE organization_id = ? AND source_id = ? AND gone_at IS NULL AND seen_run <> ?
                """,
                row -> new Lost(row.getString(1), row.getObject(2, UUID.class)),
                reading.organization(),
                reading.source().id(),
                reading.run());
        for (Lost one : lost) {
            List<Problem> problems = new ArrayList<>();
            try {
                groups.delete(
                        hub(reach),
                        reading.source().organization(),
                        new GroupKey.Id(new GroupId(one.group())),
                        EnumSet.allOf(Group.Kind.class));
            } catch (Refusal refusal) {
                if (refusal.reason() != Refusal.Reason.NOT_FOUND) {
                    problems.add(new Problem(one.externalId(), refusal.getMessage()));
                }
            }
            reading.write(session -> {
                session.run(
                        "UPDATE directory_groups SET gone_at = clock_timestamp()"
                                + " WHERE organization_id = ? AND source_id = ? AND external_id = ?",
                        reading.organization(),
                        reading.source().id(),
                        one.externalId());
                return new Reading.Outcome(new Counts(0, 0, 0, 0, 0, 0, 0, problems.size(), 0, 0, 0), problems);
            });
        }
    }

    /** The hub itself, for this organization's groups. */
    private Caller hub(Reach reach) {
        return new Caller(
                reading.actor(),
                Map.of(Permission.GROUP_WRITE, reach, Permission.USER_GROUP_WRITE, reach),
                "directory",
                0);
    }
}
