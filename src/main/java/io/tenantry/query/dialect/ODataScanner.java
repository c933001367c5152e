package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.dialect.ODataToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts an OData expression into tokens, in one pass and without regular expressions. */
final class ODataScanner {
    private final String option;
    private final String text;
    private int next;

    private ODataScanner(String option, String text) {
        this.option = option;
        this.text = text;
    }

    /** All tokens, ending in one of kind END. */
    static List<ODataToken> scan(String option, String text) {
        ODataScanner scanner = new ODataScanner(option, text);
        List<ODataToken> tokens = new ArrayList<>();
        do {
            tokens.add(scanner.token());
        } while (tokens.getLast().kind() != Kind.END);
        return tokens;
    }

    private ODataToken token() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        int start = next;
        if (start == text.length()) {
            return new ODataToken(Kind.END, "", start + 1);
        }
        return switch (text.charAt(start)) {
            case '(' -> mark(Kind.OPEN);
            case ')' -> mark(Kind.CLOSE);
            case ',' -> mark(Kind.COMMA);
            case '\'' -> quoted();
            default -> word();
        };
    }

    private ODataToken mark(Kind kind) {
        next++;
        return new ODataToken(kind, text.substring(next - 1, next), next);
    }

    private ODataToken quoted() {
        int start = next++;
        StringBuilder content = new StringBuilder();
        while (next < text.length()) {
            char character = text.charAt(next++);
            if (character != '\'') {
                content.append(character);
            } else if (next < text.length() && text.charAt(next) == '\'') {
                content.append(character);
                next++;
            } else {
                return new ODataToken(Kind.TEXT, content.toString(), start + 1);
            }
        }
        throw new Refusal(
                Refusal.Reason.MALFORMED,
                option + " has a text without its closing quote (at position " + (start + 1) + ")",
                option);
    }

    private ODataToken word() {
        int start = next;
        while (next < text.length() && !endsWord(text.charAt(next))) {
            next++;
        }
        return new ODataToken(Kind.WORD, text.substring(start, next), start + 1);
    }

    private static boolean endsWord(char character) {
        return Character.isWhitespace(character)
                || switch (character) {
                    case '(', ')', ',', '\'' -> true;
                    default -> false;
                };
    }
}
