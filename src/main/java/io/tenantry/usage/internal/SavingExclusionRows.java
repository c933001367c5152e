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

    private static final Reach HUB = new Reach.Everything();

    /** With what a thing is called in the organization that it is told to. */
    private static final String NAMED = "SELECT " + COLUMNS + """
            , CASE kind WHEN 'sku' THEN (SELECT s.display_name FROM skus s WHERE s.id::text = x.value)
                WHEN 'subscription' THEN (
                    SELECT a.name || ' ' || p.name FROM application_plans p
                        JOIN applications a ON a.organization_id = p.organization_id AND a.id = p.application_id
                    WHERE p.organization_id = ? AND p.id::text = x.value)
                WHEN 'person' THEN (SELECT p.display_name FROM people p WHERE p.organization_id = ? AND p.id = x.value::uuid) END
            FROM saving_exclusions x WHERE\s""";

    private static final String ABOVE = """
            organization_id IN (
                WITH RECURSIVE above AS (
                    SELECT parent_id FROM organizations WHERE organization_id = ?
                    UNION SELECT o.parent_id FROM above JOIN organizations o ON o.organization_id = above.parent_id
                )
                SELECT parent_id FROM above)""";

    private SavingExclusionRows() {}

    public static List<SavingExclusion> list(Database database, Reach reach, OrganizationId organization) {
        return list(database, reach, organization, "organization_id = ?");
    }

    /** Those of the organizations above. */
    public static List<SavingExclusion> above(Database database, OrganizationId organization) {
        return list(database, HUB, organization, ABOVE);
    }

    private static List<SavingExclusion> list(
            Database database, Reach reach, OrganizationId organization, String where) {
        return database.list(
                reach,
                NAMED + where + " ORDER BY created_at DESC, id",
                row -> read(row, row.getString(9)),
                organization.value(),
                organization.value(),
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
                row -> read(row, null),
                organization.value(),
                id);
    }

    private static SavingExclusion read(ResultSet row, @Nullable String name) throws SQLException {
        return new SavingExclusion(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                SavingExclusion.Kind.named(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getObject(6, LocalDate.class),
                row.getString(7),
                PersonRows.instant(row, 8),
                name);
    }
}
