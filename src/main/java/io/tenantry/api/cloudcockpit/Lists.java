package io.tenantry.api.cloudcockpit;

import io.tenantry.access.Caller;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.history.Past;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.ListRequest;
import io.tenantry.query.NumberedPage;
import io.tenantry.query.NumberedPages;
import io.tenantry.query.Order;
import io.tenantry.query.Turn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads pages of lists, as their numbers, sizes and seek operations ask for them. */
@Component("cockpitLists")
class Lists {
    static final String SEARCH = "searchValue";
    static final String SEARCH_FIELD = "searchField";
    static final String SORT = "sortPropertyName";
    static final String ASCENDING = "ascendingOrder";
    static final String SEEK = "seekOperation";
    static final String TOKEN = "continuationToken";

    static final String AS_OF_OPTION = "asOf: a date or moment of the past, to be told what was so then";

    private static final String TOKEN_HEADER = "MS-ContinuationToken";
    private static final int TOKEN_LENGTH_MAX = 16 * 1024;
    private static final int PAGE_SIZE = 25;
    private static final int PAGE_SIZE_MAX = 2000;
    private static final String NEXT = "Next";
    private static final String PREVIOUS = "Previous";
    private static final String FIRST = "First";
    private static final String LAST = "Last";
    private static final String PAGE_INDEX = "PageIndex";
    private static final List<String> SEEKS = List.of(NEXT, PREVIOUS, FIRST, LAST, PAGE_INDEX);

    private final NumberedPages pages;
    private final Past past;

    Lists(NumberedPages pages, Past past) {
        this.pages = pages;
        this.past = past;
    }

    /** The moment of the past that is asked about, or null for now. */
    @Nullable
    Instant asOf(Parameters parameters) {
        return past.moment(parameters.text(Past.AS_OF));
    }

    /**
     * What a list is asked, whatever the page.
     *
     * @param list which list, told apart from all others
     */
    record Question(String list, Condition filter, List<Order> order) {}

    /** The names of the parameters that say which page; most lists write them in camel case, one does not. */
    record Paging(String number, String size) {
        static final Paging USUAL = new Paging("pageNumber", "pageSize");
    }

    /** A page of a list that is turned by number alone. */
    <T, R> Listing numbered(
            Parameters parameters,
            Paging paging,
            Caller caller,
            Question question,
            Function<ListQuery, Page<T>> list,
            Function<T, R> shown) {
        int size = parameters.number(paging.size(), PAGE_SIZE, PAGE_SIZE_MAX);
        int number = parameters.number(paging.number(), 1, Integer.MAX_VALUE);
        NumberedPage<T> page = pages.turn(
                request(question, parameters, size), caller.connection(), new Turn.To(number), then(parameters, list));
        return Listing.of(page.map(shown), size);
    }

    /** A page of a list that is turned by seek operations and tokens too. */
    <T, R> Listing sought(
            HttpServletRequest http,
            Parameters parameters,
            Caller caller,
            Question question,
            Function<ListQuery, Page<T>> list,
            Function<T, R> shown) {
        int size = parameters.number(Paging.USUAL.size(), PAGE_SIZE, PAGE_SIZE_MAX);
        ListRequest request = request(question, parameters, size);
        Turn turn = turn(http, parameters, request, caller);
        return Listing.of(
                pages.turn(request, caller.connection(), turn, then(parameters, list))
                        .map(shown),
                size);
    }

    private <T> Function<ListQuery, Page<T>> then(Parameters parameters, Function<ListQuery, Page<T>> list) {
        Instant asOf = asOf(parameters);
        return asOf == null ? list : query -> list.apply(query.at(asOf));
    }

    /** A page of a list that is short enough to be at hand as a whole. */
    static Listing whole(Parameters parameters, List<?> all) {
        int size = parameters.number(Paging.USUAL.size(), PAGE_SIZE, PAGE_SIZE_MAX);
        long number = parameters.number(Paging.USUAL.number(), 1, Integer.MAX_VALUE);
        List<?> shown = all.stream().skip((number - 1) * size).limit(size).toList();
        int pages = (all.size() + size - 1) / size;
        return Listing.of(new NumberedPage<>(shown, number, pages, all.size(), null), size);
    }

    private static ListRequest request(Question question, Parameters parameters, int size) {
        String asOf = parameters.text(Past.AS_OF);
        return new ListRequest(
                "cloudcockpit " + question.list() + (asOf == null ? "" : " as of " + asOf),
                question.filter(),
                null,
                question.order(),
                ListRequest.Window.page(0, size),
                true);
    }

    private Turn turn(HttpServletRequest http, Parameters parameters, ListRequest request, Caller caller) {
        int number = parameters.number(Paging.USUAL.number(), 1, Integer.MAX_VALUE);
        String token = token(http, parameters);
        return switch (parameters.oneOf(SEEK, SEEKS)) {
            case FIRST -> new Turn.To(1);
            case LAST -> new Turn.Last();
            case PREVIOUS -> before(token == null ? number : numberOf(request, caller, token));
            case NEXT -> {
                if (token == null) {
                    yield new Turn.To(number);
                }
                numberOf(request, caller, token);
                yield new Turn.After(token);
            }
            default -> new Turn.To(number);
        };
    }

    private static @Nullable String token(HttpServletRequest http, Parameters parameters) {
        String token = parameters.text(TOKEN, TOKEN_LENGTH_MAX);
        return token == null ? http.getHeader(TOKEN_HEADER) : token;
    }

    private static Turn before(long number) {
        Refusal.unless(number > 1, Refusal.Reason.MALFORMED, "There is no page before the first", SEEK);
        return new Turn.To(number - 1);
    }

    /** Says by its name in this dialect which parameter is wrong. */
    private long numberOf(ListRequest request, Caller caller, String token) {
        try {
            return pages.numberOf(request, caller.connection(), token);
        } catch (Refusal refusal) {
            throw new Refusal(refusal.reason(), String.valueOf(refusal.getMessage()), TOKEN);
        }
    }
}
