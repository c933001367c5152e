package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.HeldSubscriptionRows;
import io.tenantry.usage.internal.PlanRows;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people are subscribed to. */
@Component
public class PeopleSubscriptions {
    /** The most people whose subscriptions are told in one answer. */
    public static final int PEOPLE_MAX = 1_000;

    private final Access access;
    private final People people;
    private final HeldSubscriptionRows rows;
    private final PlanRows plans;
    private final UsageSettings settings;
    private final InstantSource clock;

    PeopleSubscriptions(
            Access access,
            People people,
            HeldSubscriptionRows rows,
            PlanRows plans,
            UsageSettings settings,
            InstantSource clock) {
        this.access = access;
        this.people = people;
        this.rows = rows;
        this.plans = plans;
        this.settings = settings;
        this.clock = clock;
    }

    /** What lists of subscriptions may be filtered and sorted by. */
    public static Catalogue fields() {
        return HeldSubscriptionRows.FIELDS;
    }

    /**
     * The subscriptions of a person, under {@code saas.consolidation.view.r}.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND) when there is no such person
     */
    public Page<HeldSubscription> list(
            Caller caller, @Nullable OrganizationId organization, UUID person, ListQuery query) {
        Person found = people.get(caller, organization, person);
        return rows.ofPerson(reach(caller, organization), found, query, settings.activeSince(clock.instant()));
    }

    /** The subscriptions of many people, sorted by person; people who are not there have none. */
    public List<HeldSubscription> ofMany(Caller caller, @Nullable OrganizationId organization, Collection<UUID> many) {
        Refusal.unless(
                many.size() <= PEOPLE_MAX,
                Refusal.Reason.MALFORMED,
                "The subscriptions of at most " + PEOPLE_MAX + " people are told at once",
                "ids");
        return rows.ofMany(reach(caller, organization), organization, many, settings.activeSince(clock.instant()));
    }

    /** Who has a seat of a plan; nobody where there is no such plan. In order of ids it is served by an index. */
    public Page<HeldSubscription> ofPlan(
            Caller caller, @Nullable OrganizationId organization, UUID plan, ListQuery query) {
        Reach reach = reach(caller, organization);
        ApplicationPlan found = plans.find(reach, organization, plan);
        return found == null
                ? new Page<>(List.of(), null, 0L)
                : rows.ofPlan(reach, found, query, settings.activeSince(clock.instant()));
    }

    private Reach reach(Caller caller, @Nullable OrganizationId organization) {
        return People.reach(access, caller, Permission.USAGE_READ, organization);
    }
}
