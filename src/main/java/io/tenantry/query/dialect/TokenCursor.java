package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.dialect.Token.Kind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A place in the tokens of a filter: what stands here, what is taken, and what is said when something else was needed. */
final class TokenCursor {
    private final List<Token> tokens;
    private final String name;
    private final String option;
    private final char quote;
    private int next;

    /**
     * @param name what messages call the filter
     * @param option the parameter it came in, which refusals point at
     * @param quote what texts stand between
     */
    TokenCursor(List<Token> tokens, String name, String option, char quote) {
        this.tokens = tokens;
        this.name = name;
        this.option = option;
        this.quote = quote;
    }

    Token peek() {
        return tokens.get(next);
    }

    boolean isFollowedBy(Kind kind) {
        return peek().kind() != Kind.END && tokens.get(next + 1).kind() == kind;
    }

    Token take() {
        return tokens.get(next++);
    }

    void skip(int count) {
        next += count;
    }

    /** Where the cursor is, for coming {@linkplain #backTo back}. */
    int mark() {
        return next;
    }

    void backTo(int mark) {
        next = mark;
    }

    boolean take(Kind kind) {
        boolean found = peek().kind() == kind;
        next += found && kind != Kind.END ? 1 : 0;
        return found;
    }

    boolean takeWord(String word) {
        boolean found = peek().isWord(word);
        next += found ? 1 : 0;
        return found;
    }

    void expect(Kind kind, String wanted) {
        if (!take(kind)) {
            throw unexpected(wanted);
        }
    }

    /** The comparison that the word here means in all dialects, or null; it is not taken. */
    @Nullable
    Operator comparison() {
        Token token = peek();
        if (token.kind() != Kind.WORD) {
            return null;
        }
        return switch (token.text().toLowerCase(Locale.ROOT)) {
            case "eq" -> Operator.EQUALS;
            case "ne" -> Operator.NOT_EQUALS;
            case "gt" -> Operator.GREATER;
            case "ge" -> Operator.AT_LEAST;
            case "lt" -> Operator.LESS;
            case "le" -> Operator.AT_MOST;
            default -> null;
        };
    }

    Refusal unexpected(String wanted) {
        Token found = peek();
        return new Refusal(
                Refusal.Reason.MALFORMED,
                "%s needs %s at position %d, but has %s".formatted(name, wanted, found.position(), found.shown(quote)),
                option);
    }
}
