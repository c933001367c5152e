package io.tenantry.query.dialect;

/**
 * A word, a quoted text or a mark of an OData expression.
 *
 * @param text the word or mark as written; for a quoted text, what is between the quotes, with doubled quotes undone
 * @param position where it starts, counted from 1
 */
record ODataToken(Kind kind, String text, int position) {
    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** As shown in a message: long ones are cut. */
    String shown() {
        String cut = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "the text '" + cut + "'";
            case WORD, OPEN, CLOSE, COMMA -> "'" + cut + "'";
        };
    }

    enum Kind {
        WORD,
        TEXT,
        OPEN,
        CLOSE,
        COMMA,
        END
    }
}
