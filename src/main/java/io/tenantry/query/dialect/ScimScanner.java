package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.dialect.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a SCIM filter into tokens. Texts are quoted and escaped as in JSON. */
final class ScimScanner extends Scanner {
    static final char QUOTE = '"';
    private static final int HEX_DIGITS = 4;

    private ScimScanner(String text) {
        super(text);
    }

    static List<Token> scan(String text) {
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
    char quote() {
        return QUOTE;
    }

    @Override
    Token quoted() {
        int start = next++;
        StringBuilder content = new StringBuilder();
        while (next < text.length()) {
            char character = text.charAt(next++);
            if (character == QUOTE) {
                return new Token(Kind.TEXT, content.toString(), start + 1);
            }
            content.append(character == '\\' ? escaped(start) : character);
        }
        throw unclosed(start);
    }

    private char escaped(int start) {
        if (next == text.length()) {
            throw unclosed(start);
        }
        char character = text.charAt(next++);
        return switch (character) {
            case '"', '\\', '/' -> character;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(start);
            default -> throw refused("has a text with an unknown escape", next - 1);
        };
    }

    private char unicode(int start) {
        if (next + HEX_DIGITS > text.length()) {
            throw unclosed(start);
        }
        int character = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            int digit = Character.digit(text.charAt(next++), 16);
            if (digit < 0) {
                throw refused("has a text with an unknown escape", next);
            }
            character = character * 16 + digit;
        }
        return (char) character;
    }

    private static Refusal unclosed(int start) {
        return refused("has a text without its closing quote", start + 1);
    }

    private static Refusal refused(String problem, int position) {
        return new Refusal(
                Refusal.Reason.MALFORMED,
                "The filter " + problem + " (at position " + position + ")",
                ScimFilter.OPTION);
    }
}
