package io.tenantry.api.clouduserhub;

import io.tenantry.access.Caller;
import io.tenantry.api.WrittenLists;
import io.tenantry.api.clouduserhub.Shape.Member;
import io.tenantry.directory.Property;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.history.Past;
import io.tenantry.platform.web.Links;
import io.tenantry.query.ListQuery;
import io.tenantry.query.ListRequest;
import io.tenantry.query.Walk;
import io.tenantry.query.Walks;
import io.tenantry.query.dialect.ODataOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Writes things and lists of things in the dialect's envelopes. */
@Component
class Answers {
    private static final List<String> SERVICE_ROOTS = List.of("/v1.0", "/directory/v1", "/command/v1");
    private static final String SELECT = "$select";

    /** How lists are written here, before what is selected. */
    private static final String WAY = "clouduserhub ";

    /** Set once the moment was read, so that nobody who asks about the past is told the present. */
    private static final String PAST_TOLD = Answers.class.getName() + ".past";

    private final Walks walks;
    private final Links links;
    private final Past past;
    private final WrittenLists written;

    Answers(Walks walks, Links links, Past past, WrittenLists written) {
        this.walks = walks;
        this.links = links;
        this.past = past;
        this.written = written;
    }

    /** One page of a list, as the request's options ask for it. */
    <T, P extends Property> Listing list(
            HttpServletRequest request, Caller caller, HubList<T, P> list, Function<ListQuery, Page<T>> fetch) {
        return list(request, caller, list, (query, shown) -> fetch.apply(query));
    }

    /** A list that people watch, whose pages come as one and the same list again while nothing changes in them. */
    <T, P extends Property> Listing watched(
            HttpServletRequest request, Caller caller, HubList<T, P> list, Function<ListQuery, Page<T>> fetch) {
        return list(
                request,
                caller,
                list,
                (query, shown) -> fetch.apply(query),
                (items, members) -> written.of(
                        items,
                        WAY + Objects.requireNonNullElse(selection(request), ""),
                        () -> rows(list, items, members)));
    }

    /** The same as {@link #list}, telling what will be shown, so that nothing else has to be fetched. */
    <T, P extends Property> Listing list(
            HttpServletRequest request, Caller caller, HubList<T, P> list, Fetch<T, P> fetch) {
        return list(request, caller, list, fetch, (items, members) -> rows(list, items, members));
    }

    private <T, P extends Property> Listing list(
            HttpServletRequest request,
            Caller caller,
            HubList<T, P> list,
            Fetch<T, P> fetch,
            BiFunction<List<T>, List<Member<T, P>>, Object> rows) {
        Map<String, List<String>> parameters = parameters(request);
        List<Member<T, P>> members = list.shape().select(selection(parameters), list.usually());
        ListRequest wanted = request(ODataOptions.parse(parameters, list.rules()), request, list);
        Walk walk = walks.open(wanted, caller.connection());
        Page<T> page = fetch.page(walk.query().at(asOf(request, list)), Shape.properties(members));
        String token = walk.next(page);
        String next = token == null
                ? null
                : ODataOptions.nextLink(links.absolute(request, request.getRequestURI()), parameters, token);
        return new Listing(context(request, list.name()), page.total(), next, rows.apply(walk.wanted(page), members));
    }

    private static <T, P extends Property> List<Row<T, P>> rows(
            HubList<T, P> list, List<T> items, List<Member<T, P>> members) {
        List<Row<T, P>> rows = new ArrayList<>(items.size());
        for (T item : items) {
            rows.add(new Row<>(null, list.typeOf(item), members, item));
        }
        return rows;
    }

    private @Nullable Instant asOf(HttpServletRequest request, HubList<?, ?> list) {
        refusePast(request, list.past());
        return asOf(request);
    }

    /** The moment of the past that is asked about, or null for now. Who reads it tells what was so then. */
    @Nullable
    Instant asOf(HttpServletRequest request) {
        request.setAttribute(PAST_TOLD, true);
        return past.moment(request.getParameter(Past.AS_OF));
    }

