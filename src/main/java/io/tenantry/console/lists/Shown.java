package io.tenantry.console.lists;

import io.tenantry.query.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as its page shows it.
 *
 * @param total how many rows there are in all
 * @param first the number of the first row shown, from 1
 * @param exportLink where the same list is to be had as a file
 * @param question what was asked, as it stands in the address
 */
record Shown(
        ConsoleList<?> list,
        Question asked,
        List<Heading> headings,
        List<Row> rows,
        long total,
        long first,
        @Nullable String previousLink,
        @Nullable String nextLink,
        List<Field> fields,
        List<FilterBuilder.Operator> operators,
        List<Choice> choices,
        List<SavedView> views,
        List<Action> actions,
        String exportLink,
        String question) {
    /**
     * A column's heading.
     *
     * @param link where the list is sorted by it, or the other way round, or null
     * @param sorted {@code ascending} or {@code descending} where it is sorted by it, else null
     */
    record Heading(
            String title, @Nullable String link, @Nullable String sorted, boolean isNumber) {}

    /**
     * One of its rows.
     *
     * @param key what it is selected by, or empty
     */
    record Row(String key, List<Cell> cells) {}

    /** A column that can be chosen. */
    record Choice(String name, String heading, boolean isChosen) {}

    /** A filter somebody could write here. */
    public String example() {
        return fields.stream()
                .filter(field -> field.type() == Field.Type.TEXT)
                .findFirst()
                .map(field -> field.name() + " eq '…'")
                .orElse("");
    }

    public long last() {
        return first + rows.size() - 1;
    }

    public boolean isSelectable() {
        return list.key() != null;
    }

    public boolean hasSearch() {
        return list.can(ConsoleList.Option.SEARCH);
    }

    public boolean hasPast() {
        return list.can(ConsoleList.Option.AS_OF);
    }
}
