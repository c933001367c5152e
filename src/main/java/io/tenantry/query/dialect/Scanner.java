package io.tenantry.query.dialect;

import io.tenantry.query.dialect.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts the text of a filter into tokens, in one pass and without regular expressions. A dialect adds its marks and quotes. */
abstract class Scanner {
    final String text;
    int next;

    Scanner(String text) {
        this.text = text;
    }

    /** What the character is by itself; null when it is part of a word, or opens a text. */
    abstract @Nullable Kind mark(char character);

    abstract char quote();

    /** The text whose opening quote stands at {@link #next}. */
    abstract Token quoted();

    /** All tokens, ending in one of kind END. */
    final List<Token> scan() {
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(token());
        } while (tokens.getLast().kind() != Kind.END);
        return tokens;
    }

    private Token token() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next == text.length()) {
            return new Token(Kind.END, "", next + 1);
        }
        char first = text.charAt(next);
        Kind mark = mark(first);
        if (mark != null) {
            next++;
            return new Token(mark, text.substring(next - 1, next), next);
        }
        return first == quote() ? quoted() : word();
    }

    private Token word() {
        int start = next;
        while (next < text.length() && !endsWord(text.charAt(next))) {
            next++;
        }
        return new Token(Kind.WORD, text.substring(start, next), start + 1);
    }

    private boolean endsWord(char character) {
        return Character.isWhitespace(character) || character == quote() || mark(character) != null;
    }
}
