package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.dialect.ScimToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a SCIM filter into tokens, in one pass. Texts are quoted and escaped as in JSON. */
final class ScimScanner {
    private static final int HEX_DIGITS = 4;

    private final String text;
    private int next;

    private ScimScanner(String text) {
        this.text = text;
    }

    /** All tokens, ending in one of kind END. */
    static List<ScimToken> scan(String text) {
        ScimScanner scanner = new ScimScanner(text);
        List<ScimToken> tokens = new ArrayList<>();
        do {
            tokens.add(scanner.token());
        } while (tokens.getLast().kind() != Kind.END);
        return tokens;
    }

    private ScimToken token() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next == text.length()) {
            return new ScimToken(Kind.END, "", next + 1);
        }
        return switch (text.charAt(next)) {
            case '(' -> mark(Kind.OPEN);
            case ')' -> mark(Kind.CLOSE);
            case '[' -> mark(Kind.OPEN_VALUES);
            case ']' -> mark(Kind.CLOSE_VALUES);
            case '"' -> quoted();
            default -> word();
        };
    }

    private ScimToken mark(Kind kind) {
        next++;
        return new ScimToken(kind, text.substring(next - 1, next), next);
    }

    private ScimToken word() {
        int start = next;
        while (next < text.length() && !endsWord(text.charAt(next))) {
            next++;
        }
        return new ScimToken(Kind.WORD, text.substring(start, next), start + 1);
    }

    private static boolean endsWord(char character) {
        return Character.isWhitespace(character)
                || switch (character) {
                    case '(', ')', '[', ']', '"' -> true;
                    default -> false;
                };
    }

    private ScimToken quoted() {
        int start = next++;
        StringBuilder content = new StringBuilder();
        while (next < text.length()) {
            char character = text.charAt(next++);
            if (character == '"') {
                return new ScimToken(Kind.TEXT, content.toString(), start + 1);
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
