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

    /**
     * How a rule holds in an organization.
     *
     * @param of who has said so: the organization itself or one above it; null when nobody has, and it is the usual way
     */
    public record Binding(SavingSetting setting, @Nullable OrganizationId of) {}

    /** All rules, the surest first, as they hold in an organization. Under {@code saas.consolidation.view.r}. */
    public List<Binding> list(Caller caller, OrganizationId organization) {
        access.require(caller, Permission.USAGE_READ, organization);
        return SavingRuleRows.list(database, organization);
    }

    /**
     * Changes how an organization and those below it go by a rule, and looks for savings anew. Those that have said something
     * themselves go on by that. Needs {@code saas.consolidation.view.crud}.
     */
    public Binding set(Caller caller, OrganizationId organization, SavingSetting setting) {
        return changing(caller, organization, setting.rule(), setting);
    }

    /** Lets an organization go by a rule as those above it do. Needs {@code saas.consolidation.view.crud}. */
    public Binding inherit(Caller caller, OrganizationId organization, SavingRule rule) {
        return changing(caller, organization, rule, null);
    }

    private Binding changing(
            Caller caller, OrganizationId organization, SavingRule rule, @Nullable SavingSetting setting) {
        Reach reach = access.require(caller, Permission.USAGE_WRITE, organization);
        Binding before = of(organization, rule);
        database.change(reach, session -> {
            if (setting != null) {
                SavingRuleRows.set(session, organization, setting);
            } else if (!SavingRuleRows.delete(session, organization, rule)) {
                return;
            }
            String name = rule.wireName();
            audit.record(
                    session,
                    caller.actor(),
                    AuditEvent.done(
                            organization,
                            setting == null ? "saving.rule.inherit" : "saving.rule.set",
                            new AuditEvent.Target("saving rule", name, name, null),
                            told(before.setting()),
                            setting == null ? null : told(setting)));
        });
        search.below(organization);
        return of(organization, rule);
    }

    private Binding of(OrganizationId organization, SavingRule rule) {
        return SavingRuleRows.list(database, organization).stream()
                .filter(binding -> binding.setting().rule() == rule)
                .findFirst()
                .orElseThrow();
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
