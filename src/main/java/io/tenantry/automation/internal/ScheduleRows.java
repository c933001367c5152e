package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.automation.Schedule;
import io.tenantry.automation.Schedule.Missed;
import io.tenantry.automation.Timing;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code command_schedules}. */
public final class ScheduleRows {
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "id"),
            Field.uuid("organizationId", "organization_id").required(),
            Field.text("name", "name").foldedIn("name_ci").required(),
            Field.text("kind", "kind").required(),
            Field.text("timeZone", "zone").required(),
            Field.flag("isPaused", "is_paused").required(),
            Field.instant("createdOn", "created_at").required(),
            Field.instant("modifiedOn", "valid_from").required());

    private static final String COLUMNS =
            "id, organization_id, name, kind, rule, zone, missed, is_paused, created_at, valid_from, version";

    private ScheduleRows() {}

    /** Those within the reach. */
    public static Page<Schedule> list(Database database, Reach reach, ListQuery query) {
        Sql base = switch (reach) {
            case Reach.Everything() -> Sql.of("TRUE");
            case Reach.Some(var some) ->
                some.isEmpty()
                        ? Sql.of("FALSE")
                        : Sql.of(
                                "organization_id = ANY (?)",
                                some.stream().map(OrganizationId::value).toList());
        };
        return new PagedTable<>("command_schedules", COLUMNS, ScheduleRows::read).page(database, reach, query, base);
    }

    /** The one of this id that the session can see, or null. */
    public static @Nullable Schedule find(Session session, UUID id, boolean isToChange) {
        return session.first(
                "SELECT " + COLUMNS + " FROM command_schedules WHERE id = ?" + (isToChange ? " FOR UPDATE" : ""),
                ScheduleRows::read,
                id);
    }

    public static Schedule insert(
            Session session, OrganizationId organization, UUID id, String name, Timing timing, Missed missed) {
        return Objects.requireNonNull(session.first(
                "INSERT INTO command_schedules (organization_id, id, name, kind, rule, zone, missed) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " RETURNING " + COLUMNS,
                ScheduleRows::read,
                organization.value(),
                id,
                name,
                timing.kind(),
                timing.rule(),
                timing.zone().name(),
                missed.wireName()));
    }

    public static Schedule update(Session session, Schedule schedule) {
        return Objects.requireNonNull(session.first(
                "UPDATE command_schedules SET name = ?, kind = ?, rule = ?, zone = ?, missed = ?, is_paused = ?"
                        + " WHERE organization_id = ? AND id = ? RETURNING " + COLUMNS,
                ScheduleRows::read,
                schedule.name(),
                schedule.timing().kind(),
                schedule.timing().rule(),
                schedule.timing().zone().name(),
                schedule.missed().wireName(),
                schedule.isPaused(),
                schedule.organization().value(),
                schedule.id()));
    }

    public static void delete(Session session, Schedule schedule) {
        session.run(
                "DELETE FROM command_schedules WHERE organization_id = ? AND id = ?",
                schedule.organization().value(),
                schedule.id());
    }

    private static Schedule read(ResultSet row) throws SQLException {
        return new Schedule(
                row.getObject(1, UUID.class),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getString(3),
                Timing.of(row.getString(4), row.getString(5), row.getString(6)),
                Missed.named(row.getString(7)),
                row.getBoolean(8),
                Objects.requireNonNull(JobRows.instant(row, 9)),
                Objects.requireNonNull(JobRows.instant(row, 10)),
                row.getLong(11));
    }
}
