package io.tenantry.api.snowatlas;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.AtlasRules;
import io.tenantry.usage.HeldSubscription;
import io.tenantry.usage.PeopleSubscriptions;
import io.tenantry.usage.ReclaimedSeats;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who has a subscription. */
@RestController
@RequestMapping(AtlasPaths.ROOT + "/subscriptions/{subscriptionId}/users")
class SubscriptionUsersEndpoint {
    private static final AtlasRules RULES = AtlasRules.of(
            PeopleSubscriptions.fields(),
            Order.ascending(PeopleSubscriptions.fields().id()));

    private final PeopleSubscriptions subscriptions;
    private final ReclaimedSeats seats;
    private final Lists lists;

    SubscriptionUsersEndpoint(PeopleSubscriptions subscriptions, ReclaimedSeats seats, Lists lists) {
        this.subscriptions = subscriptions;
        this.seats = seats;
        this.lists = lists;
    }

    @Operation(summary = "Get subscription users")
    @Exchanges(givesType = UserOfSubscription.class)
    @GetMapping
    @Requires(Permission.USAGE_READ)
    AtlasListing list(Caller caller, HttpServletRequest request, @PathVariable String subscriptionId) {
        UUID id = AtlasPaths.uuid(subscriptionId, "subscriptionId");
        return lists.list(
                request, caller, RULES, query -> subscriptions.ofPlan(caller, null, id, query), UserOfSubscription::of);
    }

    /**
     * Takes the subscription from up to 100 users, whose ids stand in the path with commas between them. Licences that the hub itself
     * keeps are taken away; of any other subscription the seats are forgotten, until its source tells of them again.
     */
    @Operation(summary = "Remove subscription users")
    @DeleteMapping("/{userIds}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(value = Permission.USAGE_WRITE, note = "license.write for licences that the hub keeps")
    void remove(Caller caller, @PathVariable String subscriptionId, @PathVariable String userIds) {
        UUID id = AtlasPaths.uuid(subscriptionId, "subscriptionId");
        Set<UUID> people = new LinkedHashSet<>();
        for (String each : userIds.split(",", -1)) {
            people.add(AtlasPaths.uuid(each.strip(), "userIds"));
        }
        try {
            seats.take(caller, id, people);
        } catch (Refusal refusal) {
            throw AtlasPaths.missing(refusal, id);
        }
    }

    /** A user who has the subscription. */
    record UserOfSubscription(
            UUID id,
            UUID subscriptionId,
            String subscriptionName,
            String discoverySource,
            int discoveryType,
            boolean isEnabled,
            Instant firstDiscovered,
            @Nullable Instant lastActivity,
            double potentialSavings,
            double totalCostPerMonth) {
        static UserOfSubscription of(HeldSubscription held) {
            return new UserOfSubscription(
                    held.person(),
                    held.plan(),
                    held.name(),
                    held.sourceName(),
                    held.discoveryType(),
                    held.accountEnabled(),
                    held.firstDiscovered(),
                    held.lastActivity(),
                    held.potentialSavings().doubleValue(),
                    held.costPerMonth().doubleValue());
        }
    }
}
