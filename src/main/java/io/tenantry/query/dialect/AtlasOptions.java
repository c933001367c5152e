package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.query.Condition;
import io.tenantry.query.ListRequest;
import io.tenantry.query.ListRequest.Window;
import io.tenantry.query.Order;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a list in Snow Atlas' dialect: {@code page_size}, {@code page_number}, {@code filter} and {@code
 * sort}. Parameters that the list does not know are refused by name, since leaving one out in silence would change the answer.
 *
 * @param order complete: it ends in the id
 * @param pageNumber from 1
 */
public record AtlasOptions(Condition filter, List<Order> order, int pageSize, long pageNumber) {
    private static final int PAGE_SIZE_USUAL = 100;
    private static final int PAGE_SIZE_MAX = 1000;
    private static final int DIGITS_MAX = 18;
    private static final String PAGE_SIZE = "page_size";
    private static final String PAGE_NUMBER = "page_number";
    private static final String SORT = "sort";
    private static final Set<String> KNOWN = Set.of(PAGE_SIZE, PAGE_NUMBER, AtlasFilter.OPTION, SORT);

    public AtlasOptions {
        order = List.copyOf(order);
    }

    /** Reads decoded parameters: every name with all its values. */
    public static AtlasOptions parse(Map<String, List<String>> parameters, AtlasRules rules) {
        parameters.keySet().forEach(name -> {
            String shown = Shortened.of(name);
            Refusal.unless(
                    KNOWN.contains(name) || rules.others().contains(name),
                    Refusal.Reason.MALFORMED,
                    "There is no parameter '" + shown + "' here",
                    shown);
        });
        String filter = one(parameters, AtlasFilter.OPTION);
        String sort = one(parameters, SORT);
        long size = number(parameters, PAGE_SIZE, PAGE_SIZE_USUAL);
        Refusal.unless(
                size <= PAGE_SIZE_MAX, Refusal.Reason.MALFORMED, PAGE_SIZE + " is at most " + PAGE_SIZE_MAX, PAGE_SIZE);
        return new AtlasOptions(
                filter == null ? Condition.ALL : AtlasFilter.parse(filter, rules),
                rules.catalogue().total(sort == null ? rules.order() : AtlasSort.parse(sort, rules.catalogue())),
                (int) size,
                number(parameters, PAGE_NUMBER, 1));
    }

    /** The request for the list of this name, which always tells how long it is. */
    public ListRequest request(String resource) {
        return new ListRequest(resource, filter, null, order, Window.page(0, pageSize), true);
    }

    private static long number(Map<String, List<String>> parameters, String name, long usual) {
        String text = one(parameters, name);
        if (text == null) {
            return usual;
        }
        boolean digits =
                text.length() <= DIGITS_MAX && text.chars().allMatch(character -> character >= '0' && character <= '9');
        long number = digits ? Long.parseLong(text) : 0;
        Refusal.unless(number >= 1, Refusal.Reason.MALFORMED, name + " has to be a whole number, at least 1", name);
        return number;
    }

    /** Empty is as good as absent, as generated clients write it. */
    private static @Nullable String one(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        if (values == null) {
            return null;
        }
        Refusal.unless(values.size() == 1, Refusal.Reason.MALFORMED, name + " is given more than once", name);
        return values.getFirst().isBlank() ? null : values.getFirst().strip();
    }
}
