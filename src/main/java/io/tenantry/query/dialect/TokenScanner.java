package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.dialect.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into tokens, in one pass and without regular expressions. Dialects differ in what is a mark and in how texts are
 * quoted; a word is everything else between them.
 */
abstract class TokenScanner {
    private final String option;
    private final String name;
    private final String text;
    private int next;
    /** Where the quoted text begins that is being read. */
    private int quotedFrom;

    /**
     * A scanner of one text.
     *
     * @param option what refusals have as their target
     * @param name what the text is called in messages
     */
    TokenScanner(String option, String name, String text) {
        this.option = option;
        this.name = name;
        this.text = text;
    }

    /** All tokens, ending in one of kind END. */
    final Tokens scan() {
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(token());
        } while (tokens.getLast().kind() != Kind.END);
        return new Tokens(option, name, tokens);
    }

    /** The mark that this character is, or null. */
    abstract @Nullable Kind mark(char character);

    abstract boolean isQuote(char character);

    /** What a quoted text means, read up to and with its closing quote. */
    abstract String quoted(char quote);

    /** The next character of a quoted text. */
    final char take() {
        if (next == text.length()) {
            throw refused("has a text without its closing quote", quotedFrom);
        }
        return text.charAt(next++);
    }

    final boolean isNext(char character) {
        return next < text.length() && text.charAt(next) == character;
    }

    /** Refuses because of the character that was taken last. */
    final Refusal refused(String problem) {
        return refused(problem, next);
    }

    private Refusal refused(String problem, int position) {
        return new Refusal(Refusal.Reason.MALFORMED, name + " " + problem + " (at position " + position + ")", option);
    }

    private Token token() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        int start = next;
        if (start == text.length()) {
            return new Token(Kind.END, "", start + 1);
        }
        char first = text.charAt(start);
        Kind mark = mark(first);
        if (mark != null) {
            next++;
            return new Token(mark, text.substring(start, next), next);
        }
        if (isQuote(first)) {
            next++;
            quotedFrom = next;
            return new Token(Kind.TEXT, quoted(first), start + 1);
        }
        while (next < text.length() && !endsWord(text.charAt(next))) {
            next++;
        }
        return new Token(Kind.WORD, text.substring(start, next), start + 1);
    }

    private boolean endsWord(char character) {
        return Character.isWhitespace(character) || isQuote(character) || mark(character) != null;
    }
}
