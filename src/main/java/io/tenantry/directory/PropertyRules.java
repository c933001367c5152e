package io.tenantry.directory;

import java.util.Set;

/** Where a property is kept and what it may hold; the part that is alike in every list of properties. */
public record PropertyRules(
        String column, Property.Kind kind, int lengthMax, Format format, Set<Property.Trait> traits) {
    /** A property that is not a text, or a text that nobody sets. */
    static PropertyRules of(String column, Property.Kind kind, Property.Trait... traits) {
        return of(column, kind, Format.LINE, traits);
    }

    /** The same where a list holds texts of some format. */
    static PropertyRules of(String column, Property.Kind kind, Format format, Property.Trait... traits) {
        return new PropertyRules(column, kind, 0, format, Set.of(traits));
    }

    /** A text of at most so many characters. */
    static PropertyRules text(String column, int lengthMax, Format format, Property.Trait... traits) {
        return new PropertyRules(column, Property.Kind.TEXT, lengthMax, format, Set.of(traits));
    }
}
