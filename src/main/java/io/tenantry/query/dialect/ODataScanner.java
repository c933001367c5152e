package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.dialect.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts an OData expression into tokens. Texts stand in single quotes; a quote within is doubled. */
final class ODataScanner extends Scanner {
    static final char QUOTE = '\'';

    private final String option;

    private ODataScanner(String option, String text) {
        super(text);
        this.option = option;
    }

    static List<Token> scan(String option, String text) {
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
    char quote() {
        return QUOTE;
    }

    @Override
    Token quoted() {
        int start = next++;
        StringBuilder content = new StringBuilder();
        while (next < text.length()) {
            char character = text.charAt(next++);
            if (character != QUOTE) {
                content.append(character);
            } else if (next < text.length() && text.charAt(next) == QUOTE) {
                content.append(character);
                next++;
            } else {
                return new Token(Kind.TEXT, content.toString(), start + 1);
            }
        }
        throw new Refusal(
                Refusal.Reason.MALFORMED,
                option + " has a text without its closing quote (at position " + (start + 1) + ")",
                option);
    }
}
