package io.tenantry.query.dialect;

import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one OData list allows.
 *
 * @param order the order of rows when the caller names none
 * @param pageSize the rows of a page when the caller does not say
 * @param pageSizeMax the rows of a page at most; who wants more is given links to go on with
 * @param isSearched whether {@code $search} finds anything here; elsewhere it is refused
 * @param others options beginning with {@code $} that the endpoint reads itself, in lower case
 */
public record ODataRules(
        Catalogue catalogue,
        List<Order> order,
        int pageSize,
        int pageSizeMax,
        Top top,
        boolean isSearched,
        Set<String> others) {
    public ODataRules {
        order = List.copyOf(order);
        others = Set.copyOf(others);
    }

    /** Pages of 100, at most 1000; {@code $top} bounds the whole result. */
    public static ODataRules of(Catalogue catalogue, Order... order) {
        return new ODataRules(catalogue, List.of(order), 100, 1000, Top.WHOLE_RESULT, true, Set.of());
    }

    public ODataRules withTop(Top meaning) {
        return new ODataRules(catalogue, order, pageSize, pageSizeMax, meaning, isSearched, others);
    }

    public ODataRules withOthers(String... options) {
        Set<String> lowerCase = Arrays.stream(options)
                .map(option -> option.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new ODataRules(catalogue, order, pageSize, pageSizeMax, top, isSearched, lowerCase);
    }

    public ODataRules withoutSearch() {
        return new ODataRules(catalogue, order, pageSize, pageSizeMax, top, false, others);
    }

    /** What {@code $top} counts. */
    public enum Top {
        /** The rows the caller gets in all, as the standard says. */
        WHOLE_RESULT,
        /** The rows of a page, as Microsoft Graph does. */
        PAGE_SIZE
    }
}
