package io.tenantry.imports.internal;

import io.tenantry.access.Reach;
import io.tenantry.imports.Import;
import io.tenantry.imports.ImportCounts;
import io.tenantry.imports.ImportFormat;
import io.tenantry.imports.ImportId;
import io.tenantry.imports.MoveInCounts;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Moments;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code imports}: what became of the files of the last day. */
@Component
public class ImportRows {
    /** A node says several times a minute that it is at work on an import; one not heard of for longer is gone. */
    private static final String LOST =
            "state NOT IN ('done', 'failed') AND heard_of_at < clock_timestamp() - interval '1 minute'";

    private static final String LOST_PROBLEM =
            "The hub stopped during this import; nothing was left half done, please send the file again";

    /** What a provider does is a change, which any node goes on with. */
    static final String GOES_ON =
            "The hub stopped while this import was carried out; its change goes on, and tells what becomes of each row";

    private static final String COLUMNS = """
            organization_id, id, CASE WHEN %1$s THEN 'failed' ELSE state END, is_dry_run, requested_by, format, columns_not_applied, rows_expected, rows_read,
            rows_staged, rows_applied, created, updated, unchanged, failed, skipped,
            CASE WHEN %1$s THEN CASE WHEN change_id IS NULL THEN '%2$s' ELSE '%3$s' END ELSE problem END, created_at, finished_at, groups_created,
            groups_updated, groups_unchanged, groups_failed, members_added, members_unknown, links_added, notes, change_id""".formatted(LOST, LOST_PROBLEM, GOES_ON);

    private final Database database;

    ImportRows(Database database) {
        this.database = database;
    }

    public void insert(Reach reach, Import made) {
        database.run(
                reach,
                """
                INSERT INTO imports (organization_id, id, state, is_dry_run, requested_by, rows_expected)
                VALUES (?, ?, 'waiting', ?, ?, ?)
                """,
                made.organization().value(),
                made.id().value(),
                made.dryRun(),
                made.requestedBy(),
                made.progress().expected());
    }

    public @Nullable Import find(Reach reach, OrganizationId organization, ImportId id) {
        return database.first(
                reach,
                "SELECT " + COLUMNS + " FROM imports WHERE organization_id = ? AND id = ?",
                ImportRows::read,
                organization.value(),
                id.value());
    }

    /** The newest first. */
    public List<Import> list(Reach reach, OrganizationId organization) {
        return database.list(
                reach,
                "SELECT " + COLUMNS + " FROM imports WHERE organization_id = ? ORDER BY id DESC LIMIT 200",
                ImportRows::read,
                organization.value());
    }

    void readHeader(Reach reach, Import running, Source source) {
        database.run(
                reach,
                """
                UPDATE imports SET format = ?, columns_not_applied = ?, notes = ?, rows_expected = coalesce(?, rows_expected)
                WHERE organization_id = ? AND id = ?
                """,
                source.format().name(),
                source.notApplied(),
                source.notes(),
                source.expected(),
                running.organization().value(),
                running.id().value());
    }

    void report(Reach reach, Import running, Import.State state, Import.Progress progress) {
        database.run(
                reach,
                """
                UPDATE imports SET state = ?, rows_read = ?, rows_staged = ?, rows_applied = ?, heard_of_at = clock_timestamp()
                WHERE organization_id = ? AND id = ?
                """,
                stored(state),
                progress.read(),
                progress.staged(),
                progress.applied(),
                running.organization().value(),
                running.id().value());
    }

    /** Says that somebody is at work on the import. */
    void hear(Reach reach, OrganizationId organization, ImportId id) {
        database.run(
                reach,
                "UPDATE imports SET heard_of_at = clock_timestamp() WHERE organization_id = ? AND id = ?",
                organization.value(),
                id.value());
    }

    /** Notes which change goes on, whatever becomes of the import. */
    void carriedOutBy(Reach reach, Import running, UUID change) {
        database.run(
                reach,
                "UPDATE imports SET change_id = ? WHERE organization_id = ? AND id = ?",
                change,
                running.organization().value(),
                running.id().value());
    }

    /** What waits for somebody's agreement has been a trial. */
    void finish(Reach reach, Import running, ImportCounts counts, ImportWork.Outcome outcome) {
        MoveInCounts moved = outcome.moved().counts();
        database.run(
                reach,
                """
                UPDATE imports SET state = 'done', created = ?, updated = ?, unchanged = ?, failed = ?, skipped = ?,
                    groups_created = ?, groups_updated = ?, groups_unchanged = ?, groups_failed = ?, members_added = ?,
                    members_unknown = ?, links_added = ?, change_id = ?::uuid, is_dry_run = is_dry_run OR ?, heard_of_at = clock_timestamp(), finished_at = clock_timestamp()
                WHERE organization_id = ? AND id = ?
                """,
                counts.created(),
                counts.updated(),
                counts.unchanged(),
                counts.failed(),
                counts.skipped(),
                moved.groupsCreated(),
                moved.groupsUpdated(),
                moved.groupsUnchanged(),
                moved.groupsFailed(),
                moved.membersAdded(),
                moved.membersUnknown(),
                moved.linksAdded(),
                outcome.change() == null ? outcome.changeOfGroups() : outcome.change(),
                outcome.waits(),
                running.organization().value(),
                running.id().value());
    }

    /** Adds to what there is to say. */
    void note(Reach reach, Import running, List<String> notes) {
        database.run(
                reach,
                "UPDATE imports SET notes = notes || ?::text[] WHERE organization_id = ? AND id = ?",
                notes,
                running.organization().value(),
                running.id().value());
    }

    void fail(Reach reach, Import running, String problem) {
        database.run(
                reach,
                """
                UPDATE imports SET state = 'failed', problem = ?, finished_at = clock_timestamp()
                WHERE organization_id = ? AND id = ?
                """,
                problem,
                running.organization().value(),
                running.id().value());
    }

    /** Forgets imports that are older than their results are kept. */
    public void forget(Reach reach, OrganizationId organization, Duration kept) {
        database.run(
                reach,
                "DELETE FROM imports WHERE organization_id = ? AND created_at < clock_timestamp() - make_interval(secs => ?)",
                organization.value(),
                kept.toSeconds());
    }

    static String stored(Import.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Import read(ResultSet row) throws SQLException {
        String format = row.getString(6);
        return new Import(
                new OrganizationId(row.getObject(1, UUID.class)),
                new ImportId(row.getObject(2, UUID.class)),
                Import.State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getBoolean(4),
                row.getString(5),
                format == null ? null : ImportFormat.valueOf(format),
                List.of((String[]) row.getArray(7).getArray()),
                new Import.Progress(row.getLong(8), row.getLong(9), row.getLong(10), row.getLong(11)),
                new ImportCounts(row.getLong(12), row.getLong(13), row.getLong(14), row.getLong(15), row.getLong(16)),
                new MoveInCounts(
                        row.getLong(20),
                        row.getLong(21),
                        row.getLong(22),
                        row.getLong(23),
                        row.getLong(24),
                        row.getLong(25),
                        row.getLong(26)),
                List.of((String[]) row.getArray(27).getArray()),
                row.getString(17),
                row.getObject(28, UUID.class),
                instant(row, 18),
                Moments.orNull(row, 19));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
