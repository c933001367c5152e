package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.ReportedProduct;
import io.tenantry.usage.UseReports.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;

/** What people use, gathered from what all sources tell of them. */
public final class UseReportRows {
    /** Values: the names of the applications in lower case, the organization, after whom, and how many. */
    private static final String PAGE = """
            SELECT u.id, u.upn, u.display_name, (u.deleted_at AT TIME ZONE 'UTC')::date, plans.since, used.days, held.names
            FROM users u
                LEFT JOIN LATERAL (
                    SELECT array_agg(n.name || '=' || n.since) AS since FROM (
                        SELECT s.name, min((l.since AT TIME ZONE 'UTC')::date) AS since FROM licenses_by_path l
                            JOIN sku_plans k ON k.sku_id = l.sku_id JOIN service_plans s ON s.id = k.plan_id
                        WHERE l.organization_id = u.organization_id AND l.user_id = u.id AND l.held
                          AND NOT s.id = ANY (l.disabled_plans) GROUP BY s.name) n) plans ON true
                LEFT JOIN LATERAL (
                    SELECT array_agg(DISTINCT k.display_name ORDER BY k.display_name) AS names
                    FROM user_licenses l JOIN skus k ON k.id = l.sku_id
                    WHERE l.organization_id = u.organization_id AND l.user_id = u.id AND l.held) held ON true
                LEFT JOIN LATERAL (
                    SELECT array_agg(n.name_ci || '=' || n.day) AS days FROM (
                        SELECT y.name_ci, max((p.last_active_at AT TIME ZONE 'UTC')::date) AS day FROM person_applications p
                            JOIN applications y ON y.organization_id = p.organization_id AND y.id = p.application_id
                        WHERE p.organization_id = u.organization_id AND p.removed_at IS NULL AND p.last_active_at IS NOT NULL
                          AND y.name_ci = ANY (?::text[]) AND p.person_id IN (
                              SELECT a.person_id FROM account_keys k
                                  JOIN app_accounts a ON a.organization_id = k.organization_id AND a.id = k.account_id
                              WHERE k.organization_id = u.organization_id
                                AND k.key IN ('user ' || u.id, 'address ' || u.upn_ci))
                        GROUP BY y.name_ci) n) used ON true
            WHERE u.organization_id = ? AND u.id > ? AND NOT u.is_system ORDER BY u.id LIMIT ?
            """;

    private static final List<String> APPLICATIONS = Arrays.stream(ReportedProduct.values())
            .map(product -> lower(product.application()))
            .toList();

    private UseReportRows() {}

    public static List<Line> page(Database database, OrganizationId organization, UUID after, int most) {
        return database.list(
                new Reach.Some(Set.of(organization)),
                PAGE,
                UseReportRows::read,
                APPLICATIONS,
                organization.value(),
                after,
                most);
    }

    private static Line read(ResultSet row) throws SQLException {
        return new Line(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getObject(4, LocalDate.class),
                days(texts(row, 5), ReportedProduct::isGivenBy, false),
                days(
                        texts(row, 6),
                        (product, name) -> lower(product.application()).equals(name),
                        true),
                texts(row, 7));
    }

    /** Of names with days, the latest or the earliest day for each product that one of them stands for. */
    private static Map<ReportedProduct, LocalDate> days(
            List<String> named, BiPredicate<ReportedProduct, String> stands, boolean isLatest) {
        Map<ReportedProduct, LocalDate> days = new EnumMap<>(ReportedProduct.class);
        for (String one : named) {
            int end = one.lastIndexOf('=');
            LocalDate day = LocalDate.parse(one.substring(end + 1));
            for (ReportedProduct product : ReportedProduct.values()) {
                if (stands.test(product, one.substring(0, end))) {
                    days.merge(product, day, (a, b) -> a.isAfter(b) == isLatest ? a : b);
                }
            }
        }
        return days;
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return row.getArray(column) == null
                ? List.of()
                : List.of((String[]) row.getArray(column).getArray());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
