package io.tenantry.directory;

import io.tenantry.query.Field;
import io.tenantry.query.Several;

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

    /** What may be done with a property, or is done with it. */
    enum Trait {
        /** A caller may set it. */
        EDITABLE,
        /** Never without a value. */
        REQUIRED,
        /** Has a stored lower-case column. */
        FOLDED,
        /** Part of the text that people are searched by. */
        SEARCHED
    }

    /** All that is laid down about it. */
    PropertyRules rules();

    default String column() {
        return rules().column();
    }

    default Kind kind() {
        return rules().kind();
    }

    /** The most characters a text may have, as in Microsoft Graph; 0 for what is not a text. */
    default int lengthMax() {
        return rules().lengthMax();
    }

    /** What a text has to look like, or each one of a list. */
    default Format format() {
        return rules().format();
    }

    /** Whether a caller may set it. */
    default boolean editable() {
        return rules().traits().contains(Trait.EDITABLE);
    }

    /** Whether it never is without a value. */
    default boolean required() {
        return rules().traits().contains(Trait.REQUIRED);
    }

    /** Whether its lower-case form is stored beside it, by which it is compared and sorted. */
    default boolean folded() {
        return rules().traits().contains(Trait.FOLDED);
    }

    /** Whether it is part of the text that things are searched by. */
    default boolean searched() {
        return rules().traits().contains(Trait.SEARCHED);
    }

    /** For a list: its values, each under the name that a dialect gives it, for filters. */
    default Several several(String name) {
        return Several.texts(name, column(), searched());
    }

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
