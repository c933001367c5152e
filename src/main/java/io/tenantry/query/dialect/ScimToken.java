package io.tenantry.query.dialect;

/**
 * A word, a quoted text or a mark of a SCIM filter.
 *
 * @param text as written; for a quoted text, what it means
 * @param position where it starts, counted from 1
 */
record ScimToken(Kind kind, String text, int position) {
    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** As shown in a message: long ones are cut. */
    String shown() {
        String cut = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "the text \"" + cut + "\"";
            case WORD, OPEN, CLOSE, OPEN_VALUES, CLOSE_VALUES -> "'" + cut + "'";
        };
    }

    enum Kind {
        WORD,
        TEXT,
        OPEN,
        CLOSE,
        OPEN_VALUES,
        CLOSE_VALUES,
        END
    }
}
