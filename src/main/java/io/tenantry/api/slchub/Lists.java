package io.tenantry.api.slchub;

import io.tenantry.kernel.Page;
import io.tenantry.platform.history.Past;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Walk;
import io.tenantry.query.Walks;
import io.tenantry.query.dialect.BracketOptions;
import io.tenantry.query.dialect.BracketRules;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what lists are asked for, and walks through long ones: whoever counts rows forward from page to page loses nobody. */
@Component("slcLists")
class Lists {
    private final Walks walks;
    private final Past past;

    Lists(Walks walks, Past past) {
        this.walks = walks;
        this.past = past;
    }

    static BracketOptions options(HttpServletRequest request, BracketRules rules) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        return BracketOptions.parse(parameters, rules);
    }

    /** The page that the request asks for. */
    <T> Page<T> page(
            HttpServletRequest request, Where where, BracketOptions options, Function<ListQuery, Page<T>> fetch) {
        String asOf = request.getParameter(Past.AS_OF);
        String resource = request.getRequestURI() + new TreeMap<>(options.choices()) + (asOf == null ? "" : "@" + asOf);
        Walk walk = walks.open(options.request(resource), where.caller().connection());
        Page<T> page = fetch.apply(walk.query().at(past.moment(asOf)));
        // Where the page ends is kept for the next one; clients of this dialect count rows instead of taking tokens.
        walk.next(page);
        return page;
    }

    /** The moment of the past that is asked about, or null for now. */
    @Nullable
    Instant asOf(HttpServletRequest request) {
        return past.moment(request.getParameter(Past.AS_OF));
    }

    static Listing listing(Page<Map<String, Object>> page) {
        Long total = page.total();
        return new Listing(total == null ? page.items().size() : total, page.items());
    }
}
