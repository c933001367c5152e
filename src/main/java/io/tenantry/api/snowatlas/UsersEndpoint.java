package io.tenantry.api.snowatlas;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.usage.ActivityKpis;
import io.tenantry.usage.KpiSubject;
import io.tenantry.usage.MarkerEdit;
import io.tenantry.usage.Markers;
import io.tenantry.usage.People;
import io.tenantry.usage.Person;
import io.tenantry.usage.UsageSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The users of the consolidated view, of every organization that the caller's permission reaches. */
@RestController("atlasUsersEndpoint")
@RequestMapping(AtlasPaths.ROOT + "/users")
class UsersEndpoint {
    private static final String ONLINE = "isOnline";
    private static final String IN_REVIEW = "isInReview";
    private static final String QUALIFIED = "isQualified";

    private final People people;
    private final Markers markers;
    private final ActivityKpis kpis;
    private final UsageSettings settings;
    private final Lists lists;
    private final InstantSource clock = InstantSource.system();

    UsersEndpoint(People people, Markers markers, ActivityKpis kpis, UsageSettings settings, Lists lists) {
        this.people = people;
        this.markers = markers;
        this.kpis = kpis;
        this.settings = settings;
        this.lists = lists;
    }

    @Operation(summary = "Get users")
    @Exchanges(givesType = UserShape.class)
    @GetMapping
    @Requires(Permission.USAGE_READ)
    AtlasListing list(Caller caller, HttpServletRequest request) {
        Instant since = settings.activeSince(clock.instant());
        return lists.list(
                request,
                caller,
                Rules.USERS,
                query -> people.list(caller, null, query),
                person -> UserShape.of(person, since));
    }

    /** Trends are the counts of 30 days ago. Days before the hub knew of anybody are left out. */
    @Operation(summary = "Get user KPIs")
    @Exchanges(
            options = {
                "fromDate: the first day, such as 2024-05-01T00:00:00Z",
                "toDate: the last day; at most 400 days are told at once"
            })
    @GetMapping("/kpi")
    @Requires(Permission.USAGE_READ)
    KpiShape kpi(Caller caller, HttpServletRequest request) {
        KpiDays days = KpiDays.of(request);
        return KpiShape.of(kpis.of(caller, null, new KpiSubject.Everyone(), days.from(), days.to()));
    }

    @Operation(summary = "Get user")
    @GetMapping("/{userId}")
    @Requires(Permission.USAGE_READ)
    UserShape get(Caller caller, @PathVariable String userId) {
        UUID id = AtlasPaths.uuid(userId, "userId");
        return shown(id, () -> people.get(caller, null, id));
    }

    /** Only the members that are sent change. */
    @Operation(summary = "Update user")
    @Exchanges(takes = "userRequest")
    @PatchMapping(
            path = "/{userId}",
            consumes = {"application/merge-patch+json", "application/json"})
    @Requires(Permission.USAGE_WRITE)
    UserShape change(Caller caller, @PathVariable String userId, @RequestBody Map<String, @Nullable Object> body) {
        UUID id = AtlasPaths.uuid(userId, "userId");
        Sent sent = Sent.of(body, Set.of(ONLINE, IN_REVIEW, QUALIFIED));
        Refusal.unless(
                !body.isEmpty(),
                Refusal.Reason.MALFORMED,
                "At least one of isOnline, isInReview and isQualified is needed");
        MarkerEdit edit = new MarkerEdit(sent.flag(ONLINE), sent.flag(IN_REVIEW), sent.flag(QUALIFIED));
        return shown(id, () -> markers.mark(caller, null, id, edit));
    }

    private UserShape shown(UUID id, Supplier<Person> person) {
        try {
            return UserShape.of(person.get(), settings.activeSince(clock.instant()));
        } catch (Refusal refusal) {
            throw AtlasPaths.missing(refusal, id);
        }
    }
}
