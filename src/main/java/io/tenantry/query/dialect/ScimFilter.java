package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Condition.Some;
import io.tenantry.query.Evaluation;
import io.tenantry.query.Field;
import io.tenantry.query.Field.Trait;
import io.tenantry.query.dialect.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a SCIM filter (RFC 7644, 3.4.2.2), such as {@code userType eq "Employee" and emails[type eq "work" and value co
 * "@x"]}. A wrong filter is refused with the position where it went wrong, and so is one about an attribute that is not kept.
 *
 * <p>Of a multi-valued attribute, one value has to be as asked. {@code ne} is the opposite of {@code eq}: none of them is.
 */
public final class ScimFilter {
    static final String OPTION = "filter";
    private static final Condition NOBODY = new Not(Condition.ALL);

    private final ScimRules rules;
    private final FilterLimits limits = new FilterLimits("The filter");
    private final Tokens tokens;

    /** Within brackets, the place whose values are asked about. */
    private @Nullable ScimElement place;

    private ScimFilter(String text, ScimRules rules) {
        limits.length(text);
        this.rules = rules;
        this.tokens = ScimScanner.scan(text);
    }

    /**
     * Reads a filter.
     *
     * @throws Refusal (MALFORMED) with the target {@code filter}, whatever is wrong with it
     */
    public static Condition parse(String text, ScimRules rules) {
        try {
            ScimFilter filter = new ScimFilter(text, rules);
            Condition condition = filter.either();
            filter.tokens.expect(Kind.END, "'and', 'or' or the end");
            return condition;
        } catch (Refusal refusal) {
            throw new Refusal(refusal.reason(), refusal.getMessage(), OPTION);
        }
    }

    private Condition either() {
        List<Condition> parts = new ArrayList<>(List.of(both()));
        while (tokens.takeWord("or")) {
            parts.add(both());
        }
        return any(parts);
    }

    private Condition both() {
        List<Condition> parts = new ArrayList<>(List.of(term()));
        while (tokens.takeWord("and")) {
            parts.add(term());
        }
        return parts.contains(NOBODY) ? NOBODY : Condition.and(parts);
    }

    private static Condition any(List<Condition> parts) {
        return parts.contains(Condition.ALL)
                ? Condition.ALL
                : Condition.or(
                        parts.stream().filter(part -> !part.equals(NOBODY)).toList());
    }

    private Condition term() {
        limits.deeper(tokens.peek().position());
        Condition term;
        if (tokens.peek().isWord("not") && tokens.second().kind() == Kind.OPEN) {
            tokens.skip();
            term = not(term());
        } else if (tokens.take(Kind.OPEN)) {
            term = either();
            tokens.expect(Kind.CLOSE, "'and', 'or' or ')'");
        } else {
            term = comparison();
        }
        limits.backUp();
        return term;
    }

    private static Condition not(Condition condition) {
        return condition.equals(NOBODY) ? Condition.ALL : new Not(condition);
    }

    private Condition comparison() {
        limits.term(tokens.peek().position());
        Token path = tokens.peek();
        if (path.kind() != Kind.WORD) {
            throw tokens.unexpected("an attribute");
        }
        tokens.skip();
        if (place != null) {
            return ofElement(place, path.text(), this::test);
        }
        if (tokens.take(Kind.OPEN_VALUES)) {
            return valuePath(path.text());
        }
        Field field = rules.single(path.text());
        if (field != null) {
            return test(field);
        }
        List<ScimElement> places = rules.places(path.text());
        if (!places.isEmpty()) {
            return ofAny(places, rules.sub(path.text()));
        }
        List<Field> parts = rules.parts(path.text());
        if (!parts.isEmpty() && tokens.takeWord("pr")) {
            return any(parts.stream().map(ScimFilter::present).toList());
        }
        throw ScimRules.unknown(path.text(), "filter by");
    }

    /** {@code emails[type eq "work"]}, which some clients follow with {@code .value eq "ada@x"}. */
    private Condition valuePath(String path) {
        List<ScimElement> places = rules.places(path);
        if (places.isEmpty()) {
            throw ScimRules.unknown(path, "filter the values of");
        }
        int start = tokens.place();
        List<Condition> any = new ArrayList<>();
        for (ScimElement each : places) {
            tokens.backTo(start);
            place = each;
            Condition inside = either();
            tokens.expect(Kind.CLOSE_VALUES, "'and', 'or' or ']'");
            Token further = tokens.peek();
            if (further.kind() == Kind.WORD && further.text().startsWith(".")) {
                tokens.skip();
                Condition also = ofElement(each, further.text().substring(1), this::test);
                inside = inside.equals(NOBODY) || also.equals(NOBODY) ? NOBODY : Condition.and(inside, also);
            }
            place = null;
            any.add(there(each, inside));
        }
        return any(any);
    }

