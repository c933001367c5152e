package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.UsageRuleRows;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By which rules the accounts of organizations become people. */
@Component
public class UsageRules {
    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final UsageRuleRows rows;

    UsageRules(Database database, Access access, AuditTrail audit, UsageRuleRows rows) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.rows = rows;
    }

    /** The rules of an organization, or the usual ones. Needs {@code usage.source.read}. */
    public UsageRule of(Caller caller, OrganizationId organization) {
        return rows.find(access.require(caller, Permission.USAGE_SOURCE_READ, organization), organization);
    }

    /**
     * Gives an organization other rules. All of its accounts are then consolidated anew, in the background. Needs
     * {@code usage.source.write}.
     *
     * @throws io.tenantry.kernel.Refusal (NOT_PERMITTED)
     */
    public UsageRule replace(Caller caller, OrganizationId organization, UsageRule rule) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_WRITE, organization);
        UsageRule before = rows.find(reach, organization);
        database.change(reach, session -> {
            rows.save(session, organization, rule);
            audit.record(
                    session,
                    caller.actor(),
                    AuditEvent.done(
                            organization,
                            "usage.rules.change",
                            new AuditEvent.Target("organization", organization.toString(), null, null),
                            told(before),
                            told(rule)));
        });
        return rule;
    }

    private static Map<String, @Nullable Object> told(UsageRule rule) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("matchMail", rule.matchMail());
        told.put("matchUserPrincipalName", rule.matchUpn());
        told.put("matchPersonKey", rule.matchExternalId());
        told.put("ignoredKeys", rule.ignoredKeys());
        told.put("currency", rule.currency());
        told.put("rates", rule.rates());
        return told;
    }
}
