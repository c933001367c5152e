package io.tenantry.imports.internal;

import io.tenantry.audit.AuditColumns;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.federation.ExternalIdentities;
import io.tenantry.federation.ExternalIdentities.Known;
import io.tenantry.imports.MoveInCounts;
import io.tenantry.imports.internal.ImportWork.Order;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings in what came with people, in the transaction in which they come themselves. */
@Component
class MoveInWork {
    private static final int AT_ONCE = 1_000;

    private final AuditTrail trail;
    private final ExternalIdentities identities;

    MoveInWork(AuditTrail trail, ExternalIdentities identities) {
        this.trail = trail;
        this.identities = identities;
    }

    /**
     * What came of it, and what is to be said of it.
     *
     * @param changesGroups whether groups and their members were written
     */
    record Outcome(MoveInCounts counts, List<String> notes, boolean changesGroups) {
        static final Outcome NOTHING = new Outcome(MoveInCounts.NONE, List.of(), false);
    }

    Outcome apply(Session session, Order order, ImportFolder files) {
        UUID organization = order.organization().value();
        List<String> notes = new ArrayList<>();
        stage(session, files);
        session.run(MoveInStatements.KNOW);
        bar(session, order, organization);
        long[] groups = new long[4];
        long added = 0;
        long unknown = 0;
        session.run(MoveInStatements.DECIDE, organization);
        if (order.guard().mayWriteGroups()) {
            barGroups(session, order, notes);
            if (!order.dryRun()) {
                writeGroups(session, order);
            }
            session.run(MoveInStatements.WANT, organization);
            session.run("ANALYZE wanted");
            added = order.dryRun() ? count(session, MoveInStatements.COUNT_WANTED) : join(session, order, notes);
            unknown = count(session, MoveInStatements.COUNT_UNKNOWN);
            groups = counts(session);
        } else if (count(session, "SELECT count(*) FROM decided_groups") > 0) {
            notes.add("Groups were left out: the caller may not write groups");
        }
        long linked = links(session, order, notes);
        long taken = order.dryRun() ? 0 : count(session, MoveInStatements.NAMES_TAKEN, organization);
        if (taken > 0) {
            notes.add(
                    "People who sign in with their user principal names only, as their short names are somebody else's in this"
                            + " installation: " + taken);
        }
        return new Outcome(
                new MoveInCounts(groups[0], groups[1], groups[2], groups[3], added, unknown, linked),
                notes,
                order.guard().mayWriteGroups() && !order.dryRun());
    }

    private static void stage(Session session, ImportFolder files) {
        session.run(MoveInStatements.STAGE);
        CopyText.send(session, MoveInStatements.COPY_GROUPS, files.groups());
        CopyText.send(session, MoveInStatements.COPY_MEMBERS, files.members());
        CopyText.send(session, MoveInStatements.COPY_KEYS, files.keys());
        CopyText.send(session, MoveInStatements.COPY_LINKS, files.links());
        session.run("ANALYZE staged_members, staged_keys, staged_links");
    }

    /** Whoever is more privileged than the caller is neither put into groups nor linked by him. */
    private static void bar(Session session, Order order, UUID organization) {
        List<UUID> barred = session
                .list(
                        MoveInStatements.MAY_HOLD_ROLES,
                        row -> row.getObject(1, UUID.class),
                        organization,
                        organization,
                        organization)
                .stream()
                .filter(user -> order.guard().objection(user) != null)
                .toList();
        if (!barred.isEmpty()) {
            session.run(MoveInStatements.BAR, barred);
        }
        session.run("ANALYZE arrived");
    }

    /** Members of a group get its roles, which the caller may not be able to give. */
    private static void barGroups(Session session, Order order, List<String> notes) {
        for (UUID group : session.list(MoveInStatements.OLD_GROUPS, row -> row.getObject(1, UUID.class))) {
            if (order.guard().objectionToMembers(group) != null) {
                session.run(MoveInStatements.BAR_GROUP, group);
            }
        }
        List<String> failed = session.list(MoveInStatements.FAILED_GROUPS, row -> row.getString(1));
        if (!failed.isEmpty()) {
            notes.add("Groups left alone, because they are deleted, the hub's own, or more privileged than the caller: "
                    + String.join(", ", failed));
        }
        session.run("ANALYZE decided_groups");
    }

