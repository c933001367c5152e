package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingReport;
import io.tenantry.usage.SavingReport.Every;
import io.tenantry.usage.SavingReport.Format;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code saving_reports}. */
@Component
public class SavingReportRows {
    private static final String COLUMNS =
            "organization_id, id, every, formats, recipient_organization_id, recipient_id, enabled,"
                    + " next_at, last_at, problem";

    private final Database database;

    SavingReportRows(Database database) {
        this.database = database;
    }

    /**
     * Where a report goes.
     *
     * @param language what he reads, or null
     */
    public record Recipient(
            String address, String name, @Nullable String language) {}

    public List<SavingReport> list(Reach reach, OrganizationId organization) {
        return database.list(
                reach,
                "SELECT " + COLUMNS + " FROM saving_reports WHERE organization_id = ? ORDER BY created_at, id",
                SavingReportRows::read,
                organization.value());
    }

    public @Nullable SavingReport find(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach,
                "SELECT " + COLUMNS + " FROM saving_reports WHERE organization_id = ? AND id = ?",
                SavingReportRows::read,
                organization.value(),
                id);
    }

    public static void insert(Session session, SavingReport report) {
        session.run(
                """
                INSERT INTO saving_reports (organization_id, id, every, formats, recipient_organization_id, recipient_id, enabled,
                    next_at)
                VALUES (?, ?, ?, ?::text[], ?, ?, ?, ?)
                """,
                report.organization().value(),
                report.id(),
                report.every().stored(),
                report.formats().stream().map(Format::stored).toList(),
                report.recipientHome().value(),
                report.recipient(),
                report.enabled(),
                report.nextAt());
    }

    public static void update(Session session, SavingReport report) {
        session.run(
                """
                UPDATE saving_reports SET every = ?, formats = ?::text[], recipient_organization_id = ?, recipient_id = ?, enabled = ?,
                    next_at = ?, problem = NULL
                WHERE organization_id = ? AND id = ?
                """,
                report.every().stored(),
                report.formats().stream().map(Format::stored).toList(),
                report.recipientHome().value(),
                report.recipient(),
                report.enabled(),
                report.nextAt(),
                report.organization().value(),
                report.id());
    }

    public static void delete(Session session, OrganizationId organization, UUID id) {
        session.run("DELETE FROM saving_reports WHERE organization_id = ? AND id = ?", organization.value(), id);
    }

    /** Takes the next that is due in hand; until it is sent, nobody else looks at it for some minutes. */
    public @Nullable SavingReport claim(Reach reach, Instant now) {
        return database.first(reach, """
                UPDATE saving_reports SET next_at = ?::timestamptz + interval '10 minutes'
                WHERE (organization_id, id) = (
                    SELECT organization_id, id FROM saving_reports WHERE enabled AND next_at <= ?
                    ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING\s""" + COLUMNS, SavingReportRows::read, now, now);
    }

    public static void sent(Session session, SavingReport report, Instant now, @Nullable String problem) {
        session.run(
                "UPDATE saving_reports SET next_at = ?, last_at = CASE WHEN ?::text IS NULL THEN ? ELSE last_at END, problem = ?"
                        + " WHERE organization_id = ? AND id = ?",
                report.every().after(now),
                problem,
                now,
                problem,
                report.organization().value(),
                report.id());
    }

    /** A living, enabled person with a mail address, or null. */
    public @Nullable Recipient recipient(Reach reach, OrganizationId home, UUID user) {
        return database.first(
                reach,
                """
                SELECT mail, display_name, preferred_language FROM users
                WHERE organization_id = ? AND id = ? AND deleted_at IS NULL AND account_enabled AND mail <> ''
                """,
                row -> new Recipient(row.getString(1), row.getString(2), row.getString(3)),
                home.value(),
                user);
    }

    /** What an organization is called. */
    public String name(Reach reach, OrganizationId organization) {
        String name = database.first(
                reach,
                "SELECT name FROM organizations WHERE organization_id = ?",
                row -> row.getString(1),
                organization.value());
        return name == null ? organization.toString() : name;
    }

    private static SavingReport read(ResultSet row) throws SQLException {
        return new SavingReport(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                Every.named(row.getString(3)),
                Arrays.stream((String[]) row.getArray(4).getArray())
                        .map(Format::named)
                        .toList(),
                new OrganizationId(row.getObject(5, UUID.class)),
                row.getObject(6, UUID.class),
                row.getBoolean(7),
                PersonRows.instant(row, 8),
                PersonRows.instantOrNull(row, 9),
                row.getString(10));
    }
}
