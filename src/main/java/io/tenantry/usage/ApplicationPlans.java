package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.PlanRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What applications are subscribed to by, and what that costs. */
@Component
public class ApplicationPlans {
    private static final int NAME_MAX = 200;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final Applications applications;
    private final PlanRows rows;
    private final Settling settling;

    ApplicationPlans(
            Database database,
            Access access,
            AuditTrail audit,
            Applications applications,
            PlanRows rows,
            Settling settling) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.applications = applications;
        this.rows = rows;
        this.settling = settling;
    }

    /** The plans of an application, by name. Needs {@code saas.consolidation.view.r}; refuses with NOT_FOUND. */
    public List<ApplicationPlan> list(Caller caller, @Nullable OrganizationId organization, UUID application) {
        Application found = applications.get(caller, organization, application);
        return rows.list(access.require(caller, Permission.USAGE_READ, found.organization()), found);
    }

    /** One plan. Needs {@code saas.consolidation.view.r}; refuses with NOT_FOUND. */
    public ApplicationPlan get(Caller caller, @Nullable OrganizationId organization, UUID id) {
        return found(rows.find(People.reach(access, caller, Permission.USAGE_READ, organization), organization, id));
    }

    /**
     * Adds a plan. Needs {@code usage.source.write}.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND), (CONFLICT) when the application has a plan of this name
     */
    public ApplicationPlan create(
            Caller caller, OrganizationId organization, UUID application, String name, ApplicationPlan.Terms terms) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_WRITE, organization);
        String named = name(name);
        Application of = applications.get(caller, organization, application);
        try {
            UUID id = database.transaction(reach, session -> {
                UUID made = rows.insert(session, of, named, terms);
                audit.record(
                        session, caller.actor(), event(organization, made, named, "plan.create", null, told(terms)));
                return made;
            });
            return found(rows.find(reach, organization, id));
        } catch (DatabaseFailure failure) {
            if (failure.violatesUnique("application_plans_by_name")) {
                throw new Refusal(Refusal.Reason.CONFLICT, "The application has a plan of this name", "name");
            }
            throw failure;
        }
    }

    /** Changes what a plan costs, and settles what its holders cost. Needs {@code usage.source.write}; refuses with NOT_FOUND. */
    public ApplicationPlan change(Caller caller, OrganizationId organization, UUID id, ApplicationPlan.Terms terms) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_WRITE, organization);
        ApplicationPlan before = found(rows.find(reach, organization, id));
        database.change(reach, session -> {
            rows.update(session, before, terms);
            audit.record(
                    session,
                    caller.actor(),
                    event(organization, id, before.name(), "plan.change", told(before.terms()), told(terms)));
        });
        settling.now(organization);
        return found(rows.find(reach, organization, id));
    }

    private static String name(String text) {
        String name = text.strip();
        Refusal.unless(
                !name.isEmpty() && name.length() <= NAME_MAX && name.chars().noneMatch(Character::isISOControl),
                Refusal.Reason.MALFORMED,
                "A plan's name has 1 to " + NAME_MAX + " characters",
                "name");
        return name;
    }

    private static ApplicationPlan found(@Nullable ApplicationPlan plan) {
        if (plan == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such plan");
        }
        return plan;
    }

    private static Map<String, @Nullable Object> told(ApplicationPlan.Terms terms) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("price", terms.price());
        told.put("currency", terms.currency());
        told.put("billingPeriod", terms.period().stored());
        told.put("isFree", terms.free());
        told.put(
                "contractEnd",
                terms.contractEnd() == null ? null : terms.contractEnd().toString());
        told.put("seats", terms.seats());
        return told;
    }

    private static AuditEvent event(
            OrganizationId organization,
            UUID id,
            String name,
            String action,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        return AuditEvent.done(
                organization, action, new AuditEvent.Target("plan", id.toString(), name, null), before, after);
    }
}
