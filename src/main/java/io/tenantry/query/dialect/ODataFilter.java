package io.tenantry.query.dialect;

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
import io.tenantry.query.dialect.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code $filter}, such as {@code startswith(displayName,'Ad') and not (department in ('Sales','IT'))}. A wrong
 * filter is refused with the position where it went wrong; it never silently finds nothing.
 */
public final class ODataFilter {
    private static final String OPTION = "$filter";

    private final Catalogue catalogue;
    private final FilterLimits limits = new FilterLimits(OPTION);
    private final Tokens tokens;

    private ODataFilter(String text, Catalogue catalogue) {
        limits.length(text);
        this.catalogue = catalogue;
        this.tokens = ODataScanner.scan(OPTION, text);
    }

    public static Condition parse(String text, Catalogue catalogue) {
        ODataFilter filter = new ODataFilter(text, catalogue);
        Condition condition = filter.either();
        filter.tokens.expect(Kind.END, "'and', 'or' or the end");
        return condition;
    }

    private Condition either() {
        return tokens.joined("or", this::both, Or::new);
    }

    private Condition both() {
        return tokens.joined("and", this::term, And::new);
    }

    private Condition term() {
        limits.deeper(tokens.peek().position());
        Condition term = tokens.takeWord("not") ? new Not(term()) : tokens.take(Kind.OPEN) ? grouped() : comparison();
        limits.backUp();
        return term;
    }

    private Condition grouped() {
        Condition inside = either();
        tokens.expect(Kind.CLOSE, "'and', 'or' or ')'");
        return inside;
    }

    private Condition comparison() {
        Token first = tokens.peek();
        limits.term(first.position());
        if (tokens.takeWord("true")) {
            return Condition.ALL;
        }
        if (tokens.takeWord("false")) {
            return new Not(Condition.ALL);
        }
        Operator function = followedByOpen() ? textFunction(first.text()) : null;
        return function != null ? textTest(function) : compared(property());
    }

    private boolean followedByOpen() {
        return tokens.peek().kind() == Kind.WORD && tokens.second().kind() == Kind.OPEN;
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
        tokens.skip();
        tokens.skip();
        Field field = property();
        tokens.expect(Kind.COMMA, "','");
        Condition test = catalogue.about(field, new Compare(field, function, value(field)));
        tokens.expect(Kind.CLOSE, "')'");
        boolean equal = tokens.peek().isWord("eq");
        if (!equal && !tokens.peek().isWord("ne")) {
            return test;
        }
        tokens.skip();
        if (tokens.takeWord("true")) {
            return equal ? test : new Not(test);
        }
        if (tokens.takeWord("false")) {
            return equal ? new Not(test) : test;
        }
        throw tokens.unexpected("'true' or 'false'");
    }

    /** A property, perhaps inside tolower or toupper, which change nothing where case does not matter. */
    private Field property() {
        if (isCaseFunction()) {
            tokens.skip();
            tokens.skip();
            Field inside = property();
            tokens.expect(Kind.CLOSE, "')'");
            return inside;
        }
        Token name = tokens.peek();
        if (name.kind() != Kind.WORD || looksLikeValue(name.text())) {
            throw tokens.unexpected("a property (a comparison starts with the property, then the value)");
        }
        if (followedByOpen()) {
            throw tokens.unexpected("a property, contains, startswith, endswith, tolower or toupper; the function");
        }
        tokens.skip();
        return catalogue.filterable(name.text());
    }

    private boolean isCaseFunction() {
        return followedByOpen()
                && (tokens.peek().isWord("tolower") || tokens.peek().isWord("toupper"));
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
        Token word = tokens.peek();
        if (tokens.takeWord("in")) {
            return in(field);
        }
        Operator operator = operator(word);
        if (operator == null && field.type() == Field.Type.FLAG && endsComparison(word)) {
            return new Compare(field, Operator.EQUALS, true);
        }
        if (operator == null) {
            throw tokens.unexpected("eq, ne, gt, ge, lt, le or in");
        }
        tokens.skip();
        return tokens.peek().isWord("null")
                ? missing(field, operator)
                : catalogue.about(field, new Compare(field, operator, value(field)));
    }

    private static boolean endsComparison(Token token) {
        return token.kind() == Kind.END || token.kind() == Kind.CLOSE || token.isWord("and") || token.isWord("or");
    }

    private static @Nullable Operator operator(Token token) {
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
                tokens.skip();
                yield catalogue.about(field, new Missing(field));
            }
            case NOT_EQUALS -> {
                tokens.skip();
                yield new Not(catalogue.about(field, new Missing(field)));
            }
            default -> throw tokens.unexpected("a value, as only eq and ne compare with null,");
        };
    }

    private Condition in(Field field) {
        tokens.expect(Kind.OPEN, "'('");
        List<Object> values = new ArrayList<>(List.of(value(field)));
        while (tokens.take(Kind.COMMA)) {
            limits.term(tokens.peek().position());
            values.add(value(field));
        }
        tokens.expect(Kind.CLOSE, "',' or ')'");
        return catalogue.about(field, new In(field, values));
    }

    private Object value(Field field) {
        if (isCaseFunction()) {
            tokens.skip();
            tokens.skip();
            Object inside = value(field);
            tokens.expect(Kind.CLOSE, "')'");
            return inside;
        }
        Token token = tokens.peek();
        boolean quoted = token.kind() == Kind.TEXT;
        boolean fits = quoted ? mayBeQuoted(field.type()) : token.kind() == Kind.WORD && mayBeBare(field, token);
        if (!fits) {
            throw tokens.unexpected(
                    field.type().description() + (field.type() == Field.Type.TEXT ? " in single quotes" : ""));
        }
        tokens.skip();
        return Literal.of(field, token.text());
    }

    /** Some clients quote ids and dates too, and no harm comes from understanding them. */
    private static boolean mayBeQuoted(Field.Type type) {
        return switch (type) {
            case TEXT, UUID, INSTANT -> true;
            case NUMBER, FLAG -> false;
        };
    }

    private static boolean mayBeBare(Field field, Token token) {
        return !token.isWord("null") && (field.type() != Field.Type.TEXT || Literal.isUuid(token.text()));
    }
}