    /** An attribute of any of the values: each place is asked anew by the same words. */
    private Condition ofAny(List<ScimElement> places, String sub) {
        int start = tokens.place();
        boolean isNot = tokens.peek().isWord("ne");
        List<Condition> any = new ArrayList<>();
        for (ScimElement each : places) {
            tokens.backTo(start);
            any.add(there(each, ofElement(each, sub, field -> isNot ? equal(field) : test(field))));
        }
        return isNot ? not(any(any)) : any(any);
    }

    private static Condition there(ScimElement place, Condition inside) {
        if (inside.equals(NOBODY)) {
            return NOBODY;
        }
        if (place.several() != null) {
            return new Some(place.several(), inside);
        }
        if (inside instanceof Compare(Field _, Operator operator, Object _) && operator != Operator.NOT_EQUALS) {
            return inside;
        }
        return Condition.and(
                any(place.fields().values().stream().map(ScimFilter::present).toList()), inside);
    }

    private Condition ofElement(ScimElement element, String sub, Test test) {
        String name = sub.toLowerCase(Locale.ROOT);
        Object constant = element.constants().get(name);
        if (constant != null) {
            Field same = constant instanceof Boolean ? Field.flag(sub, sub) : Field.text(sub, sub);
            Condition asked = test.of(same.required());
            return Evaluation.test(asked, field -> constant) ? Condition.ALL : NOBODY;
        }
        Field field = element.fields().get(name);
        if (field == null) {
            throw ScimRules.unknown(sub, "filter by here");
        }
        return test.of(field);
    }

    private Condition equal(Field field) {
        tokens.skip();
        return tokens.peek().isWord("null") ? missing(field) : new Compare(field, Operator.EQUALS, value(field));
    }

    /** Operator and value behind an attribute. */
    private Condition test(Field field) {
        if (tokens.takeWord("pr")) {
            return present(field);
        }
        Operator operator = operator(tokens.peek());
        if (operator == null) {
            throw tokens.unexpected("eq, ne, co, sw, ew, gt, ge, lt, le or pr");
        }
        tokens.skip();
        if (!tokens.peek().isWord("null")) {
            return new Compare(field, operator, value(field));
        }
        return switch (operator) {
            case EQUALS -> missing(field);
            case NOT_EQUALS -> {
                tokens.skip();
                yield present(field);
            }
            default -> throw tokens.unexpected("a value, as only eq and ne compare with null,");
        };
    }

    private Condition missing(Field field) {
        tokens.skip();
        return field.is(Trait.REQUIRED) ? NOBODY : new Missing(field);
    }

    private static Condition present(Field field) {
        return field.is(Trait.REQUIRED) ? Condition.ALL : new Not(new Missing(field));
    }

    private static @Nullable Operator operator(Token token) {
        if (token.kind() != Kind.WORD) {
            return null;
        }
        return switch (token.text().toLowerCase(Locale.ROOT)) {
            case "eq" -> Operator.EQUALS;
            case "ne" -> Operator.NOT_EQUALS;
            case "co" -> Operator.CONTAINS;
            case "sw" -> Operator.STARTS_WITH;
            case "ew" -> Operator.ENDS_WITH;
            case "gt" -> Operator.GREATER;
            case "ge" -> Operator.AT_LEAST;
            case "lt" -> Operator.LESS;
            case "le" -> Operator.AT_MOST;
            default -> null;
        };
    }

    /** Flags may be quoted, as Microsoft Entra does it. */
    private Object value(Field field) {
        Token token = tokens.peek();
        boolean fits = switch (field.type()) {
            case TEXT, UUID, INSTANT -> token.kind() == Kind.TEXT;
            case NUMBER -> token.kind() == Kind.WORD;
            case FLAG -> token.kind() == Kind.TEXT || token.kind() == Kind.WORD;
        };
        if (!fits) {
            throw tokens.unexpected(
                    field.type().description() + (field.type() == Field.Type.TEXT ? " in double quotes" : ""));
        }
        tokens.skip();
        return Literal.of(field, token.text());
    }

    /** What is asked of a field. */
    @FunctionalInterface
    private interface Test {
        Condition of(Field field);
    }
}
