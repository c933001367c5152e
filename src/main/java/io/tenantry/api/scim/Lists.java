package io.tenantry.api.scim;

import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.history.Past;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Walk;
import io.tenantry.query.Walks;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Walks through long lists, by number or by cursor: whoever walks forward loses nobody either way. */
@Component("scimLists")
class Lists {
    private final Walks walks;
    private final Past past;

    Lists(Walks walks, Past past) {
        this.walks = walks;
        this.past = past;
    }

    /** The moment of the past that a resource is asked for, or null for now. */
    @Nullable
    Instant asOf(HttpServletRequest request) {
        return past.moment(request.getParameter(Past.AS_OF));
    }

    /**
     * The page that is asked for.
     *
     * @param list tells this list from all others
     * @param shape what the page's items look like, all at once, at the moment that is asked about
     */
    <T> Listing page(At at, String list, Question question, Function<ListQuery, Page<T>> fetch, Shape<T> shape) {
        Walk walk = open(at, list, question);
        Instant asOf = past.moment(question.asOf());
        Page<T> page = fetch.apply(walk.query().at(asOf));
        boolean isCounted = question.cursor() == null;
        List<T> items = question.count() == 0 ? List.of() : page.items();
        String next = question.count() == 0 ? null : walk.next(page);
        List<Map<String, Object>> shown =
                shape.of(items, asOf).stream().map(question.selection()::of).toList();
        return new Listing(
                List.of(Listing.SCHEMA),
                page.counted(),
                shown.size(),
                isCounted ? question.startIndex() : null,
                isCounted ? null : next,
                shown);
    }

    /** What some things look like. */
    @FunctionalInterface
    interface Shape<T> {
        List<Map<String, Object>> of(List<T> items, @Nullable Instant asOf);
    }

    private Walk open(At at, String list, Question question) {
        try {
            return walks.open(question.request(list), at.caller().connection());
        } catch (Refusal foreign) {
            throw Refused.as(Refused.CURSOR, foreign.getMessage());
        }
    }
}
