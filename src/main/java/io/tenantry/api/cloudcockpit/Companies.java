package io.tenantry.api.cloudcockpit;

import io.tenantry.customers.Customers;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Field;
import io.tenantry.query.Order;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How lists of customers and of resellers are searched and sorted. */
final class Companies {
    static final String NAME = "Company.Name";

    private Companies() {}

    /** The names of the parameters that all such lists take, and some more. */
    static List<String> parameters(String... more) {
        List<String> names = new ArrayList<>(List.of(
                Lists.Paging.USUAL.number(),
                Lists.Paging.USUAL.size(),
                Lists.SEARCH,
                Lists.SEARCH_FIELD,
                Lists.SORT,
                Lists.ASCENDING));
        names.addAll(List.of(more));
        return names;
    }

    static Lists.Question question(String list, Parameters parameters, List<String> searchFields) {
        String text = parameters.text(Lists.SEARCH);
        Field searched = Customers.FIELDS.filterable(parameters.oneOf(Lists.SEARCH_FIELD, searchFields));
        Condition filter = text == null ? Condition.ALL : new Compare(searched, Operator.CONTAINS, text);
        Field sort = Customers.FIELDS.sortable(parameters.oneOf(Lists.SORT, List.of(NAME)));
        Order order = parameters.flag(Lists.ASCENDING, true) ? Order.ascending(sort) : Order.descending(sort);
        return new Lists.Question(list, filter, Customers.FIELDS.total(List.of(order)));
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
