package io.tenantry.usage.internal;

import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingRule;
import io.tenantry.usage.SavingSetting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The table {@code saving_rules}. */
public final class SavingRuleRows {
    private SavingRuleRows() {}

    /** All rules, the surest first; those without a row as is usual. */
    public static List<SavingSetting> list(Session session, OrganizationId organization) {
        Map<SavingRule, SavingSetting> settings = new EnumMap<>(SavingRule.class);
        for (SavingRule rule : SavingRule.values()) {
            settings.put(rule, rule.usual());
        }
        session.list(
                        "SELECT rule, enabled, days, confidence, at_least FROM saving_rules WHERE organization_id = ?",
                        row -> new SavingSetting(
                                SavingRule.named(row.getString(1)),
                                row.getBoolean(2),
                                row.getObject(3, Integer.class),
                                row.getInt(4),
                                row.getBigDecimal(5)),
                        organization.value())
                .forEach(setting -> settings.put(setting.rule(), setting));
        return List.copyOf(settings.values());
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