    private static void refusePast(HttpServletRequest request, boolean told) {
        Refusal.unless(
                told || request.getParameter(Past.AS_OF) == null,
                Refusal.Reason.MALFORMED,
                "The past is not told here",
                Past.AS_OF);
    }

    /** How many rows a list has under the request's filter and search, as the plain text that OData asks for. */
    <T, P extends Property> ResponseEntity<String> count(
            HttpServletRequest request, HubList<T, P> list, ToLongFunction<ListQuery> count) {
        ODataOptions options = ODataOptions.parse(parameters(request), list.rules());
        refusePast(request, false);
        ListQuery query = new ListQuery(options.filter(), options.search(), options.order(), 1, 0, null, true);
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(Long.toString(count.applyAsLong(query)));
    }

    /** A list that has no more rows than one answer holds. */
    <T, P extends Property> Listing all(HttpServletRequest request, String name, Shape<T, P> shape, List<T> items) {
        Map<String, List<String>> parameters = parameters(request);
        refuseAllButSelect(parameters);
        refusePast(request, request.getAttribute(PAST_TOLD) != null);
        List<Member<T, P>> members = shape.select(selection(parameters), null);
        List<Row<T, P>> rows =
                items.stream().map(item -> new Row<>(null, null, members, item)).toList();
        return new Listing(context(request, name), (long) items.size(), null, rows);
    }

    /** One thing. */
    <T, P extends Property> Row<T, P> one(
            HttpServletRequest request, HubList<T, P> list, @Nullable String usually, T item) {
        Map<String, List<String>> parameters = parameters(request);
        refuseAllButSelect(parameters);
        refusePast(request, request.getAttribute(PAST_TOLD) != null);
        List<Member<T, P>> members = list.shape().select(selection(parameters), usually);
        return new Row<>(context(request, list.name() + "/$entity"), list.typeOf(item), members, item);
    }

    /** Where a thing that was just made can be read. */
    String location(HttpServletRequest request, Object id) {
        return links.absolute(request, request.getRequestURI() + "/" + id);
    }

    /** A path of the hub under the address that the client used. */
    String absolute(HttpServletRequest request, String path) {
        return links.absolute(request, path);
    }

    /** {@code @odata.context} of an answer that no list or shape describes. */
    String contextOf(HttpServletRequest request, String name) {
        return context(request, name);
    }

    private static ListRequest request(ODataOptions options, HttpServletRequest request, HubList<?, ?> list) {
        String asOf = request.getParameter(Past.AS_OF);
        ListRequest wanted =
                options.request(asOf == null ? request.getRequestURI() : request.getRequestURI() + "@" + asOf);
        return list.counted()
                ? new ListRequest(
                        wanted.resource(), wanted.filter(), wanted.search(), wanted.order(), wanted.window(), true)
                : wanted;
    }

    /** Leaving an option out in silence would change the answer. */
    private static void refuseAllButSelect(Map<String, List<String>> parameters) {
        for (String name : parameters.keySet()) {
            Refusal.unless(
                    !name.startsWith("$") || name.equalsIgnoreCase(SELECT),
                    Refusal.Reason.MALFORMED,
                    "Only $select is served here",
                    "$select");
        }
    }

    /** The request's {@code $select}, or null when it has none. */
    static @Nullable String selection(HttpServletRequest request) {
        return selection(parameters(request));
    }

    private static @Nullable String selection(Map<String, List<String>> parameters) {
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (parameter.getKey().equalsIgnoreCase(SELECT)) {
                return String.join(",", parameter.getValue());
            }
        }
        return null;
    }

    /** What {@code @odata.context} says of an answer. */
    String context(HttpServletRequest request, String name) {
        String path = request.getRequestURI();
        for (String root : SERVICE_ROOTS) {
            int end = path.indexOf(root + "/");
            if (end >= 0) {
                return links.absolute(request, path.substring(0, end + root.length()) + "/$metadata#" + name);
            }
        }
        return "$metadata#" + name;
    }

    private static Map<String, List<String>> parameters(HttpServletRequest request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        return parameters;
    }

    /** Fetches a page of which only these properties will be shown. */
    @FunctionalInterface
    interface Fetch<T, P extends Property> {
        Page<T> page(ListQuery query, Set<P> shown);
    }
}
