package io.tenantry.query.dialect;

import io.tenantry.kernel.Shortened;

/**
 * A word, a quoted text or a mark of a filter.
 *
 * @param text the word or mark as written; for a quoted text, what it means
 * @param position where it starts, counted from 1
 */
record Token(Kind kind, String text, int position) {
    private static final int SHOWN_MAX = 40;

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** As shown in a message: long ones are cut. */
    String shown() {
        String cut = Shortened.to(SHOWN_MAX, text);
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "the text '" + cut + "'";
            case WORD, OPEN, CLOSE, OPEN_VALUES, CLOSE_VALUES, COMMA, PLUS -> "'" + cut + "'";
        };
    }

    enum Kind {
        WORD,
        TEXT,
        OPEN,
        CLOSE,
        OPEN_VALUES,
        CLOSE_VALUES,
        COMMA,
        PLUS,
        END
    }
}
