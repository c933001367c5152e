package io.tenantry.federation.internal;

import io.tenantry.access.Guards;
import io.tenantry.audit.AuditColumns;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.federation.SyncRun.Counts;
import io.tenantry.federation.SyncRun.Problem;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a page of groups, and later their members. */
final class GroupWriting {
    private final Reading reading;
    private final Guards guards;
    private final AuditTrail trail;

    GroupWriting(Reading reading, Guards guards, AuditTrail trail) {
        this.reading = reading;
        this.guards = guards;
        this.trail = trail;
    }

    /** The members that a group of the page has, by the names the directory knows them by. */
    record MembersOf(String externalId, List<Key> keys) {}

    /** A distinguished name, or what groups of the Unix kind call somebody. */
    record Key(@Nullable String dnKey, @Nullable String loginKey) {}

    void write(List<GroupEntry> groups, List<Problem> unusable) {
        reading.write(session -> {
            UUID organization = reading.organization();
            UUID source = reading.source().id();
            session.run(GroupStatements.STAGE);
            stage(session, GroupStatements.COPY, staging -> {
                for (GroupEntry group : groups) {
                    staging.add(
                            Ids.next().toString(),
                            group.externalId(),
                            group.dnKey(),
                            group.name(),
                            group.description());
                }
            });
            session.run(GroupStatements.DECIDE, organization, source);
            List<@Nullable Object> values = new ArrayList<>();
            values.add(organization);
            values.addAll(AuditColumns.bound(reading.source().organization(), reading.actor()));
            session.run(GroupStatements.CREATE, values.toArray());
            values.add(organization);
            session.run(GroupStatements.UPDATE, values.toArray());
            session.run(GroupStatements.KNOW, organization, source, reading.run());
            int read = groups.size() + unusable.size();
            return new Reading.Outcome(new Counts(0, 0, 0, 0, 0, 0, 0, unusable.size(), read, 0, 0), unusable);
        });
    }

    void writeMembers(List<MembersOf> groups) {
        try {
            reading.write(session -> writeMembers(session, groups, true));
        } catch (Refusal refusal) {
            if (!refusal.getMessage().startsWith("The last administrator")) {
                throw refusal;
            }
            reading.write(session -> writeMembers(session, groups, false));
        }
    }

    private Reading.Outcome writeMembers(Session session, List<MembersOf> groups, boolean removing) {
        UUID organization = reading.organization();
        UUID source = reading.source().id();
        session.run(GroupStatements.STAGE_MEMBERS);
        stage(session, GroupStatements.COPY_MEMBERS, staging -> {
            for (MembersOf group : groups) {
                for (Key key : group.keys()) {
                    staging.add(Ids.next().toString(), group.externalId(), key.dnKey(), key.loginKey());
                }
            }
        });
        session.run("ANALYZE staged_members");
        session.run(
                GroupStatements.AIM,
                organization,
                source,
                groups.stream().map(MembersOf::externalId).toList());
        session.run(GroupStatements.WANT, organization, source, organization, source, organization, source);
        session.run("ANALYZE wanted");
        List<Problem> problems = new ArrayList<>();
        int removed = removing ? remove(session, organization, source) : 0;
        if (!removing) {
            problems.add(new Problem("", "Nobody was taken out of a group, because its last administrator stays"));
        }
        List<@Nullable Object> values = new ArrayList<>(List.of(organization, organization));
        values.addAll(AuditColumns.bound(reading.source().organization(), reading.actor()));
        values.add(organization);
        int added = session.run(GroupStatements.ADD_PEOPLE, values.toArray()) + nest(session, organization, problems);
        return new Reading.Outcome(new Counts(0, 0, 0, 0, 0, 0, 0, problems.size(), 0, added, removed), problems);
    }

    private record Edge(UUID group, UUID member, String kind, String groupName, String memberName) {}

    private int remove(Session session, UUID organization, UUID source) {
        List<Edge> gone = session.list(
                GroupStatements.SUPERFLUOUS,
                row -> new Edge(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                organization,
                source,
                source);
        if (gone.isEmpty()) {
            return 0;
        }
        session.run(
                GroupStatements.REMOVE,
                gone.stream().map(Edge::group).toList(),
                gone.stream().map(Edge::member).toList(),
                organization);
        guards.keepAnAdministrator(session, reading.source().organization());
        trail.recordAll(
                session,
                reading.actor(),
                gone.stream().map(edge -> event("group.members.remove", edge)).toList());
        return gone.size();
    }

    /** Groups within groups one by one: the directory may have circles, which the hub has not. */
    private int nest(Session session, UUID organization, List<Problem> problems) {
        List<Edge> wanted = session.list(
                GroupStatements.NEW_NESTING,
                row -> new Edge(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        "group",
                        row.getString(3),
                        row.getString(4)),
                organization);
        List<AuditEvent> events = new ArrayList<>();
        for (Edge edge : wanted) {
            session.run("SAVEPOINT nesting");
            try {
                session.run(GroupStatements.NEST, organization, edge.group(), edge.member(), Ids.next());
                session.run("RELEASE SAVEPOINT nesting");
                events.add(event("group.members.add", edge));
            } catch (DatabaseFailure failure) {
                if (!failure.closesCircle()) {
                    throw failure;
                }
                session.run("ROLLBACK TO SAVEPOINT nesting");
                problems.add(new Problem(edge.groupName(), "It would contain itself through " + edge.memberName()));
            }
        }
        trail.recordAll(session, reading.actor(), events);
        return events.size();
    }

    private AuditEvent event(String action, Edge edge) {
        return new AuditEvent(
                reading.source().organization(),
                action,
                "group",
                edge.group().toString(),
                edge.groupName(),
                null,
                AuditEvent.Outcome.DONE,
                null,
                null,
                Map.of("member_id", edge.member(), "member_kind", edge.kind(), "member_name", edge.memberName()));
    }

    @FunctionalInterface
    private interface Rows {
        void add(Staging staging) throws IOException;
    }

    private static void stage(Session session, String copy, Rows rows) {
        try (Staging staging = new Staging(session.connection(), copy)) {
            rows.add(staging);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }
}
