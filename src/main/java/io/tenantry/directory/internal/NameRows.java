package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;

/** What names people of an organization may have. */
public final class NameRows {
    private static final int NAMESAKES_MAX = 10_000;

    private NameRows() {}

    /** A domain of the organization. */
    public record DomainRow(String name, boolean isDefault, boolean isVerified) {}

    public static List<DomainRow> domains(Database database, Reach reach, OrganizationId organization) {
        return database.list(
                reach,
                "SELECT name, is_default, is_verified FROM domains WHERE organization_id = ? ORDER BY created_at, name",
                row -> new DomainRow(row.getString(1), row.getBoolean(2), row.getBoolean(3)),
                organization.value());
    }

    /** The name at the domain or, when that is taken, the name with the lowest number that is not, from 2; or a later one. */
    public static String freeUpn(
            Database database, Reach reach, OrganizationId organization, String name, String domain, int skipped) {
        String free = database.first(
                reach,
                """
                SELECT candidate FROM (
                    SELECT n, ?::text || CASE WHEN n = 1 THEN '' ELSE n::text END || '@' || ?::text AS candidate
                    FROM generate_series(1, ?) n) candidates
                WHERE NOT EXISTS (SELECT FROM users u WHERE u.organization_id = ? AND u.deleted_at IS NULL
                    AND u.upn_ci = lower(candidate))
                  AND NOT EXISTS (SELECT FROM users u WHERE u.organization_id = ? AND u.deleted_at IS NULL
                    AND u.user_name_ci = lower(candidate))
                ORDER BY n OFFSET ? LIMIT 1
                """,
                row -> row.getString(1),
                name,
                domain,
                NAMESAKES_MAX,
                organization.value(),
                organization.value(),
                skipped);
        if (free == null) {
            throw new Refusal(
                    Refusal.Reason.CONFLICT,
                    "More than " + NAMESAKES_MAX + " people have this user name at the domain",
                    "userName");
        }
        return free;
    }
}
