package io.tenantry.console.lists;

import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list of the console.
 *
 * @param id the last part of its address, and its name in saved views and selections
 * @param one what a row is, in the singular
 * @param catalogue what filters may name and rows may be sorted by
 * @param order how it is sorted when nobody says
 * @param options what else it can do
 * @param others parameters of the list's own that decide which rows it has
 * @param key what a selected row is known by, or null where nothing can be selected
 * @param picking what is done with selected rows
 */
public record ConsoleList<T>(
        String id,
        String title,
        String one,
        Catalogue catalogue,
        List<Order> order,
        List<Column<T>> columns,
        Set<Option> options,
        Set<String> others,
        @Nullable Function<T, String> key,
        Picking picking) {
    public ConsoleList {
        order = List.copyOf(order);
        columns = List.copyOf(columns);
        options = Set.copyOf(options);
        others = Set.copyOf(others);
    }

    /** A list whose selected rows are changed by a plan. */
    public ConsoleList(
            String id,
            String title,
            String one,
            Catalogue catalogue,
            List<Order> order,
            List<Column<T>> columns,
            Set<Option> options,
            Set<String> others,
            @Nullable Function<T, String> key) {
        this(id, title, one, catalogue, order, columns, options, others, key, Picking.CHANGE);
    }

    /** The same list with rows that can be picked for something else. */
    public ConsoleList<T> picked(Function<T, String> otherKey, Picking otherPicking) {
        return new ConsoleList<>(id, title, one, catalogue, order, columns, options, others, otherKey, otherPicking);
    }

    /** What lists can do besides. */
    public enum Option {
        /** Finds rows by any part of their texts. */
        SEARCH,
        /** Tells the past. */
        AS_OF
    }

    public String path() {
        return "/console/" + id;
    }

    public boolean can(Option option) {
        return options.contains(option);
    }
}
