package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.UsageRule;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code usage_settings}. */
@Component
public class UsageRuleRows {
    private static final TypeReference<Map<String, BigDecimal>> RATES = new TypeReference<>() {};

    private static final String SAVE = """
            INSERT INTO usage_settings AS s (organization_id, match_mail, match_upn, match_external_id, ignored_keys, currency, rates)
            VALUES (?, ?, ?, ?, ?::text[], ?, ?::jsonb)
            ON CONFLICT (organization_id) DO UPDATE SET match_mail = excluded.match_mail, match_upn = excluded.match_upn,
                match_external_id = excluded.match_external_id, ignored_keys = excluded.ignored_keys,
                currency = excluded.currency, rates = excluded.rates, version = s.version + 1
            """;

    private final Database database;
    private final JsonMapper json;

    UsageRuleRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    public UsageRule find(Reach reach, OrganizationId organization) {
        UsageRule found = database.first(
                reach,
                "SELECT match_mail, match_upn, match_external_id, ignored_keys, currency, rates::text FROM usage_settings"
                        + " WHERE organization_id = ?",
                this::read,
                organization.value());
        return found == null ? UsageRule.USUAL : found;
    }

    /** Keeps the rules, and lets all accounts be looked at anew. */
    public void save(Session session, OrganizationId organization, UsageRule rule) {
        session.run(
                SAVE,
                organization.value(),
                rule.matchMail(),
                rule.matchUpn(),
                rule.matchExternalId(),
                rule.ignoredKeys(),
                rule.currency(),
                new Json(json.writeValueAsString(rule.rates())));
        session.list("SELECT rekey_accounts(?)", row -> true, organization.value());
    }

    private UsageRule read(ResultSet row) throws SQLException {
        return new UsageRule(
                row.getBoolean(1),
                row.getBoolean(2),
                row.getBoolean(3),
                List.of((String[]) row.getArray(4).getArray()),
                row.getString(5),
                json.readValue(row.getString(6), RATES));
    }
}
