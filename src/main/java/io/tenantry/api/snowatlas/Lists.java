package io.tenantry.api.snowatlas;

import io.tenantry.access.Caller;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import io.tenantry.query.NumberedPage;
import io.tenantry.query.NumberedPages;
import io.tenantry.query.Turn;
import io.tenantry.query.dialect.AtlasOptions;
import io.tenantry.query.dialect.AtlasRules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Reads pages of lists. Whoever turns them one by one loses nobody, though others come and go meanwhile. */
@Component("atlasLists")
class Lists {
    /** No list has that many items; a number beyond is answered with an empty page, and not looked for. */
    private static final long ITEMS_MAX = 1_000_000_000;

    private final NumberedPages pages;

    Lists(NumberedPages pages) {
        this.pages = pages;
    }

    <T> AtlasListing list(
            HttpServletRequest http,
            Caller caller,
            AtlasRules rules,
            Function<ListQuery, Page<T>> list,
            Function<T, ?> shown) {
        return whole(
                http,
                caller,
                rules,
                list,
                items -> items.stream().<Object>map(shown).toList());
    }

    /** The same, where the items of a page are shown together. */
    <T> AtlasListing whole(
            HttpServletRequest http,
            Caller caller,
            AtlasRules rules,
            Function<ListQuery, Page<T>> list,
            Function<List<T>, List<?>> shown) {
        AtlasOptions options = AtlasOptions.parse(parameters(http), rules);
        long number = Math.min(options.pageNumber(), ITEMS_MAX / options.pageSize() + 2);
        NumberedPage<T> page = pages.turn(
                options.request("atlas " + http.getRequestURI()), caller.connection(), new Turn.To(number), list);
        return new AtlasListing(
                new AtlasListing.Pagination(options.pageSize(), options.pageNumber(), page.pages(), page.total()),
                shown.apply(page.items()));
    }

    static Map<String, List<String>> parameters(HttpServletRequest http) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        http.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        return parameters;
    }
}
