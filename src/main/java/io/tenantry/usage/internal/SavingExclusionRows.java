package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingExclusion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code saving_exclusions}. */
public final class SavingExclusionRows {
    private static final String COLUMNS = "organization_id, id, kind, value, reason, until, created_by, created_at";

    private SavingExclusionRows() {}

    public static List<SavingExclusion> list(Database database, Reach reach, OrganizationId organization) {
        return database.list(
                reach,
                "SELECT " + COLUMNS + " FROM saving_exclusions WHERE organization_id = ? ORDER BY created_at DESC, id",
                SavingExclusionRows::read,
                organization.value());
    }

    public static void insert(Session session, SavingExclusion exclusion) {
        session.run(
                "INSERT INTO saving_exclusions (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                exclusion.organization().value(),
                exclusion.id(),
                exclusion.kind().stored(),
                exclusion.value(),
                exclusion.reason(),
                exclusion.until(),
                exclusion.createdBy(),
                exclusion.createdAt());
    }

    /** What was deleted, or null when there was nothing. */
    public static @Nullable SavingExclusion delete(Session session, OrganizationId organization, UUID id) {
        return session.first(
                "DELETE FROM saving_exclusions WHERE organization_id = ? AND id = ? RETURNING " + COLUMNS,
                SavingExclusionRows::read,
                organization.value(),
                id);
    }

    private static SavingExclusion read(ResultSet row) throws SQLException {
        return new SavingExclusion(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                SavingExclusion.Kind.named(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getObject(6, LocalDate.class),
                row.getString(7),
                PersonRows.instant(row, 8));
    }
}
