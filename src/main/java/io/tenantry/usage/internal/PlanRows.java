package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Application;
import io.tenantry.usage.ApplicationPlan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code application_plans}. */
@Component
public class PlanRows {
    /** All seats but those of accounts that are gone: an index counts the one, and of the other there are few. */
    private static final String SELECT = """
            SELECT p.organization_id, p.id, p.application_id, p.name, p.sku_id, p.price, p.currency, p.billing_period, p.is_free,
                p.contract_end, p.seats, p.price_per_month, p.version,
                (SELECT count(*) FROM account_plans k WHERE k.organization_id = p.organization_id AND k.plan_id = p.id)
                - (SELECT count(*) FROM app_accounts a
                       JOIN account_plans k ON k.organization_id = a.organization_id AND k.account_id = a.id
                   WHERE a.organization_id = p.organization_id AND a.gone_at IS NOT NULL AND k.plan_id = p.id)
            FROM application_plans p WHERE\s""";

    private final Database database;

    PlanRows(Database database) {
        this.database = database;
    }

    public List<ApplicationPlan> list(Reach reach, Application application) {
        return database.list(
                reach,
                SELECT + "p.organization_id = ? AND p.application_id = ? ORDER BY p.name_ci",
                PlanRows::read,
                application.organization().value(),
                application.id());
    }

    public @Nullable ApplicationPlan find(Reach reach, @Nullable OrganizationId organization, UUID id) {
        Sql where = organization == null
                ? Sql.of("p.id = ?", id)
                : Sql.of("p.organization_id = ? AND p.id = ?", organization.value(), id);
        return database.first(
                reach, SELECT + where.text(), PlanRows::read, where.values().toArray());
    }

    public UUID insert(Session session, Application application, String name, ApplicationPlan.Terms terms) {
        UUID id = Ids.next();
        session.run(
                """
                INSERT INTO application_plans (organization_id, id, application_id, name, price, currency, billing_period, is_free,
                    contract_end, seats) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::date, ?::integer)
                """,
                application.organization().value(),
                id,
                application.id(),
                name,
                terms.price(),
                terms.currency(),
                terms.period().stored(),
                terms.free(),
                terms.contractEnd(),
                terms.seats());
        return id;
    }

    public void update(Session session, ApplicationPlan plan, ApplicationPlan.Terms terms) {
        session.run(
                """
                UPDATE application_plans SET price = ?, currency = ?, billing_period = ?, is_free = ?, contract_end = ?::date,
                    seats = ?::integer, version = version + 1 WHERE organization_id = ? AND id = ?
                """,
                terms.price(),
                terms.currency(),
                terms.period().stored(),
                terms.free(),
                terms.contractEnd(),
                terms.seats(),
                plan.organization().value(),
                plan.id());
    }

    private static ApplicationPlan read(ResultSet row) throws SQLException {
        return new ApplicationPlan(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getObject(5, UUID.class),
                new ApplicationPlan.Terms(
                        row.getBigDecimal(6),
                        row.getString(7),
                        ApplicationPlan.BillingPeriod.named(row.getString(8)),
                        row.getBoolean(9),
                        row.getObject(10, LocalDate.class),
                        row.getObject(11, Integer.class)),
                row.getBigDecimal(12),
                row.getLong(14),
                row.getLong(13));
    }
}
