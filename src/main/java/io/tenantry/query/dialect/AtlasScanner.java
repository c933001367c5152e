package io.tenantry.query.dialect;

import io.tenantry.query.dialect.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a filter of Snow Atlas' dialect into tokens. Texts stand in single or double quotes, and a backslash stands before a quote
 * of the same kind or another backslash within them. What no text without quotes may contain is a mark.
 */
final class AtlasScanner extends TokenScanner {
    private AtlasScanner(String text) {
        super(AtlasFilter.OPTION, AtlasFilter.NAME, text);
    }

    static Tokens scan(String text) {
        return new AtlasScanner(text).scan();
    }

    @Override
    @Nullable
    Kind mark(char character) {
        return switch (character) {
            case '(' -> Kind.OPEN;
            case ')' -> Kind.CLOSE;
            case '[' -> Kind.OPEN_VALUES;
            case ']' -> Kind.CLOSE_VALUES;
            case ',' -> Kind.COMMA;
            case '+' -> Kind.PLUS;
            default -> null;
        };
    }

    @Override
    boolean isQuote(char character) {
        return character == '\'' || character == '"';
    }

    @Override
    String quoted(char quote) {
        StringBuilder content = new StringBuilder();
        char character = take();
        while (character != quote) {
            content.append(character == '\\' ? escaped(quote) : character);
            character = take();
        }
        return content.toString();
    }

    private char escaped(char quote) {
        char character = take();
        if (character != quote && character != '\\') {
            throw refused("has a backslash that stands neither before the text's quote nor before another");
        }
        return character;
    }
}
