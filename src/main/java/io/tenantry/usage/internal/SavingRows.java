package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Saving;
import io.tenantry.usage.SavingRule;
import io.tenantry.usage.SavingTotal;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code savings}. */
@Component
public class SavingRows {
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "v.id"),
            Field.uuid("organizationId", "v.organization_id").required().notSortable(),
            Field.text("rule", "v.rule").required(),
            Field.number("amountPerMonth", "v.amount_per_month").required(),
            Field.text("currency", "v.currency"),
            Field.number("seats", "v.seats").required(),
            Field.number("confidence", "v.confidence").required(),
            Field.instant("contractEnd", "(v.contract_end::timestamp AT TIME ZONE 'UTC')"),
            Field.instant("lastActive", "v.last_active_at"),
            Field.instant("foundAt", "v.found_at").required(),
            Field.uuid("planId", "v.plan_id").required().notSortable(),
            Field.text("planName", "v.plan_name").foldedIn("v.plan_name_ci").required(),
            Field.uuid("applicationId", "v.application_id").required().notSortable(),
            Field.text("applicationName", "v.application_name")
                    .foldedIn("v.application_name_ci")
                    .required(),
            Field.text("vendor", "v.vendor").foldedIn("v.vendor_ci").required(),
            Field.uuid("skuId", "v.sku_id").notSortable(),
            Field.uuid("personId", "v.person_id").notSortable(),
            Field.text("personName", "v.person_name").foldedIn("v.person_name_ci"),
            Field.uuid("userId", "v.user_id").notSortable());

    private static final String COLUMNS = """
            v.organization_id, v.id, v.rule, v.also, v.plan_id, v.plan_name, v.application_id, v.application_name, v.vendor, v.sku_id,
            v.person_id, v.person_name, v.user_id, v.seats, v.amount_per_month, v.currency, v.evidence::text, v.confidence, v.contract_end,
            v.last_active_at, v.found_at""";

    private static final String FROM = "savings v";

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final Database database;
    private final JsonMapper json;

    SavingRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    public Page<Saving> list(Reach reach, @Nullable OrganizationId organization, ListQuery query) {
        return new ListedRows<>(COLUMNS, Sql.of(FROM), base(organization), this::read).page(database, reach, query);
    }

    /** Those of these ids that there are. */
    public List<Saving> some(Reach reach, OrganizationId organization, Collection<UUID> ids) {
        return database.list(
                reach,
                "SELECT " + COLUMNS + " FROM " + FROM
                        + " WHERE v.organization_id = ? AND v.id = ANY (?::uuid[]) ORDER BY v.id",
                this::read,
                organization.value(),
                ids);
    }

    public List<SavingTotal> totals(Reach reach, @Nullable OrganizationId organization) {
        Sql base = base(organization);
        return database.list(
                reach,
                "SELECT v.rule, v.currency, count(*), sum(v.seats), sum(v.amount_per_month) FROM savings v WHERE "
                        + base.text() + " GROUP BY v.rule, v.currency ORDER BY 5 DESC, 1, 2",
                row -> new SavingTotal(
                        SavingRule.named(row.getString(1)),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getBigDecimal(5)),
                base.values().toArray());
    }

    public @Nullable Instant searchedAt(Reach reach, OrganizationId organization) {
        return database.first(
                reach,
                "SELECT nullif(searched_at, '-infinity') FROM saving_searches WHERE organization_id = ?",
                row -> PersonRows.instantOrNull(row, 1),
                organization.value());
    }

    /** Whether the organization lies within reach, as the database sees it. */
    public boolean isThere(Reach reach, OrganizationId organization) {
        return database.first(
                        reach,
                        "SELECT 1 FROM organizations WHERE organization_id = ?",
                        row -> row.getInt(1),
                        organization.value())
                != null;
    }

    private static Sql base(@Nullable OrganizationId organization) {
        return organization == null ? Sql.of("true") : Sql.of("v.organization_id = ?", organization.value());
    }

    private Saving read(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal(15);
        return new Saving(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                SavingRule.named(row.getString(3)),
                Arrays.stream((String[]) row.getArray(4).getArray())
                        .map(SavingRule::named)
                        .toList(),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getObject(7, UUID.class),
                row.getString(8),
                row.getString(9),
                row.getObject(10, UUID.class),
                row.getObject(11, UUID.class),
                row.getString(12),
                row.getObject(13, UUID.class),
                row.getInt(14),
                amount,
                row.getString(16),
                json.readValue(row.getString(17), MEMBERS),
                row.getInt(18),
                row.getObject(19, LocalDate.class),
                PersonRows.instantOrNull(row, 20),
                PersonRows.instant(row, 21));
    }
}
