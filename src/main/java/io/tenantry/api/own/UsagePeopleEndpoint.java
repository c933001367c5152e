package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.HeldSubscription;
import io.tenantry.usage.MarkerEdit;
import io.tenantry.usage.Markers;
import io.tenantry.usage.People;
import io.tenantry.usage.PeopleApplications;
import io.tenantry.usage.PeopleSubscriptions;
import io.tenantry.usage.Person;
import io.tenantry.usage.UsageSettings;
import io.tenantry.usage.UsedApplication;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The people of an organization, made of the accounts that many sources tell of, with what they use and cost. */
@RestController
@RequestMapping(UsagePeopleEndpoint.PATH)
class UsagePeopleEndpoint {
    static final String PATH = Paths.ORGANIZATION + "/usage/people";

    private final People people;
    private final PeopleApplications applications;
    private final PeopleSubscriptions subscriptions;
    private final Markers markers;
    private final Lists lists;
    private final UsageSettings settings;
    private final InstantSource clock = InstantSource.system();
    private final Listed<Person> listed = new Listed<>(
            People.fields(), List.of(Order.ascending(People.fields().sortable("displayName"))), Set.of(), this::shown);

    UsagePeopleEndpoint(
            People people,
            PeopleApplications applications,
            PeopleSubscriptions subscriptions,
            Markers markers,
            Lists lists,
            UsageSettings settings) {
        this.people = people;
        this.applications = applications;
        this.subscriptions = subscriptions;
        this.markers = markers;
        this.lists = lists;
        this.settings = settings;
    }

    /**
     * A person. The cost is what all subscriptions cost a month, in the organization's currency; the savings are as much of it as
     * is for applications that he does not use.
     *
     * @param status {@code Active}, {@code Inactive} or {@code No activity}
     */
    @Schema(name = "ConsolidatedPerson")
    record PersonBody(
            UUID id,
            UUID organizationId,
            @Nullable UUID userId,
            String displayName,
            String email,
            String username,
            String country,
            String department,
            String status,
            boolean isEnabled,
            boolean isOnline,
            boolean isInReview,
            boolean isQualified,
            int licenseCount,
            BigDecimal userCostPerMonth,
            BigDecimal potentialSavings,
            List<Integer> discoveryTypes,
            Instant createdDate,
            @Nullable Instant lastActive) {}

    /** What is noted of a person; what is absent stays as it is. */
    @Schema(name = "PersonMarkers")
    record MarkersBody(
            @Nullable Boolean isOnline,
            @Nullable Boolean isInReview,
            @Nullable Boolean isQualified) {
        MarkerEdit edit() {
            return new MarkerEdit(isOnline, isInReview, isQualified);
        }
    }

    /** A person in an application. */
    @Schema(name = "UsedApplication")
    record UsedBody(
            UUID id,
            String name,
            String vendor,
            boolean isEnabled,
            List<Integer> discoveryTypes,
            BigDecimal costPerMonth,
            Instant firstDiscovered,
            @Nullable Instant lastActive) {
        static UsedBody of(UsedApplication used) {
            return new UsedBody(
                    used.id(),
                    used.name(),
                    used.vendor(),
                    used.enabled(),
                    used.discoveryTypes(),
                    used.costPerMonth(),
                    used.firstDiscovered(),
                    used.lastActive());
        }
    }

    @Operation(summary = "List the people of the consolidated view")
    @Exchanges(givesType = PersonBody.class)
    @GetMapping
    @Requires(Permission.USAGE_READ)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return lists.list(request, caller, listed, query -> people.list(caller, organization, query));
    }

    @Operation(summary = "Get a person of the consolidated view")
    @GetMapping("/{personId}")
    @Requires(Permission.USAGE_READ)
    PersonBody get(Caller caller, @PathVariable String organizationId, @PathVariable String personId) {
        return shown(people.get(caller, Paths.organization(organizationId), id(personId)));
    }

    @Operation(summary = "Mark a person of the consolidated view")
    @PatchMapping(
            path = "/{personId}",
            consumes = {"application/json", "application/merge-patch+json"})
    @Requires(Permission.USAGE_WRITE)
    PersonBody mark(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String personId,
            @RequestBody MarkersBody body) {
        return shown(markers.mark(caller, Paths.organization(organizationId), id(personId), body.edit()));
    }

    @Operation(summary = "List the applications a person uses")
    @Exchanges(givesType = UsedBody.class)
    @GetMapping("/{personId}/applications")
    @Requires(Permission.USAGE_READ)
    Listing applications(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String personId) {
        OrganizationId organization = Paths.organization(organizationId);
        Listed<UsedApplication> used = new Listed<>(
                PeopleApplications.fields(),
                List.of(Order.ascending(PeopleApplications.fields().sortable("name"))),
                Set.of(),
                UsedBody::of);
        return lists.list(request, caller, used, query -> applications.list(caller, organization, id(personId), query));
    }

    @Operation(summary = "List the subscriptions of a person")
    @Exchanges(givesType = UsageSubscriptionBody.class)
    @GetMapping("/{personId}/subscriptions")
    @Requires(Permission.USAGE_READ)
    Listing subscriptions(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String personId) {
        OrganizationId organization = Paths.organization(organizationId);
        Listed<HeldSubscription> held = new Listed<>(
                PeopleSubscriptions.fields(),
                List.of(Order.ascending(PeopleSubscriptions.fields().sortable("name"))),
                Set.of(),
                UsageSubscriptionBody::of);
        return lists.list(
                request, caller, held, query -> subscriptions.list(caller, organization, id(personId), query));
    }

    private PersonBody shown(Person person) {
        return new PersonBody(
                person.id(),
                person.organization().value(),
                person.user(),
                person.displayName(),
                person.email(),
                person.username(),
                person.country(),
                person.department(),
                person.status(settings.activeSince(clock.instant())).shown(),
                person.enabled(),
                person.flags().online(),
                person.flags().inReview(),
                person.flags().qualified(),
                person.licenseCount(),
                person.costPerMonth(),
                person.potentialSavings(),
                person.discoveryTypes(),
                person.createdAt(),
                person.lastActive());
    }

    private static UUID id(String text) {
        return Paths.uuid(text, "personId");
    }
}
