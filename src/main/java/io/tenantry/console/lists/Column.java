package io.tenantry.console.lists;

import java.util.function.Function;

/**
 * A column that a list can show.
 *
 * @param name as filters and addresses call it; where the list's catalogue has a field of the name, it can be sorted by
 * @param isUsual whether it is shown to whoever has chosen no columns
 */
public record Column<T>(String name, String heading, boolean isUsual, Function<T, Cell> cell) {
    public static <T> Column<T> usual(String name, String heading, Function<T, Cell> cell) {
        return new Column<>(name, heading, true, cell);
    }

    public static <T> Column<T> further(String name, String heading, Function<T, Cell> cell) {
        return new Column<>(name, heading, false, cell);
    }
}
