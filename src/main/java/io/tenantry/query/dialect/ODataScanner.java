package io.tenantry.query.dialect;

import io.tenantry.query.dialect.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Cuts an OData expression into tokens. Texts stand in single quotes, and a quote within them is doubled. */
final class ODataScanner extends TokenScanner {
    private ODataScanner(String option, String text) {
        super(option, option, text);
    }

    static Tokens scan(String option, String text) {
        return new ODataScanner(option, text).scan();
    }

    @Override
    @Nullable
    Kind mark(char character) {
        return switch (character) {
            case '(' -> Kind.OPEN;
            case ')' -> Kind.CLOSE;
            case ',' -> Kind.COMMA;
            default -> null;
        };
    }

    @Override
    boolean isQuote(char character) {
        return character == '\'';
    }

    @Override
    String quoted(char quote) {
        StringBuilder content = new StringBuilder();
        char character = take();
        while (character != quote || isNext(quote)) {
            content.append(character == quote ? take() : character);
            character = take();
        }
        return content.toString();
    }
}
