package io.tenantry.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A property that may be asked about. The columns are ours, never the caller's text, so no filter can reach past them.
 *
 * @param name what clients of one dialect call it
 * @param column the column with the value as it was written, for showing
 * @param folded for texts, the stored lower-case column by which they are compared and sorted: generated as
 *     {@code lower(column)} and declared {@code COLLATE "C"}. Its comparisons are leakproof, so its index also works
 *     under row-level security. Without one, {@code lower(column)} is computed for every row.
 * @param words for a text that is always one of a few, those; otherwise empty. To be asked for one of them can choose an index
 *     that has only its rows
 */
public record Field(
        String name, String column, Type type, @Nullable String folded, Set<Trait> traits, List<String> words) {
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");

    public Field {
        words = List.copyOf(words);
        traits = Collections.unmodifiableSet(traits.isEmpty() ? EnumSet.noneOf(Trait.class) : EnumSet.copyOf(traits));
    }

    /** A text that callers may filter, sort and select; compared without regard to case. */
    public static Field text(String name, String column) {
        return of(name, column, Type.TEXT);
    }

    /** A text that is always one of a few words, or missing; they are written into statements, and have only letters. */
    public static Field word(String name, String column, Collection<String> words) {
        if (words.isEmpty()
                || !words.stream().allMatch(word -> LETTERS.matcher(word).matches())) {
            throw new IllegalArgumentException("Words of letters are needed: " + words);
        }
        Field text = text(name, column);
        return new Field(name, column, Type.TEXT, null, text.traits, List.copyOf(words));
    }

    public static Field number(String name, String column) {
        return of(name, column, Type.NUMBER);
    }

    public static Field flag(String name, String column) {
        return of(name, column, Type.FLAG);
    }

    public static Field instant(String name, String column) {
        return of(name, column, Type.INSTANT);
    }

    public static Field uuid(String name, String column) {
        return of(name, column, Type.UUID);
    }

    /** The column that tells every row from all others; every order ends in it. */
    public static Field id(String name, String column) {
        return uuid(name, column).with(Trait.REQUIRED).with(Trait.IDENTITY);
    }

    /** A property that can be shown, and neither filtered nor sorted: lists and nested objects. */
    public static Field shown(String name) {
        return new Field(name, name, Type.TEXT, null, EnumSet.of(Trait.SELECTABLE), List.of());
    }

    private static Field of(String name, String column, Type type) {
        return new Field(
                name, column, type, null, EnumSet.of(Trait.FILTERABLE, Trait.SORTABLE, Trait.SELECTABLE), List.of());
    }

    /** The same by another name. */
    public Field named(String other) {
        return new Field(other, column, type, folded, traits, words);
    }

    public Field foldedIn(String foldedColumn) {
        return new Field(name, column, type, foldedColumn, traits, words);
    }

    /** Declares that the column is never null, which makes comparisons and paging cheaper. */
    public Field required() {
        return with(Trait.REQUIRED);
    }

    /** Declares that the table's search text contains this text, so an index can find fragments of it. */
    public Field searched() {
        return with(Trait.SEARCHED);
    }

    /** Declares that the text is an id of somebody else's, so that upper and lower case make a difference. */
    public Field exact() {
        return with(Trait.EXACT);
    }

    /** Declares that the text is the id of any kind of thing: exact, but that a GUID may be asked for in upper case. */
    public Field identifying() {
        return with(Trait.EXACT).with(Trait.IDENTIFYING);
    }

    public Field notSortable() {
        return without(Trait.SORTABLE);
    }

    public Field notFilterable() {
        return without(Trait.FILTERABLE);
    }

    public Field notSelectable() {
        return without(Trait.SELECTABLE);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    private Field with(Trait trait) {
        EnumSet<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new Field(name, column, type, folded, more, words);
    }

    private Field without(Trait trait) {
        EnumSet<Trait> fewer = EnumSet.noneOf(Trait.class);
        fewer.addAll(traits);
        fewer.remove(trait);
        return new Field(name, column, type, folded, fewer, words);
    }

    /** What a property's values are, in Java. */
    public enum Type {
        TEXT(String.class, "a text"),
        NUMBER(BigDecimal.class, "a number"),
        FLAG(Boolean.class, "true or false"),
        INSTANT(Instant.class, "a date and time"),
        UUID(java.util.UUID.class, "an id");

        private final Class<?> javaType;
        private final String description;

        Type(Class<?> javaType, String description) {
            this.javaType = javaType;
            this.description = description;
        }

        public Class<?> javaType() {
            return javaType;
        }

        /** Names such a value in a sentence: "a text". */
        public String description() {
            return description;
        }
    }

    /** What callers may do with a property, and what we know about its column. */
    public enum Trait {
        FILTERABLE,
        SORTABLE,
        SELECTABLE,
        REQUIRED,
        SEARCHED,
        EXACT,
        IDENTIFYING,
        IDENTITY
    }
}
