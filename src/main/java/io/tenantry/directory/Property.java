package io.tenantry.directory;

import io.tenantry.query.Field;

/** One property of a user or a group: where it is kept and what it may hold. */
public interface Property {
    /** What a property holds, in Java: a text, a list of texts, true or false, a UUID or an instant. */
    enum Kind {
        TEXT,
        LIST,
        FLAG,
        UUID,
        INSTANT
    }

    String column();

    Kind kind();

    /** The most characters a text may have, as in Microsoft Graph; 0 for what is not a text. */
    int lengthMax();

    /** What a text has to look like. */
    Format format();

    /** Whether a caller may set it. */
    boolean editable();

    /** Whether it never is without a value. */
    boolean required();

    /** Whether its lower-case form is stored beside it, by which it is compared and sorted. */
    boolean folded();

    /** Whether it is part of the text that things are searched by. */
    boolean searched();

    /** The property under the name that a dialect gives it, for filters and sort orders. */
    default Field named(String name) {
        Field plain = switch (kind()) {
            case TEXT -> Field.text(name, column());
            case FLAG -> Field.flag(name, column());
            case UUID -> column().equals("id") ? Field.id(name, column()) : Field.uuid(name, column());
            case INSTANT -> Field.instant(name, column());
            case LIST -> Field.shown(name);
        };
        Field folded = folded() ? plain.foldedIn(column() + "_ci") : plain;
        Field searched = searched() ? folded.searched() : folded;
        return required() ? searched.required() : searched;
    }
}
