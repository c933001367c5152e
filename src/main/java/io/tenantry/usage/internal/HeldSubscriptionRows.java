package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.ApplicationPlan;
import io.tenantry.usage.HeldSubscription;
import io.tenantry.usage.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seats of plans that accounts have, told by person. */
@Component
public class HeldSubscriptionRows {
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "h.id"),
            Field.uuid("userId", "h.person_id").required(),
            Field.uuid("subscriptionId", "h.plan_id").required(),
            Field.text("name", "h.name").required(),
            Field.uuid("applicationId", "h.application_id").required(),
            Field.text("applicationName", "h.application_name").required(),
            Field.text("vendor", "h.vendor").required(),
            Field.uuid("vendorId", "h.vendor_id").required(),
            Field.text("discoverySource", "h.source_name").required(),
            Field.number("discoveryType", "h.discovery_type").required(),
            Field.instant("firstDiscovered", "h.first_discovered_at").required(),
            Field.instant("lastActivity", "h.last_active_at"),
            Field.number("totalCostPerMonth", "h.cost_per_month").required(),
            Field.number("potentialSavings", "h.potential_savings").required());

    /** Takes the moment since which somebody is active, and what chooses the accounts or plans. */
    private static final String SEATS = """
            (SELECT k.organization_id, k.id, a.person_id, k.account_id, k.plan_id, p.name, p.sku_id, p.application_id,
                y.name AS application_name, y.vendor, y.vendor_id, a.source_id, s.name AS source_name, a.discovery_type,
                coalesce(a.is_enabled, true) AS is_enabled, k.first_discovered_at, u.last_active_at, c.cost AS cost_per_month,
                CASE WHEN u.last_active_at >= since.moment THEN 0 ELSE c.cost END AS potential_savings, p.contract_end
             FROM (SELECT ?::timestamptz AS moment) since
                CROSS JOIN app_accounts a
                JOIN account_plans k ON k.organization_id = a.organization_id AND k.account_id = a.id
                JOIN application_plans p ON p.organization_id = k.organization_id AND p.id = k.plan_id
                JOIN applications y ON y.organization_id = p.organization_id AND y.id = p.application_id
                JOIN discovery_sources s ON s.organization_id = a.organization_id AND s.id = a.source_id
                LEFT JOIN person_applications u ON u.organization_id = a.organization_id AND u.person_id = a.person_id
                    AND u.application_id = p.application_id
                LEFT JOIN usage_settings g ON g.organization_id = a.organization_id
                CROSS JOIN LATERAL (
                    SELECT p.price_per_month * coalesce((g.rates ->> p.currency)::numeric, 1) AS cost) c
             WHERE a.gone_at IS NULL AND a.person_id IS NOT NULL AND\s""";

    private static final String COLUMNS = """
            h.organization_id, h.id, h.person_id, h.account_id, h.plan_id, h.name, h.sku_id, h.application_id,
            h.application_name, h.vendor, h.vendor_id, h.source_id, h.source_name, h.discovery_type, h.is_enabled,
            h.first_discovered_at, h.last_active_at, h.cost_per_month, h.potential_savings, h.contract_end""";

    private static final String KEYS = "h.organization_id, h.account_id, h.plan_id";

    /** The seats of a plan with what two tables tell of them. */
    private static final String OF_PLAN = """
            (SELECT k.organization_id, k.account_id, k.plan_id, k.id, k.first_discovered_at, a.person_id, a.discovery_type
             FROM account_plans k JOIN app_accounts a ON a.id = k.account_id
             WHERE k.organization_id = ? AND k.plan_id = ? AND a.organization_id = ? AND a.gone_at IS NULL
               AND a.person_id IS NOT NULL) h""";

    private static final Set<String> OF_SEATS_ALONE =
            Set.of("h.id", "h.person_id", "h.plan_id", "h.first_discovered_at", "h.discovery_type");

    private static final String FOUND =
            "k.organization_id = found.organization_id AND k.account_id = found.account_id AND k.plan_id = found.plan_id"
                    + " AND a.organization_id = found.organization_id AND a.id = found.account_id) h ON true";

    private final Database database;

    HeldSubscriptionRows(Database database) {
        this.database = database;
    }

    public Page<HeldSubscription> ofPerson(Reach reach, Person person, ListQuery query, Instant activeSince) {
        Sql seats = Sql.of(
                SEATS + "a.organization_id = ? AND a.person_id = ?) h",
                activeSince,
                person.organization().value(),
                person.id());
        return list(reach, seats, query);
    }

    /** In order of ids an index serves it. What is the same for all seats of a plan is looked up for those that are shown. */
    public Page<HeldSubscription> ofPlan(Reach reach, ApplicationPlan plan, ListQuery query, Instant activeSince) {
        UUID organization = plan.organization().value();
        Sql seats = isFewEnough(query)
                ? Sql.of(OF_PLAN, organization, plan.id(), organization)
                : Sql.of(SEATS + "k.organization_id = ? AND k.plan_id = ?) h", activeSince, organization, plan.id());
        ListedRows.Further lookedUp = new ListedRows.Further(COLUMNS, Sql.of("LATERAL " + SEATS + FOUND, activeSince));
        ListedRows<HeldSubscription> rows =
                new ListedRows<>(KEYS, seats, Sql.of("true"), HeldSubscriptionRows::read, lookedUp, null);
        return query.filter() instanceof Condition.All
                ? rows.page(database, reach, query, query.count() ? plan.assigned() : null)
                : rows.page(database, reach, query);
    }

    /** Whether a query asks for nothing but what {@link #OF_PLAN} has. */
    private static boolean isFewEnough(ListQuery query) {
        return ListedRows.columns(query).stream().allMatch(OF_SEATS_ALONE::contains);
    }

    public List<HeldSubscription> ofMany(
            Reach reach, @Nullable OrganizationId organization, Collection<UUID> people, Instant activeSince) {
        String chosen = organization == null
                ? "(a.organization_id, a.person_id) IN (SELECT w.organization_id, w.id FROM people w WHERE w.id = ANY (?::uuid[]))"
                : "a.organization_id = ? AND a.person_id = ANY (?::uuid[])";
        String sql = "SELECT " + COLUMNS + " FROM " + SEATS + chosen + ") h ORDER BY h.person_id, h.id";
        return organization == null
                ? database.list(reach, sql, HeldSubscriptionRows::read, activeSince, people)
                : database.list(reach, sql, HeldSubscriptionRows::read, activeSince, organization.value(), people);
    }

    private Page<HeldSubscription> list(Reach reach, Sql seats, ListQuery query) {
        return new ListedRows<>(COLUMNS, seats, Sql.of("true"), HeldSubscriptionRows::read)
                .page(database, reach, query);
    }

    private static HeldSubscription read(ResultSet row) throws SQLException {
        return new HeldSubscription(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getObject(7, UUID.class),
                row.getObject(8, UUID.class),
                row.getString(9),
                row.getString(10),
                row.getObject(11, UUID.class),
                row.getObject(12, UUID.class),
                row.getString(13),
                row.getInt(14),
                row.getBoolean(15),
                PersonRows.instant(row, 16),
                PersonRows.instantOrNull(row, 17),
                row.getBigDecimal(18),
                row.getBigDecimal(19),
                row.getObject(20, LocalDate.class));
    }
}
