package io.tenantry.query;

/**
 * A property with any number of values, so that callers may ask whether one of them is as they say ({@link Condition.Some}).
 *
 * @param list what the lookup of a row in Java gives all values for, as a list
 * @param element one of them; its column is that of the rows
 * @param rows where the values stand: what follows FROM, up to and including a first condition
 */
public record Several(Field list, Field element, String rows) {
    /** The texts of an array. */
    public static Several texts(String name, String column, boolean searched) {
        Field element = Field.text(name, "element.value").notSortable().required();
        return new Several(
                Field.shown(column),
                searched ? element.searched() : element,
                "unnest(" + column + ") AS element (value) WHERE true");
    }
}
