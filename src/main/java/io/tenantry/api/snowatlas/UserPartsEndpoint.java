package io.tenantry.api.snowatlas;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.ListQuery;
import io.tenantry.query.dialect.AtlasRules;
import io.tenantry.usage.HeldSubscription;
import io.tenantry.usage.People;
import io.tenantry.usage.PeopleApplications;
import io.tenantry.usage.PeopleSubscriptions;
import io.tenantry.usage.Person;
import io.tenantry.usage.PersonSource;
import io.tenantry.usage.UsedApplication;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What users use and are subscribed to, and who told of them. */
@RestController
@RequestMapping(AtlasPaths.ROOT + "/users")
class UserPartsEndpoint {
    private final People people;
    private final PeopleApplications applications;
    private final PeopleSubscriptions subscriptions;
    private final Lists lists;

    UserPartsEndpoint(People people, PeopleApplications applications, PeopleSubscriptions subscriptions, Lists lists) {
        this.people = people;
        this.applications = applications;
        this.subscriptions = subscriptions;
        this.lists = lists;
    }

    @Operation(summary = "Get user applications")
    @Exchanges(givesType = ApplicationOfUser.class)
    @GetMapping("/{userId}/applications")
    @Requires(Permission.USAGE_READ)
    AtlasListing applications(Caller caller, HttpServletRequest request, @PathVariable String userId) {
        UUID id = AtlasPaths.uuid(userId, "userId");
        return of(
                id,
                new Asked<>(request, caller, Rules.APPLICATIONS_OF_USER, ApplicationOfUser::of),
                query -> applications.list(caller, null, id, query));
    }

    @Operation(summary = "Get user subscriptions")
    @Exchanges(givesType = UserSubscriptionShape.class)
    @GetMapping("/{userId}/subscriptions")
    @Requires(Permission.USAGE_READ)
    AtlasListing subscriptions(Caller caller, HttpServletRequest request, @PathVariable String userId) {
        UUID id = AtlasPaths.uuid(userId, "userId");
        return of(
                id,
                new Asked<>(request, caller, Rules.SUBSCRIPTIONS, UserSubscriptionShape::of),
                query -> subscriptions.list(caller, null, id, query));
    }

    @Operation(summary = "Get user discovery sources")
    @Exchanges(givesType = DiscoverySource.class)
    @GetMapping("/{userId}/discovery-sources")
    @Requires(Permission.USAGE_READ)
    AtlasListing sources(Caller caller, HttpServletRequest request, @PathVariable String userId) {
        UUID id = AtlasPaths.uuid(userId, "userId");
        return of(
                id,
                new Asked<>(request, caller, Rules.SOURCES, DiscoverySource::of),
                query -> applications.sources(caller, null, id, query));
    }

    /**
     * What a call per user would tell, a page of users at a time: those of the list of users, in its order. Whoever has no
     * subscription is in it, with none.
     */
    @Operation(summary = "Get the subscriptions of many users")
    @Exchanges(givesType = SubscriptionsOfUser.class)
    @GetMapping("/subscriptions")
    @Requires(Permission.USAGE_READ)
    AtlasListing ofMany(Caller caller, HttpServletRequest request) {
        return lists.<Person>whole(
                request,
                caller,
                Rules.USERS,
                query -> people.list(caller, null, query),
                page -> of(caller, page.stream().map(Person::id).toList()));
    }

    /** The same for up to 1000 users by their ids. Those who are not there are left out. */
    @Operation(summary = "Get the subscriptions of these users")
    @Exchanges(takes = "manyUsers")
    @PostMapping("/subscriptions")
    @Requires(Permission.USAGE_READ)
    Many ofThese(Caller caller, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = Sent.of(body, Set.of("ids"));
        Refusal.unless(!sent.texts("ids").isEmpty(), Refusal.Reason.MALFORMED, "The member 'ids' is needed", "ids");
        Set<UUID> ids = new LinkedHashSet<>();
        sent.texts("ids").forEach(id -> ids.add(AtlasPaths.uuid(id, "ids")));
        return new Many(of(caller, ids).stream()
                .filter(each -> !each.subscriptions().isEmpty())
                .toList());
    }

    private List<SubscriptionsOfUser> of(Caller caller, Collection<UUID> ids) {
        Map<UUID, List<UserSubscriptionShape>> held = new HashMap<>();
        for (HeldSubscription each : subscriptions.ofMany(caller, null, ids)) {
            held.computeIfAbsent(each.person(), person -> new ArrayList<>()).add(UserSubscriptionShape.of(each));
        }
        return ids.stream()
                .map(id -> new SubscriptionsOfUser(id, held.getOrDefault(id, List.of())))
                .toList();
    }

    private <T> AtlasListing of(UUID id, Asked<T> asked, Function<ListQuery, Page<T>> list) {
        try {
            return lists.list(asked.http(), asked.caller(), asked.rules(), list, asked.shown());
        } catch (Refusal refusal) {
            throw AtlasPaths.missing(refusal, id);
        }
    }

    private record Asked<T>(HttpServletRequest http, Caller caller, AtlasRules rules, Function<T, ?> shown) {}

    /** An application that a user has an account in. */
    record ApplicationOfUser(
            UUID id,
            String name,
            String vendor,
            UUID vendorId,
            @Nullable Instant lastActive,
            List<Integer> discoveryTypes) {
        static ApplicationOfUser of(UsedApplication used) {
            return new ApplicationOfUser(
                    used.id(), used.name(), used.vendor(), used.vendorId(), used.lastActive(), used.discoveryTypes());
        }
    }

    /** Who told of a user, and when first. */
    record DiscoverySource(UUID id, String name, int type, Instant created) {
        static DiscoverySource of(PersonSource source) {
            return new DiscoverySource(source.id(), source.name(), source.discoveryType(), source.firstDiscovered());
        }
    }

    record SubscriptionsOfUser(UUID userId, List<UserSubscriptionShape> subscriptions) {}

    record Many(List<SubscriptionsOfUser> items) {}
}
