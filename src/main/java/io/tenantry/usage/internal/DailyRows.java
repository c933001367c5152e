package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.DailyActivity;
import io.tenantry.usage.KpiSubject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables {@code daily_usage} and {@code daily_usage_everywhere}: days that are over. */
@Component
public class DailyRows {
    private static final String FIGURES = "total, active, inactive, no_activity, added, removed";
    private static final String SUMS =
            "sum(total), sum(active), sum(inactive), sum(no_activity), sum(added), sum(removed)";

    private static final String SUMS_OR_NONE = """
            coalesce(sum(s.total), 0), coalesce(sum(s.active), 0), coalesce(sum(s.inactive), 0),
            coalesce(sum(s.no_activity), 0), coalesce(sum(s.added), 0), coalesce(sum(s.removed), 0)""";

    private final Database database;

    DailyRows(Database database) {
        this.database = database;
    }

    /**
     * The days between two, both included, and one day more.
     *
     * @param organization whose, or null for all in reach
     */
    public List<DailyActivity> of(Reach reach, @Nullable OrganizationId organization, KpiSubject subject, Days days) {
        Sql chosen = Sql.of("(day BETWEEN ?::date AND ?::date OR day = ?::date)", days.from(), days.to(), days.also());
        Sql sql = organization == null ? everywhere(reach, subject, chosen) : one(organization, subject, chosen);
        return database.list(reach, sql.text(), DailyRows::read, sql.values().toArray());
    }

    /** Which days are asked for. */
    public record Days(LocalDate from, LocalDate to, LocalDate also) {}

    private static Sql one(OrganizationId organization, KpiSubject subject, Sql days) {
        if (subject instanceof KpiSubject.Everyone) {
            return Sql.of(
                            "SELECT day, " + FIGURES
                                    + " FROM daily_usage WHERE organization_id = ? AND subject = ? AND key = ? AND ",
                            organization.value(),
                            subject.stored(),
                            subject.key())
                    .followedBy(days)
                    .followedBy(" ORDER BY day");
        }
        return counted(
                subject, Sql.of("organization_id = ?", organization.value()).and(days));
    }

    private static Sql everywhere(Reach reach, KpiSubject subject, Sql days) {
        if (!(subject instanceof KpiSubject.Everyone)) {
            return counted(subject, days);
        }
        if (reach instanceof Reach.Everything) {
            return Sql.of("SELECT day, " + FIGURES + " FROM daily_usage_everywhere WHERE ")
                    .followedBy(days)
                    .followedBy(" ORDER BY day");
        }
        return Sql.of(
                        "SELECT day, " + SUMS + " FROM daily_usage WHERE subject = ? AND key = ? AND ",
                        subject.stored(),
                        subject.key())
                .followedBy(days)
                .followedBy(" GROUP BY day ORDER BY day");
    }

    /** A department or an application has no row for a day on which nobody was in it: such a day was counted all the same. */
    private static Sql counted(KpiSubject subject, Sql days) {
        Sql all = Sql.of(
                        "SELECT organization_id, day FROM daily_usage WHERE subject = 'organization' AND key = '' AND ")
                .followedBy(days);
        return Sql.of("SELECT d.day, " + SUMS_OR_NONE + " FROM (")
                .followedBy(all)
                .followedBy(Sql.of(
                        ") d LEFT JOIN daily_usage s ON s.organization_id = d.organization_id AND s.day = d.day"
                                + " AND s.subject = ? AND s.key = ? GROUP BY d.day ORDER BY d.day",
                        subject.stored(),
                        subject.key()));
    }

    private static DailyActivity read(ResultSet row) throws SQLException {
        return new DailyActivity(
                row.getObject(1, LocalDate.class),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }
}
