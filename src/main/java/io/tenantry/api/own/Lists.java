package io.tenantry.api.own;

import io.tenantry.access.Caller;
import io.tenantry.api.WrittenLists;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.platform.history.Past;
import io.tenantry.platform.web.Links;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.ListRequest;
import io.tenantry.query.ListRequest.Window;
import io.tenantry.query.Order;
import io.tenantry.query.Walk;
import io.tenantry.query.Walks;
import io.tenantry.query.dialect.ODataFilter;
import io.tenantry.query.dialect.ODataOrderBy;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers lists. Each takes {@code filter} and {@code orderBy} in OData's syntax, {@code limit}, {@code after} (from
 * the {@code next} of an earlier page) and {@code count}.
 */
@Component
class Lists {
    static final String AS_OF_OPTION = "asOf: a date or moment of the past, to be told what was so then";

    /** How lists are written here. */
    private static final String WAY = "own";

    private static final int LIMIT_USUAL = 100;
    private static final int LIMIT_MAX = 1000;
    private static final Set<String> EVERY = Set.of("filter", "orderBy", "limit", "after", "count");

    private final Walks walks;
    private final Links links;
    private final Past past;
    private final WrittenLists written;

    Lists(Walks walks, Links links, Past past, WrittenLists written) {
        this.walks = walks;
        this.links = links;
        this.past = past;
        this.written = written;
    }

    <T> Listing list(HttpServletRequest request, Caller caller, Listed<T> listed, Function<ListQuery, Page<T>> fetch) {
        return list(request, caller, listed, fetch, items -> shown(listed, items));
    }

    /** A list that people watch, whose pages come as one and the same list again while nothing changes in them. */
    <T> Listing watched(
            HttpServletRequest request, Caller caller, Listed<T> listed, Function<ListQuery, Page<T>> fetch) {
        return list(request, caller, listed, fetch, items -> written.of(items, WAY, () -> shown(listed, items)));
    }

    private <T> Listing list(
            HttpServletRequest request,
            Caller caller,
            Listed<T> listed,
            Function<ListQuery, Page<T>> fetch,
            Function<List<T>, Object> written) {
        refuseUnknown(request, listed.others());
        Walk walk = walks.open(wanted(request, listed), caller.connection());
        Page<T> page =
                fetch.apply(listed.others().contains(Past.AS_OF) ? walk.query().at(asOf(request)) : walk.query());
        String token = walk.next(page);
        return new Listing(written.apply(page.items()), token == null ? null : next(request, token), page.total());
    }

    private static <T> List<?> shown(Listed<T> listed, List<T> items) {
        return items.stream().map(listed.shown()).toList();
    }

    /** The moment of the past that is asked about, or null for now. */
    @Nullable
    Instant asOf(HttpServletRequest request) {
        return past.moment(one(request, Past.AS_OF));
    }

    private static ListRequest wanted(HttpServletRequest request, Listed<?> listed) {
        String filter = one(request, "filter");
        String orderBy = one(request, "orderBy");
        Condition condition =
                filter == null ? Condition.ALL : ours(() -> ODataFilter.parse(filter, listed.catalogue()));
        List<Order> order =
                orderBy == null ? listed.order() : ours(() -> ODataOrderBy.parse(orderBy, listed.catalogue()));
        return new ListRequest(
                request.getRequestURI() + others(request, listed),
                condition,
                one(request, "search"),
                listed.catalogue().total(order),
                new Window(0, null, limit(one(request, "limit")), one(request, "after")),
                flag(request, "count"));
    }

    /** What else decides which list this is, so that a token for one is none for another. */
    private static String others(HttpServletRequest request, Listed<?> listed) {
        StringJoiner all = new StringJoiner("&", "?", "");
        listed.others().stream().sorted().forEach(name -> all.add(name + "=" + one(request, name)));
        return all.toString();
    }

    /** Options are called without their dollar sign here. */
    static <T> T ours(Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (Refusal refusal) {
            String message = refusal.getMessage().replace("$filter", "filter").replace("$orderby", "orderBy");
            String target = refusal.target();
            throw new Refusal(
                    refusal.reason(),
                    message,
                    target == null ? null : target.replace("$filter", "filter").replace("$orderby", "orderBy"));
        }
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return LIMIT_USUAL;
        }
        boolean digits = !text.isEmpty() && text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int limit = digits ? Integer.parseInt(text) : 0;
        Refusal.unless(
                limit >= 1 && limit <= LIMIT_MAX,
                Refusal.Reason.MALFORMED,
                "limit is a whole number from 1 to " + LIMIT_MAX,
                "limit");
        return limit;
    }

    static boolean flag(HttpServletRequest request, String name) {
        String text = one(request, name);
        Refusal.unless(
                text == null || text.equals("true") || text.equals("false"),
                Refusal.Reason.MALFORMED,
                name + " is either true or false",
                name);
        return "true".equals(text);
    }

    static @Nullable String one(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return null;
        }
        Refusal.unless(
                values.length == 1 && !values[0].isBlank(),
                Refusal.Reason.MALFORMED,
                name + " is given once, with a value",
                name);
        return values[0];
    }

    private static void refuseUnknown(HttpServletRequest request, Set<String> others) {
        for (String name : request.getParameterMap().keySet()) {
            Refusal.unless(
                    EVERY.contains(name) || others.contains(name),
                    Refusal.Reason.MALFORMED,
                    "There is no parameter '" + Shortened.of(name) + "' here",
                    Shortened.of(name));
        }
    }

    private String next(HttpServletRequest request, String token) {
        StringJoiner query = new StringJoiner("&", request.getRequestURI() + "?", "");
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("after")) {
                query.add(encoded(name) + "=" + encoded(values[0]));
            }
        });
        return links.absolute(request, query.add("after=" + encoded(token)).toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