    private static void writeGroups(Session session, Order order) {
        session.run(MoveInStatements.TELL_GROUPS, order.organization().value());
        List<@Nullable Object> values = new ArrayList<>();
        values.add(order.organization().value());
        values.addAll(AuditColumns.bound(order.organization(), order.actor()));
        session.run(MoveInStatements.CREATE, values.toArray());
        values.add(order.organization().value());
        session.run(MoveInStatements.UPDATE, values.toArray());
    }

    private long join(Session session, Order order, List<String> notes) {
        UUID organization = order.organization().value();
        List<@Nullable Object> values = new ArrayList<>(List.of(organization, organization));
        values.addAll(AuditColumns.bound(order.organization(), order.actor()));
        values.add(organization);
        return session.run(MoveInStatements.ADD_PEOPLE, values.toArray()) + nest(session, order, notes);
    }

    private record Edge(UUID id, UUID group, UUID member, String groupName, String memberName) {}

    /** Groups within groups one by one: other systems may have circles, which the hub has not. */
    private long nest(Session session, Order order, List<String> notes) {
        List<Edge> edges = session.list(
                MoveInStatements.NESTING,
                row -> new Edge(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getString(5)));
        List<AuditEvent> events = new ArrayList<>();
        for (Edge edge : edges) {
            session.run("SAVEPOINT nesting");
            try {
                session.run(
                        MoveInStatements.NEST, order.organization().value(), edge.group(), edge.member(), edge.id());
                session.run("RELEASE SAVEPOINT nesting");
                events.add(event(order, edge));
            } catch (DatabaseFailure failure) {
                if (!failure.closesCircle()) {
                    throw failure;
                }
                session.run("ROLLBACK TO SAVEPOINT nesting");
                notes.add("The group " + edge.groupName() + " would contain itself through " + edge.memberName());
            }
        }
        trail.recordAll(session, order.actor(), events);
        return events.size();
    }

    private static AuditEvent event(Order order, Edge edge) {
        return new AuditEvent(
                order.organization(),
                "group.members.add",
                "group",
                edge.group().toString(),
                edge.groupName(),
                null,
                AuditEvent.Outcome.DONE,
                null,
                null,
                Map.of("member_id", edge.member(), "member_kind", "group", "member_name", edge.memberName()));
    }

    private long links(Session session, Order order, List<String> notes) {
        Set<String> known = identities.providers(session, order.organization());
        record Provider(String name, long people) {}
        List<Provider> providers =
                session.list(MoveInStatements.PROVIDERS, row -> new Provider(row.getString(1), row.getLong(2)));
        if (providers.isEmpty()) {
            return 0;
        }
        if (!order.guard().mayLink()) {
            notes.add("Sign-ins through providers were left out: the caller may not set passwords");
            return 0;
        }
        Set<String> missing = providers.stream()
                .filter(provider -> !known.contains(provider.name().toLowerCase(Locale.ROOT)))
                .map(provider -> provider.name() + " (" + provider.people() + " people)")
                .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            notes.add("People signed in through " + String.join(", ", missing)
                    + "; make sign-in providers of these names and import again to let them do so here");
        }
        List<Known> all = session.list(
                MoveInStatements.LINKS,
                row -> new Known(row.getObject(1, UUID.class), row.getString(2), row.getString(3)));
        long added = 0;
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Known> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            added += identities.linkMoved(session, order.actor(), order.organization(), some, order.dryRun());
        }
        return added;
    }

    private static long[] counts(Session session) {
        long[] counts = session.first(MoveInStatements.COUNT_GROUPS, row ->
                new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)});
        return counts == null ? new long[4] : counts;
    }

    private static long count(Session session, String sql, Object... values) {
        Long count = session.first(sql, row -> row.getLong(1), values);
        return count == null ? 0 : count;
    }
}
