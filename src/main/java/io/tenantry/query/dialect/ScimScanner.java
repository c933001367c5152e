package io.tenantry.query.dialect;

import io.tenantry.query.dialect.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Cuts a SCIM filter into tokens. Texts are quoted and escaped as in JSON. */
final class ScimScanner extends TokenScanner {
    private static final int HEX_DIGITS = 4;

    private ScimScanner(String text) {
        super(ScimFilter.OPTION, "The filter", text);
    }

    static Tokens scan(String text) {
        return new ScimScanner(text).scan();
    }

    @Override
    @Nullable
    Kind mark(char character) {
        return switch (character) {
            case '(' -> Kind.OPEN;
            case ')' -> Kind.CLOSE;
            case '[' -> Kind.OPEN_VALUES;
            case ']' -> Kind.CLOSE_VALUES;
            default -> null;
        };
    }

    @Override
    boolean isQuote(char character) {
        return character == '"';
    }

    @Override
    String quoted(char quote) {
        StringBuilder content = new StringBuilder();
        char character = take();
        while (character != quote) {
            content.append(character == '\\' ? escaped() : character);
            character = take();
        }
        return content.toString();
    }

    private char escaped() {
        char character = take();
        return switch (character) {
            case '"', '\\', '/' -> character;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw refused("has a text with an unknown escape");
        };
    }

    private char unicode() {
        int character = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            int digit = Character.digit(take(), 16);
            if (digit < 0) {
                throw refused("has a text with an unknown escape");
            }
            character = character * 16 + digit;
        }
        return (char) character;
    }
}
