package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Reclaim;
import io.tenantry.usage.Saving;
import io.tenantry.usage.SavingRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code reclaims}, {@code reclaim_items} and {@code reclaim_lowerings}. {@link ReclaimSteps} moves them on. */
@Component
public class ReclaimRows {
    public static final Catalogue LEDGER = Catalogue.of(
            Field.id("id", "i.id"),
            Field.text("rule", "i.rule").required(),
            Field.uuid("reclaimId", "i.reclaim_id").required().notSortable(),
            Field.uuid("planId", "i.plan_id").required().notSortable(),
            Field.text("planName", "i.plan_name").required(),
            Field.uuid("skuId", "i.sku_id").required().notSortable(),
            Field.uuid("personId", "i.person_id").notSortable(),
            Field.text("personName", "i.person_name"),
            Field.number("amountPerMonth", "i.amount_per_month").required(),
            Field.text("currency", "i.currency"),
            Field.instant("realisedAt", "i.realised_at").required(),
            Field.instant("takenBackAt", "i.taken_back_at"));

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private static final String COLUMNS = """
            r.organization_id, r.id, r.change_id, r.lowers, r.state, r.undo_id, r.problem, r.requested_by_id, r.requested_by,
            r.created_at, r.finished_at""";

    private static final String ITEM = """
            i.id, i.rule, i.plan_id, i.plan_name, i.sku_id, i.person_id, i.person_name, i.user_id, i.seats, i.amount_per_month,
            i.currency, i.evidence::text, i.contract_end, i.realised_at, i.effective_from, i.taken_back_at""";

    private final Database database;
    private final JsonMapper json;

    ReclaimRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    public static void insert(
            Session session, OrganizationId organization, UUID id, @Nullable UUID change, boolean lowers, Actor actor) {
        session.run(
                "INSERT INTO reclaims (organization_id, id, change_id, lowers, requested_by_id, requested_by)"
                        + " VALUES (?, ?, ?::uuid, ?, ?::uuid, ?)",
                organization.value(),
                id,
                change,
                lowers,
                actor.id(),
                actor.name());
    }

    public void insertItems(Session session, OrganizationId organization, UUID id, List<Saving> savings) {
        session.runAll(
                """
                INSERT INTO reclaim_items (organization_id, reclaim_id, id, rule, plan_id, plan_name, sku_id, person_id, person_name,
                    user_id, seats, amount_per_month, currency, evidence, contract_end)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?::uuid, ?, ?::uuid, ?, ?, ?, ?::jsonb, ?::date)
                """,
                savings.stream()
                        .map(saving -> new @Nullable Object[] {
                            organization.value(),
                            id,
                            saving.id(),
                            saving.rule().wireName(),
                            saving.plan(),
                            saving.planName(),
                            saving.sku(),
                            saving.person(),
                            saving.personName(),
                            saving.user(),
                            saving.seats(),
                            saving.amountPerMonth(),
                            saving.currency(),
                            new Json(json.writeValueAsString(saving.evidence())),
                            saving.contractEnd()
                        })
                        .toList());
    }

    public @Nullable Reclaim find(Reach reach, OrganizationId organization, UUID id) {
        List<Reclaim.Item> items = database.list(
                reach,
                "SELECT " + ITEM
                        + " FROM reclaim_items i WHERE i.organization_id = ? AND i.reclaim_id = ? ORDER BY i.id",
                this::item,
                organization.value(),
                id);
        List<Reclaim.Lowering> lowerings = database.list(
                reach,
                "SELECT subscription_id, units, lowered_at, raised_at FROM reclaim_lowerings"
                        + " WHERE organization_id = ? AND reclaim_id = ? ORDER BY subscription_id",
                row -> new Reclaim.Lowering(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        PersonRows.instant(row, 3),
                        PersonRows.instantOrNull(row, 4)),
                organization.value(),
                id);
        return database.first(
                reach,
                "SELECT " + COLUMNS + " FROM reclaims r WHERE r.organization_id = ? AND r.id = ?",
                row -> reclaim(row, items, lowerings),
                organization.value(),
                id);
    }

    public List<Reclaim> list(Reach reach, OrganizationId organization) {
        return database.list(
                reach,
                "SELECT " + COLUMNS
                        + " FROM reclaims r WHERE r.organization_id = ? ORDER BY r.created_at DESC, r.id LIMIT 100",
                row -> reclaim(row, List.of(), List.of()),
                organization.value());
    }

    public Page<Reclaim.Item> ledger(Reach reach, OrganizationId organization, ListQuery query) {
        Sql base = Sql.of("i.organization_id = ? AND i.realised_at IS NOT NULL", organization.value());
        return new ListedRows<>(ITEM, Sql.of("reclaim_items i"), base, this::item).page(database, reach, query);
    }

    private static Reclaim reclaim(ResultSet row, List<Reclaim.Item> items, List<Reclaim.Lowering> lowerings)
            throws SQLException {
        String state = row.getString(5);
        return new Reclaim(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getBoolean(4),
                state.equals("lowering")
                        ? Reclaim.State.PLANNED
                        : Reclaim.State.valueOf(state.toUpperCase(Locale.ROOT)),
                row.getObject(6, UUID.class),
                row.getString(7),
                items,
                lowerings,
                row.getObject(8, UUID.class),
                row.getString(9),
                PersonRows.instant(row, 10),
                PersonRows.instantOrNull(row, 11));
    }

    private Reclaim.Item item(ResultSet row) throws SQLException {
        return new Reclaim.Item(
                row.getObject(1, UUID.class),
                SavingRule.named(row.getString(2)),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getObject(5, UUID.class),
                row.getObject(6, UUID.class),
                row.getString(7),
                row.getObject(8, UUID.class),
                row.getInt(9),
                row.getBigDecimal(10),
                row.getString(11),
                json.readValue(row.getString(12), MEMBERS),
                row.getObject(13, LocalDate.class),
                PersonRows.instantOrNull(row, 14),
                row.getObject(15, LocalDate.class),
                PersonRows.instantOrNull(row, 16));
    }
}
