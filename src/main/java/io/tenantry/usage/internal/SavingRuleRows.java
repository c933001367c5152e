package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingRule;
import io.tenantry.usage.SavingRules;
import io.tenantry.usage.SavingSetting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table {@code saving_rules}. */
public final class SavingRuleRows {
    private static final Reach HUB = new Reach.Everything();

    /** The nearest come last. */
    private static final String HELD = """
            WITH RECURSIVE above AS (
                SELECT organization_id, parent_id, 0 AS step FROM organizations WHERE organization_id = ?
                UNION ALL
                SELECT o.organization_id, o.parent_id, above.step + 1
                FROM above JOIN organizations o ON o.organization_id = above.parent_id
            )
            SELECT r.organization_id, r.rule, r.enabled, r.days, r.confidence, r.at_least
            FROM above JOIN saving_rules r ON r.organization_id = above.organization_id
            ORDER BY above.step DESC
            """;

    private SavingRuleRows() {}

    /**
     * All rules, the surest first, as they hold in an organization: each as the organization itself says, or the nearest above it
     * that says anything, or as is usual.
     */
    public static List<SavingRules.Binding> list(Database database, OrganizationId organization) {
        Map<SavingRule, SavingRules.Binding> bindings = new EnumMap<>(SavingRule.class);
        for (SavingRule rule : SavingRule.values()) {
            bindings.put(rule, new SavingRules.Binding(rule.usual(), null));
        }
        database.list(HUB, HELD, SavingRuleRows::read, organization.value())
                .forEach(binding -> bindings.put(binding.setting().rule(), binding));
        return List.copyOf(bindings.values());
    }

    private static SavingRules.Binding read(ResultSet row) throws SQLException {
        SavingSetting setting = new SavingSetting(
                SavingRule.named(row.getString(2)),
                row.getBoolean(3),
                row.getObject(4, Integer.class),
                row.getInt(5),
                row.getBigDecimal(6));
        return new SavingRules.Binding(setting, new OrganizationId(row.getObject(1, UUID.class)));
    }

    /** Whether the organization had said anything. */
    public static boolean delete(Session session, OrganizationId organization, SavingRule rule) {
        return session.run(
                        "DELETE FROM saving_rules WHERE organization_id = ? AND rule = ?",
                        organization.value(),
                        rule.wireName())
                > 0;
    }

    public static void set(Session session, OrganizationId organization, SavingSetting setting) {
        session.run(
                """
                INSERT INTO saving_rules (organization_id, rule, enabled, days, confidence, at_least) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (organization_id, rule) DO UPDATE SET enabled = excluded.enabled, days = excluded.days,
                    confidence = excluded.confidence, at_least = excluded.at_least
                """,
                organization.value(),
                setting.rule().wireName(),
                setting.enabled(),
                setting.days(),
                setting.confidence(),
                setting.atLeast());
    }
}
