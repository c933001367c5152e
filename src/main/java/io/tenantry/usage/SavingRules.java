package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.SavingRuleRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By which rules savings are looked for in an organization. */
@Component
public class SavingRules {
    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final SavingSearch search;

    SavingRules(Database database, Access access, AuditTrail audit, SavingSearch search) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.search = search;
    }

    /** All rules, the surest first, as the organization goes by them. Under {@code saas.consolidation.view.r}. */
    public List<SavingSetting> list(Caller caller, OrganizationId organization) {
        Reach reach = access.require(caller, Permission.USAGE_READ, organization);
        return database.transaction(reach, session -> SavingRuleRows.list(session, organization));
    }

    /** Changes how the organization goes by a rule, and looks for savings anew. Needs {@code saas.consolidation.view.crud}. */
    public SavingSetting set(Caller caller, OrganizationId organization, SavingSetting setting) {
        Reach reach = access.require(caller, Permission.USAGE_WRITE, organization);
        database.change(reach, session -> {
            SavingSetting before = SavingRuleRows.list(session, organization).stream()
                    .filter(each -> each.rule() == setting.rule())
                    .findFirst()
                    .orElse(setting.rule().usual());
            SavingRuleRows.set(session, organization, setting);
            String name = setting.rule().wireName();
            audit.record(
                    session,
                    caller.actor(),
                    AuditEvent.done(
                            organization,
                            "saving.rule.set",
                            new AuditEvent.Target("saving rule", name, name, null),
                            told(before),
                            told(setting)));
        });
        search.in(organization);
        return setting;
    }

    private static Map<String, ?> told(SavingSetting setting) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("enabled", setting.enabled());
        members.put("days", setting.days());
        members.put("confidence", setting.confidence());
        members.put("at_least", setting.atLeast());
        return members;
    }
}
