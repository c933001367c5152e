package io.tenantry.microsoft.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.MirrorRun;
import io.tenantry.microsoft.MirrorRun.Counts;
import io.tenantry.microsoft.MirrorRun.State;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.recurring.RunTable;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code mirror_runs}, which is also the lock, and where each mirror goes on reading. */
@Component
public class MirrorRows {
    private static final String COLUMNS = """
            id, is_full, requested_by, %s, pages, users_read, users_created, users_changed, users_removed, groups_read,
            groups_changed, groups_removed, members_added, members_removed, licenses_changed, %s, started_at, finished_at,
            subscriptions_changed, notice, users_expected""".formatted(RunTable.STATE, RunTable.PROBLEM);

    private final Database database;
    private final RunTable runs;

    MirrorRows(Database database) {
        this.database = database;
        runs = new RunTable(database, "mirror_runs", "organization_id");
    }

    /** The newest first. */
    public List<MirrorRun> list(Reach reach, OrganizationId organization) {
        return database.list(
                reach,
                "SELECT " + COLUMNS + " FROM mirror_runs WHERE organization_id = ? ORDER BY id DESC LIMIT "
                        + RunTable.KEPT,
                MirrorRows::read,
                organization.value());
    }

    /** The last run of each organization within reach. */
    public Map<OrganizationId, MirrorRun> last(Reach reach) {
        Map<OrganizationId, MirrorRun> last = new HashMap<>();
        database.list(
                        reach,
                        "SELECT DISTINCT ON (organization_id) " + COLUMNS
                                + ", organization_id FROM mirror_runs ORDER BY organization_id, id DESC",
                        row -> Map.entry(new OrganizationId(row.getObject(22, UUID.class)), read(row)))
                .forEach(one -> last.put(one.getKey(), one.getValue()));
        return last;
    }

    public @Nullable MirrorRun find(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach,
                "SELECT " + COLUMNS + " FROM mirror_runs WHERE organization_id = ? AND id = ?",
                MirrorRows::read,
                organization.value(),
                id);
    }

    /** Begins a run, unless one is running on any node. One that was cut off is ended. */
    public boolean begin(OrganizationId organization, UUID id, boolean full, String requestedBy) {
        return runs.begin(
                new Reach.Some(Set.of(organization)),
                List.of(organization.value()),
                "INSERT INTO mirror_runs (organization_id, id, is_full, requested_by)"
                        + " SELECT organization_id, ?, is_full OR ?, ? FROM microsoft_connections WHERE organization_id = ?",
                id,
                full,
                requestedBy,
                organization.value());
    }

    /** Adds to what the run has done, and refuses when it is no longer this node's. */
    static void report(Session session, UUID organization, UUID run, Counts more) {
        int rows = session.run(
                """
                UPDATE mirror_runs SET pages = pages + ?, users_read = users_read + ?, users_created = users_created + ?,
                    users_changed = users_changed + ?, users_removed = users_removed + ?, groups_read = groups_read + ?,
                    groups_changed = groups_changed + ?, groups_removed = groups_removed + ?,
                    members_added = members_added + ?, members_removed = members_removed + ?,
                    licenses_changed = licenses_changed + ?, subscriptions_changed = subscriptions_changed + ?, heard_of_at = clock_timestamp()
                WHERE organization_id = ? AND id = ? AND state = 'running'
                """,
                more.pages(),
                more.usersRead(),
                more.usersCreated(),
                more.usersChanged(),
                more.usersRemoved(),
                more.groupsRead(),
                more.groupsChanged(),
                more.groupsRemoved(),
                more.membersAdded(),
                more.membersRemoved(),
                more.licensesChanged(),
                more.subscriptionsChanged(),
                organization,
                run);
        Refusal.unless(
                rows == 1,
                Refusal.Reason.CONFLICT,
                "Another node has taken this run over, or the connection was removed");
    }

    /** Tells how many people the run will come to. */
    void expect(OrganizationId organization, UUID run, long users) {
        database.run(
                new Reach.Some(Set.of(organization)),
                "UPDATE mirror_runs SET users_expected = ? WHERE organization_id = ? AND id = ? AND state = 'running'",
                users,
                organization.value(),
                run);
    }

    /** Tells of something that could not be read although the rest could. */
    void notice(OrganizationId organization, UUID run, String notice) {
        database.run(
                new Reach.Some(Set.of(organization)),
                "UPDATE mirror_runs SET notice = ? WHERE organization_id = ? AND id = ? AND state = 'running'",
                notice,
                organization.value(),
                run);
    }

    void finish(OrganizationId organization, UUID run, State state, @Nullable String problem) {
        runs.finish(new Reach.Some(Set.of(organization)), List.of(organization.value()), run, state, problem);
    }

    /**
     * Where a mirror goes on.
     *
     * @param users the next page of users, or null for the first of all
     * @param isFull whether everything is being read
     */
    record Standing(@Nullable String users, @Nullable String groups, boolean isFull) {}

    Standing standing(Tenant tenant) {
        return Objects.requireNonNull(database.first(
                tenant.reach(),
                "SELECT users_link, groups_link, is_full FROM microsoft_connections WHERE organization_id = ?",
                row -> new Standing(row.getString(1), row.getString(2), row.getBoolean(3)),
                tenant.organization().value()));
    }

    static void goOn(Session session, Tenant tenant, String kind, @Nullable String link) {
        session.run(
                "UPDATE microsoft_connections SET " + (kind.equals("users") ? "users_link" : "groups_link")
                        + " = ? WHERE organization_id = ? AND version = ?",
                link,
                tenant.organization().value(),
                tenant.version());
    }

    /** Everything is read anew. */
    void beginAnew(Tenant tenant) {
        database.change(tenant.reach(), session -> {
            session.run(
                    "UPDATE microsoft_connections SET users_link = NULL, groups_link = NULL, is_full = true"
                            + " WHERE organization_id = ?",
                    tenant.organization().value());
            session.run(
                    "DELETE FROM mirror_seen WHERE organization_id = ?",
                    tenant.organization().value());
        });
    }

    /** The mirror shows everything up to when the run began. */
    static void complete(Session session, Tenant tenant, UUID run) {
        session.run("""
                UPDATE microsoft_connections c SET is_full = false, mirrored_at = r.started_at
                FROM mirror_runs r
                WHERE c.organization_id = ? AND c.version = ? AND r.organization_id = c.organization_id AND r.id = ?
                """, tenant.organization().value(), tenant.version(), run);
    }

    private static MirrorRun read(ResultSet row) throws SQLException {
        return new MirrorRun(
                row.getObject(1, UUID.class),
                row.getBoolean(2),
                row.getString(3),
                State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                new Counts(
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12),
                        row.getLong(13),
                        row.getLong(14),
                        row.getLong(15),
                        row.getLong(19)),
                row.getObject(21, Long.class),
                row.getString(16),
                row.getString(20),
                row.getObject(17, OffsetDateTime.class).toInstant(),
                Moments.orNull(row, 18));
    }
}
