package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.events.CloudEvents;
import io.tenantry.events.Event;
import io.tenantry.events.EventFeed;
import io.tenantry.events.EventFeed.Wanted;
import io.tenantry.events.EventSchemas;
import io.tenantry.events.EventType;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What happened, for those who come and ask, once or all the time. */
@RestController
class EventsEndpoint {
    static final String EVENTS = Paths.ORGANIZATION + "/events";
    static final String STREAM = EVENTS + "/stream";

    private static final int LIMIT_USUAL = 100;
    private static final int LIMIT_MAX = 1_000;
    private static final int WAIT_MAX = 20;
    private static final Duration LOOK = Duration.ofMillis(250);

    private final EventFeed feed;
    private final CloudEvents text;
    private final EventStreams streams;

    EventsEndpoint(EventFeed feed, CloudEvents text, EventStreams streams) {
        this.feed = feed;
        this.text = text;
        this.streams = streams;
    }

    /**
     * A page of the feed.
     *
     * @param next what to give as {@code after} the next time, also when there was no event
     * @param hasMore whether more can be had at once
     */
    @Schema(name = "EventPage")
    record FeedBody(List<Map<String, Object>> items, String next, boolean hasMore) {}

    /** A type of event. */
    @Schema(name = "EventType")
    record TypeBody(String type, int version, String description, String schema) {}

    record TypeList(List<TypeBody> items) {}

    /**
     * Events in the order in which they happened to each thing, as CloudEvents. Whoever gives what next says, again and again,
     * misses none and gets each once. Events are kept for a month, unless the operator sets another time.
     */
    @Operation(summary = "Read events")
    @Exchanges(
            options = {
                "after: next of the answer before, oldest, or latest for what happens from now on; oldest when nothing is said",
                "type: only these types, with commas between",
                "filter: a condition in OData's syntax on type, objectKind, objectId, objectName, actorName …",
                "subtree: true for the organizations below as well",
                "limit: how many at most, 1 to 1000; 100 when nothing is said",
                "wait: how many seconds to wait for an event when there is none, up to 20"
            })
    @GetMapping(EVENTS)
    @Requires(Permission.EVENT_READ)
    FeedBody list(Caller caller, HttpServletRequest request, @PathVariable String organizationId)
            throws InterruptedException {
        Wanted wanted = wanted(request, Paths.organization(organizationId));
        String after = Lists.one(request, "after");
        long end = System.nanoTime()
                + Duration.ofSeconds(number(request, "wait", 0, WAIT_MAX)).toNanos();
        EventFeed.Page page = feed.read(caller, wanted, after == null ? EventFeed.OLDEST : after);
        while (page.events().isEmpty() && (page.isMore() || System.nanoTime() < end)) {
            if (!page.isMore()) {
                Thread.sleep(LOOK);
            }
            page = feed.read(caller, wanted, page.next());
        }
        return new FeedBody(page.events().stream().map(this::shown).toList(), page.next(), page.isMore());
    }

    @Operation(summary = "Get an event")
    @GetMapping(EVENTS + "/{eventId}")
    @Requires(Permission.EVENT_READ)
    Map<String, Object> get(Caller caller, @PathVariable String organizationId, @PathVariable String eventId) {
        return shown(feed.get(caller, Paths.organization(organizationId), Paths.uuid(eventId, "eventId")));
    }

    /**
     * Events as they happen, as server-sent events named by their types. The id of each is the place after it: clients of such
     * streams send it as Last-Event-ID when they open the stream again, and miss nothing. A stream ends after some minutes.
     */
    @Operation(summary = "Watch events")
    @Exchanges(
            givesFile = "text/event-stream",
            options = {
                "after: where to begin, unless Last-Event-ID says so; latest when nothing is said",
                "type: only these types, with commas between",
                "filter: a condition in OData's syntax on type, objectKind, objectId, objectName, actorName …",
                "subtree: true for the organizations below as well"
            })
    @GetMapping(STREAM)
    @Requires(Permission.EVENT_READ)
    void watch(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        Wanted wanted = wanted(request, Paths.organization(organizationId));
        String last = request.getHeader("Last-Event-ID");
        String after = last == null ? Lists.one(request, "after") : last;
        EventFeed.Page first = feed.read(caller, wanted, after == null ? EventFeed.LATEST : after);
        String accept = request.getHeader("Accept");
        if (accept == null || !accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.TEXT_EVENT_STREAM));
        }
        streams.send(new EventStreams.Watcher(caller, request, wanted), first, response);
    }

    @Operation(summary = "List the types of events")
    @GetMapping(CloudEvents.SCHEMAS)
    @Requires(
            value = {},
            note = "whoever is signed in")
    TypeList types() {
        return new TypeList(Arrays.stream(EventType.values())
                .map(type -> new TypeBody(type.wireName(), type.version(), type.meaning(), CloudEvents.schema(type)))
                .toList());
    }

    /** Of the event's data, not of the envelope, which is that of CloudEvents. The name is the type's with its version. */
    @Operation(summary = "Get the JSON schema of a type of event")
    @GetMapping(CloudEvents.SCHEMAS + "/{name}")
    @Requires(
            value = {},
            note = "whoever is signed in")
    Map<String, Object> schema(@PathVariable String name) {
        return Arrays.stream(EventType.values())
                .filter(type -> CloudEvents.schema(type).endsWith("/" + name))
                .findFirst()
                .map(EventSchemas::of)
                .map(EventsEndpoint::plain)
                .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such type of event"));
    }

    private Map<String, Object> shown(Event event) {
        return plain(text.written(event));
    }

    private static Map<String, Object> plain(ObjectNode node) {
        return JsonMapper.shared().convertValue(node, new TypeReference<>() {});
    }

    private static Wanted wanted(HttpServletRequest request, OrganizationId organization) {
        for (String name : request.getParameterMap().keySet()) {
            Refusal.unless(
                    List.of("after", "type", "filter", "subtree", "limit", "wait")
                            .contains(name),
                    Refusal.Reason.MALFORMED,
                    "There is no parameter '" + Shortened.of(name) + "' here",
                    Shortened.of(name));
        }
        String types = Lists.one(request, "type");
        return new Wanted(
                organization,
                Lists.flag(request, "subtree"),
                types == null
                        ? List.of()
                        : Arrays.stream(types.split(",", -1))
                                .map(EventType::named)
                                .toList(),
                Lists.one(request, "filter"),
                number(request, "limit", LIMIT_USUAL, LIMIT_MAX));
    }

    private static int number(HttpServletRequest request, String name, int usual, int most) {
        @Nullable String text = Lists.one(request, name);
        if (text == null) {
            return usual;
        }
        boolean digits = text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = digits ? Integer.parseInt(text) : -1;
        Refusal.unless(
                number >= Math.min(usual, 1) && number <= most,
                Refusal.Reason.MALFORMED,
                name + " is a whole number up to " + most,
                name);
        return number;
    }
}
