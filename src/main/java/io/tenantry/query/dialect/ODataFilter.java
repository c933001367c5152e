package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Condition.Or;
import io.tenantry.query.Field;
import io.tenantry.query.dialect.ODataToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code $filter}, such as {@code startswith(displayName,'Ad') and not (department in ('Sales','IT'))}. A wrong
 * filter is refused with the position where it went wrong; it never silently finds nothing.
 */
public final class ODataFilter {
    private static final String OPTION = "$filter";

    private final Catalogue catalogue;
    private final FilterLimits limits = new FilterLimits(OPTION);
    private final List<ODataToken> tokens;
    private int next;

    private ODataFilter(String text, Catalogue catalogue) {
        limits.length(text);
        this.catalogue = catalogue;
        this.tokens = ODataScanner.scan(OPTION, text);
    }

    public static Condition parse(String text, Catalogue catalogue) {
        ODataFilter filter = new ODataFilter(text, catalogue);
        Condition condition = filter.either();
        filter.expect(Kind.END, "'and', 'or' or the end");
        return condition;
    }

    private Condition either() {
        return several("or", this::both, Or::new);
    }

    private Condition both() {
        return several("and", this::term, And::new);
    }

    private Condition several(String word, Supplier<Condition> part, Function<List<Condition>, Condition> together) {
        List<Condition> parts = new ArrayList<>(List.of(part.get()));
        while (takeWord(word)) {
            parts.add(part.get());
        }
        return parts.size() == 1 ? parts.getFirst() : together.apply(parts);
    }

    private Condition term() {
        limits.deeper(peek().position());
        Condition term = takeWord("not") ? new Not(term()) : take(Kind.OPEN) ? grouped() : comparison();
        limits.backUp();
        return term;
    }

    private Condition grouped() {
        Condition inside = either();
        expect(Kind.CLOSE, "'and', 'or' or ')'");
        return inside;
    }

    private Condition comparison() {
        ODataToken first = peek();
        limits.term(first.position());
        if (takeWord("true")) {
            return Condition.ALL;
        }
        if (takeWord("false")) {
            return new Not(Condition.ALL);
        }
        Operator function = followedByOpen() ? textFunction(first.text()) : null;
        return function != null ? textTest(function) : compared(property());
    }

    private boolean followedByOpen() {
        return peek().kind() == Kind.WORD && tokens.get(next + 1).kind() == Kind.OPEN;
    }

    private static @Nullable Operator textFunction(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "contains" -> Operator.CONTAINS;
            case "startswith" -> Operator.STARTS_WITH;
            case "endswith" -> Operator.ENDS_WITH;
            default -> null;
        };
    }

    /** {@code contains(property,'text')}, which some clients follow with {@code eq true}. */
    private Condition textTest(Operator function) {
        next += 2;
        Field field = property();
        expect(Kind.COMMA, "','");
        Condition test = catalogue.about(field, new Compare(field, function, value(field)));
        expect(Kind.CLOSE, "')'");
        boolean equal = peek().isWord("eq");
        if (!equal && !peek().isWord("ne")) {
            return test;
        }
        next++;
        if (takeWord("true")) {
            return equal ? test : new Not(test);
        }
        if (takeWord("false")) {
            return equal ? new Not(test) : test;
        }
        throw unexpected("'true' or 'false'");
    }

    /** A property, perhaps inside tolower or toupper, which change nothing where case does not matter. */
    private Field property() {
        if (isCaseFunction()) {
            next += 2;
            Field inside = property();
            expect(Kind.CLOSE, "')'");
            return inside;
        }
        ODataToken name = peek();
        if (name.kind() != Kind.WORD || looksLikeValue(name.text())) {
            throw unexpected("a property (a comparison starts with the property, then the value)");
        }
        if (followedByOpen()) {
            throw unexpected("a property, contains, startswith, endswith, tolower or toupper; the function");
        }
        next++;
        return catalogue.filterable(name.text());
    }

    private boolean isCaseFunction() {
        return followedByOpen() && (peek().isWord("tolower") || peek().isWord("toupper"));
    }

    private static boolean looksLikeValue(String word) {
        char first = word.charAt(0);
        return (first >= '0' && first <= '9')
                || first == '-'
                || first == '+'
                || Literal.isUuid(word)
                || word.equalsIgnoreCase("null");
    }

    private Condition compared(Field field) {
        ODataToken word = peek();
        if (takeWord("in")) {
            return in(field);
        }
        Operator operator = operator(word);
        if (operator == null && field.type() == Field.Type.FLAG && endsComparison(word)) {
            return new Compare(field, Operator.EQUALS, true);
        }
        if (operator == null) {
            throw unexpected("eq, ne, gt, ge, lt, le or in");
        }
        next++;
        return peek().isWord("null")
                ? missing(field, operator)
                : catalogue.about(field, new Compare(field, operator, value(field)));
    }

    private static boolean endsComparison(ODataToken token) {
        return token.kind() == Kind.END || token.kind() == Kind.CLOSE || token.isWord("and") || token.isWord("or");
    }

    private static @Nullable Operator operator(ODataToken token) {
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

    private Condition missing(Field field, Operator operator) {
        return switch (operator) {
            case EQUALS -> {
                next++;
                yield catalogue.about(field, new Missing(field));
            }
            case NOT_EQUALS -> {
                next++;
                yield new Not(catalogue.about(field, new Missing(field)));
            }
            default -> throw unexpected("a value, as only eq and ne compare with null,");
        };
    }

    private Condition in(Field field) {
        expect(Kind.OPEN, "'('");
        List<Object> values = new ArrayList<>(List.of(value(field)));
        while (take(Kind.COMMA)) {
            limits.term(peek().position());
            values.add(value(field));
        }
        expect(Kind.CLOSE, "',' or ')'");
        return catalogue.about(field, new In(field, values));
    }

    private Object value(Field field) {
        if (isCaseFunction()) {
            next += 2;
            Object inside = value(field);
            expect(Kind.CLOSE, "')'");
            return inside;
        }
        ODataToken token = peek();
        boolean quoted = token.kind() == Kind.TEXT;
        boolean fits = quoted ? mayBeQuoted(field.type()) : token.kind() == Kind.WORD && mayBeBare(field, token);
        if (!fits) {
            throw unexpected(field.type().description() + (field.type() == Field.Type.TEXT ? " in single quotes" : ""));
        }
        next++;
        return Literal.of(field, token.text());
    }

    /** Some clients quote ids and dates too, and no harm comes from understanding them. */
    private static boolean mayBeQuoted(Field.Type type) {
        return switch (type) {
            case TEXT, UUID, INSTANT -> true;
            case NUMBER, FLAG -> false;
        };
    }

    private static boolean mayBeBare(Field field, ODataToken token) {
        return !token.isWord("null") && (field.type() != Field.Type.TEXT || Literal.isUuid(token.text()));
    }

    private ODataToken peek() {
        return tokens.get(next);
    }

    private boolean take(Kind kind) {
        boolean found = peek().kind() == kind;
        next += found && kind != Kind.END ? 1 : 0;
        return found;
    }

    private boolean takeWord(String word) {
        boolean found = peek().isWord(word);
        next += found ? 1 : 0;
        return found;
    }

    private void expect(Kind kind, String wanted) {
        if (!take(kind)) {
            throw unexpected(wanted);
        }
    }

    private Refusal unexpected(String wanted) {
        ODataToken found = peek();
        return new Refusal(
                Refusal.Reason.MALFORMED,
                "%s needs %s at position %d, but has %s".formatted(OPTION, wanted, found.position(), found.shown()),
                OPTION);
    }
}
