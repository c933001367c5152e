package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.dialect.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The tokens of a filter, and how far its reader has come. */
final class Tokens {
    private final String option;
    private final String name;
    private final List<Token> all;
    private int next;

    Tokens(String option, String name, List<Token> all) {
        this.option = option;
        this.name = name;
        this.all = List.copyOf(all);
    }

    Token peek() {
        return all.get(next);
    }

    /** The token after the next one; the end again where that was it. */
    Token second() {
        return all.get(Math.min(next + 1, all.size() - 1));
    }

    /** Takes the next token, whatever it is; the end stays. */
    Token skip() {
        Token taken = peek();
        next += taken.kind() == Kind.END ? 0 : 1;
        return taken;
    }

    boolean take(Kind kind) {
        boolean found = peek().kind() == kind;
        if (found) {
            skip();
        }
        return found;
    }

    boolean takeWord(String word) {
        boolean found = peek().isWord(word);
        if (found) {
            skip();
        }
        return found;
    }

    /** One condition, or several with a word between them. */
    Condition joined(String word, Supplier<Condition> part, Function<List<Condition>, Condition> together) {
        List<Condition> parts = new ArrayList<>(List.of(part.get()));
        while (takeWord(word)) {
            parts.add(part.get());
        }
        return parts.size() == 1 ? parts.getFirst() : together.apply(parts);
    }

    Token expect(Kind kind, String wanted) {
        if (peek().kind() != kind) {
            throw unexpected(wanted);
        }
        return skip();
    }

    /** Where the reader is, for {@link #backTo}. */
    int place() {
        return next;
    }

    void backTo(int place) {
        next = place;
    }

    Refusal unexpected(String wanted) {
        Token found = peek();
        return new Refusal(
                Refusal.Reason.MALFORMED,
                "%s needs %s at position %d, but has %s".formatted(name, wanted, found.position(), found.shown()),
                option);
    }
}
