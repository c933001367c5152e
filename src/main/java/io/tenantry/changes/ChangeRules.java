package io.tenantry.changes;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.internal.RuleRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When plans need somebody else's agreement: rules of organizations, which hold for all below that have none of their own. */
@Component
public class ChangeRules {
    private static final int RULES_MAX = 50;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final RuleRows rows;

    ChangeRules(Database database, Access access, AuditTrail audit, RuleRows rows) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.rows = rows;
    }

    /**
     * The rules that bind an organization.
     *
     * @param of whose they are; null when nobody has said anything, and they are the usual ones
     */
    public record Binding(@Nullable OrganizationId of, List<ChangeRule> rules) {}

    /** What binds an organization, under {@code change.read}. */
    public Binding of(Caller caller, OrganizationId organization) {
        access.require(caller, Permission.CHANGE_READ, organization);
        return binding(organization);
    }

    /** Gives an organization rules of its own, in the place of all it had; none at all let every plan be applied at once. */
    public Binding replace(Caller caller, OrganizationId organization, List<ChangeRule> rules) {
        Refusal.unless(rules.size() <= RULES_MAX, Refusal.Reason.MALFORMED, "At most " + RULES_MAX + " rules", "rules");
        return changing(caller, organization, rules, session -> rows.replace(session, organization, rules));
    }

    /** Lets an organization be bound by the rules above it again. */
    public Binding forget(Caller caller, OrganizationId organization) {
        return changing(caller, organization, null, session -> rows.forget(session, organization));
    }

    private Binding changing(
            Caller caller, OrganizationId organization, @Nullable List<ChangeRule> after, Consumer<Session> change) {
        Reach reach = access.require(caller, Permission.CHANGE_RULE_WRITE, organization);
        Binding before = binding(organization);
        database.change(reach, session -> {
            change.accept(session);
            audit.record(
                    session,
                    caller.actor(),
                    AuditEvent.done(
                            organization,
                            "change.rules",
                            new AuditEvent.Target("organization", organization.toString(), null, null),
                            Map.of("rules", written(before.rules())),
                            after == null ? null : Map.of("rules", written(after))));
        });
        return binding(organization);
    }

    /**
     * The names of the rules by which somebody else has to agree to what another module plans in an organization.
     *
     * @param planned how many it changes, and how many of those hold a role
     */
    public List<String> asking(OrganizationId organization, Set<EditKind> kinds, long planned, long privileged) {
        ChangeRule.Part part = new ChangeRule.Part(planned, privileged, rows.tags(organization));
        return binding(organization).rules().stream()
                .filter(rule -> rule.asksFor(kinds, List.of(part), null))
                .map(ChangeRule::name)
                .toList();
    }

    private Binding binding(OrganizationId organization) {
        UUID id = organization.value();
        RuleRows.Binding binding =
                Objects.requireNonNull(rows.binding(List.of(id)).get(id));
        return new Binding(binding.of(), binding.rules());
    }

    private static List<Map<String, @Nullable Object>> written(List<ChangeRule> rules) {
        return rules.stream().map(RuleRows::written).toList();
    }
}
