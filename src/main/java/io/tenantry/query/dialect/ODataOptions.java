package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListRequest;
import io.tenantry.query.ListRequest.Window;
import io.tenantry.query.Order;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The query options of an OData list request. Options that begin with {@code $} and that we do not serve are refused, as
 * leaving them out would change the answer; other parameters are none of our business.
 *
 * @param search the text of {@code $search} as written, or null
 * @param order complete: it ends in the id
 * @param select the properties to show, or null for the usual ones
 */
public record ODataOptions(
        Condition filter,
        @Nullable String search,
        List<Order> order,
        @Nullable List<Field> select,
        Window window,
        boolean count) {
    private static final int DIGITS_MAX = 18;
    private static final String TOKEN = "$skiptoken";

    public static ODataOptions parse(Map<String, List<String>> parameters, ODataRules rules) {
        Map<String, String> options = options(parameters, rules);
        String filter = options.get("$filter");
        String order = options.get("$orderby");
        String select = options.get("$select");
        return new ODataOptions(
                filter == null ? Condition.ALL : ODataFilter.parse(filter, rules.catalogue()),
                options.get("$search"),
                rules.catalogue().total(order == null ? rules.order() : ODataOrderBy.parse(order, rules.catalogue())),
                select == null ? null : ODataSelect.parse(select, rules.catalogue()),
                window(options, rules),
                count(options.get("$count")));
    }

    /** The request for the list of this name; see {@link ListRequest} for what makes a good one. */
    public ListRequest request(String resource) {
        return new ListRequest(resource, filter, search, order, window, count);
    }

    /**
     * The link to the next page: the same request with the token instead of what it replaces.
     *
     * @param url where the client sees the list, without query
     */
    public static String nextLink(String url, Map<String, List<String>> parameters, String token) {
        StringJoiner query = new StringJoiner("&", url + "?", "");
        parameters.forEach((name, values) -> {
            if (!name.equalsIgnoreCase("$skip") && !name.equalsIgnoreCase(TOKEN)) {
                values.forEach(value -> query.add(encoded(name) + "=" + encoded(value)));
            }
        });
        return query.add(TOKEN + "=" + encoded(token)).toString();
    }

    /** Some clients look for the dollar sign itself, and it needs no encoding in a query. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%24", "$");
    }

    private static Map<String, String> options(Map<String, List<String>> parameters, ODataRules rules) {
        Map<String, String> options = new TreeMap<>();
        parameters.forEach((name, values) -> {
            String option = name.toLowerCase(Locale.ROOT);
            if (option.startsWith("$") && !rules.others().contains(option)) {
                unless(isServed(option, rules), "The option " + shown(name) + " is not served here", shown(name));
                unless(values.size() == 1 && !options.containsKey(option), option + " is given twice", option);
                unless(!values.getFirst().isBlank(), option + " is empty", option);
                options.put(option, values.getFirst());
            }
        });
        return options;
    }

    private static boolean isServed(String option, ODataRules rules) {
        return switch (option) {
            case "$search" -> rules.isSearched();
            case "$filter", "$orderby", "$select", "$top", "$skip", "$count", TOKEN -> true;
            default -> false;
        };
    }

    private static Window window(Map<String, String> options, ODataRules rules) {
        long skip = options.containsKey("$skip") ? number("$skip", options.get("$skip"), 0) : 0;
        boolean isWhole = rules.top() == ODataRules.Top.WHOLE_RESULT;
        // Nobody may want a page without rows, but a result without any is one that is only counted.
        Long top = options.containsKey("$top") ? number("$top", options.get("$top"), isWhole ? 0 : 1) : null;
        int size = top == null ? rules.pageSize() : Math.clamp(top, 1, rules.pageSizeMax());
        Long whole = isWhole ? top : null;
        return new Window(skip, whole, size, options.get(TOKEN));
    }

    private static Long number(String option, @Nullable String text, long least) {
        boolean digits = text != null
                && text.length() <= DIGITS_MAX
                && text.chars().allMatch(character -> character >= '0' && character <= '9');
        long number = digits ? Long.parseLong(text) : -1;
        unless(number >= least, option + " has to be a whole number, at least " + least, option);
        return number;
    }

    private static boolean count(@Nullable String text) {
        if (text == null || text.equalsIgnoreCase("false")) {
            return false;
        }
        unless(text.equalsIgnoreCase("true"), "$count is either true or false", "$count");
        return true;
    }

    private static String shown(String name) {
        return Shortened.to(40, name);
    }

    private static void unless(boolean condition, String message, String option) {
        Refusal.unless(condition, Refusal.Reason.MALFORMED, message, option);
    }
}
