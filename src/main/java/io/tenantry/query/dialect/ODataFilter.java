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
    private final TokenCursor at;

    private ODataFilter(String text, Catalogue catalogue) {
        limits.length(text);
        this.catalogue = catalogue;
        this.at = new TokenCursor(ODataScanner.scan(OPTION, text), OPTION, OPTION, ODataScanner.QUOTE);
    }

    public static Condition parse(String text, Catalogue catalogue) {
        ODataFilter filter = new ODataFilter(text, catalogue);
        Condition condition = filter.either();
        filter.at.expect(Kind.END, "'and', 'or' or the end");
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
        while (at.takeWord(word)) {
            parts.add(part.get());
        }
        return parts.size() == 1 ? parts.getFirst() : together.apply(parts);
    }

    private Condition term() {
        limits.deeper(at.peek().position());
        Condition term = at.takeWord("not") ? new Not(term()) : at.take(Kind.OPEN) ? grouped() : comparison();
        limits.backUp();
        return term;
    }

    private Condition grouped() {
        Condition inside = either();
        at.expect(Kind.CLOSE, "'and', 'or' or ')'");
        return inside;
    }

    private Condition comparison() {
        Token first = at.peek();
        limits.term(first.position());
        if (at.takeWord("true")) {
            return Condition.ALL;
        }
        if (at.takeWord("false")) {
            return new Not(Condition.ALL);
        }
        Operator function = followedByOpen() ? textFunction(first.text()) : null;
        return function != null ? textTest(function) : compared(property());
    }

    private boolean followedByOpen() {
        return at.peek().kind() == Kind.WORD && at.isFollowedBy(Kind.OPEN);
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
        at.skip(2);
        Field field = property();
        at.expect(Kind.COMMA, "','");
        Condition test = new Compare(field, function, value(field));
        at.expect(Kind.CLOSE, "')'");
        boolean equal = at.peek().isWord("eq");
        if (!equal && !at.peek().isWord("ne")) {
            return test;
        }
        at.skip(1);
        if (at.takeWord("true")) {
            return equal ? test : new Not(test);
        }
        if (at.takeWord("false")) {
            return equal ? new Not(test) : test;
        }
        throw at.unexpected("'true' or 'false'");
    }

    /** A property, perhaps inside tolower or toupper, which change nothing where case does not matter. */
    private Field property() {
        if (isCaseFunction()) {
            at.skip(2);
            Field inside = property();
            at.expect(Kind.CLOSE, "')'");
            return inside;
        }
        Token name = at.peek();
        if (name.kind() != Kind.WORD || looksLikeValue(name.text())) {
            throw at.unexpected("a property (a comparison starts with the property, then the value)");
        }
        if (followedByOpen()) {
            throw at.unexpected("a property, contains, startswith, endswith, tolower or toupper; the function");
        }
        at.skip(1);
        return catalogue.filterable(name.text());
    }

    private boolean isCaseFunction() {
        return followedByOpen() && (at.peek().isWord("tolower") || at.peek().isWord("toupper"));
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
        Token word = at.peek();
        if (at.takeWord("in")) {
            return in(field);
        }
        Operator operator = at.comparison();
        if (operator == null && field.type() == Field.Type.FLAG && endsComparison(word)) {
            return new Compare(field, Operator.EQUALS, true);
        }
        if (operator == null) {
            throw at.unexpected("eq, ne, gt, ge, lt, le or in");
        }
        at.skip(1);
        return at.peek().isWord("null") ? missing(field, operator) : new Compare(field, operator, value(field));
    }

    private static boolean endsComparison(Token token) {
        return token.kind() == Kind.END || token.kind() == Kind.CLOSE || token.isWord("and") || token.isWord("or");
    }

    private Condition missing(Field field, Operator operator) {
        return switch (operator) {
            case EQUALS -> {
                at.skip(1);
                yield new Missing(field);
            }
            case NOT_EQUALS -> {
                at.skip(1);
                yield new Not(new Missing(field));
            }
            default -> throw at.unexpected("a value, as only eq and ne compare with null,");
        };
    }

    private Condition in(Field field) {
        at.expect(Kind.OPEN, "'('");
        List<Object> values = new ArrayList<>(List.of(value(field)));
        while (at.take(Kind.COMMA)) {
            limits.term(at.peek().position());
            values.add(value(field));
        }
        at.expect(Kind.CLOSE, "',' or ')'");
        return new In(field, values);
    }

    private Object value(Field field) {
        if (isCaseFunction()) {
            at.skip(2);
            Object inside = value(field);
            at.expect(Kind.CLOSE, "')'");
            return inside;
        }
        Token token = at.peek();
        boolean quoted = token.kind() == Kind.TEXT;
        boolean fits = quoted ? mayBeQuoted(field.type()) : token.kind() == Kind.WORD && mayBeBare(field, token);
        if (!fits) {
            throw at.unexpected(
                    field.type().description() + (field.type() == Field.Type.TEXT ? " in single quotes" : ""));
        }
        at.skip(1);
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
