package io.tenantry.api.scim;

import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Walk;
import io.tenantry.query.Walks;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Walks through long lists, by number or by cursor: whoever walks forward loses nobody either way. */
@Component("scimLists")
class Lists {
    private final Walks walks;

    Lists(Walks walks) {
        this.walks = walks;
    }

    /**
     * The page that is asked for.
     *
     * @param list tells this list from all others
     * @param shape what the page's items look like, all at once
     */
    <T> Listing page(
            At at,
            String list,
            Question question,
            Function<ListQuery, Page<T>> fetch,
            Function<List<T>, List<Map<String, Object>>> shape) {
        Walk walk = open(at, list, question);
        Page<T> page = fetch.apply(walk.query());
        boolean isCounted = question.cursor() == null;
        List<T> items = question.count() == 0 ? List.of() : page.items();
        String next = question.count() == 0 ? null : walk.next(page);
        List<Map<String, Object>> shown =
                shape.apply(items).stream().map(question.selection()::of).toList();
        return new Listing(
                List.of(Listing.SCHEMA),
                page.counted(),
                shown.size(),
                isCounted ? question.startIndex() : null,
                isCounted ? null : next,
                shown);
    }

    private Walk open(At at, String list, Question question) {
        try {
            return walks.open(question.request(list), at.caller().connection());
        } catch (Refusal foreign) {
            throw Refused.as(Refused.CURSOR, foreign.getMessage());
        }
    }
}
