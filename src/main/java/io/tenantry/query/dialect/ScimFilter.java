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
import io.tenantry.query.dialect.ScimToken.Kind;
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
    private final List<ScimToken> tokens;
    private int next;

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
            filter.expect(Kind.END, "'and', 'or' or the end");
            return condition;
        } catch (Refusal refusal) {
            throw new Refusal(refusal.reason(), refusal.getMessage(), OPTION);
        }
    }

    private Condition either() {
        List<Condition> parts = new ArrayList<>(List.of(both()));
        while (takeWord("or")) {
            parts.add(both());
        }
        return any(parts);
    }

    private Condition both() {
        List<Condition> parts = new ArrayList<>(List.of(term()));
        while (takeWord("and")) {
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
        limits.deeper(peek().position());
        Condition term;
        if (peek().isWord("not") && tokens.get(next + 1).kind() == Kind.OPEN) {
            next++;
            term = not(term());
        } else if (take(Kind.OPEN)) {
            term = either();
            expect(Kind.CLOSE, "'and', 'or' or ')'");
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
        limits.term(peek().position());
        ScimToken path = peek();
        if (path.kind() != Kind.WORD) {
            throw unexpected("an attribute");
        }
        next++;
        if (place != null) {
            return ofElement(place, path.text(), this::test);
        }
        if (take(Kind.OPEN_VALUES)) {
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
        if (!parts.isEmpty() && takeWord("pr")) {
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
        int start = next;
        List<Condition> any = new ArrayList<>();
        for (ScimElement each : places) {
            next = start;
            place = each;
            Condition inside = either();
            expect(Kind.CLOSE_VALUES, "'and', 'or' or ']'");
            ScimToken further = peek();
            if (further.kind() == Kind.WORD && further.text().startsWith(".")) {
                next++;
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
        int start = next;
        boolean isNot = peek().isWord("ne");
        List<Condition> any = new ArrayList<>();
        for (ScimElement each : places) {
            next = start;
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
        next++;
        return peek().isWord("null") ? missing(field) : new Compare(field, Operator.EQUALS, value(field));
    }

    /** Operator and value behind an attribute. */
    private Condition test(Field field) {
        if (takeWord("pr")) {
            return present(field);
        }
        Operator operator = operator(peek());
        if (operator == null) {
            throw unexpected("eq, ne, co, sw, ew, gt, ge, lt, le or pr");
        }
        next++;
        if (!peek().isWord("null")) {
            return new Compare(field, operator, value(field));
        }
        return switch (operator) {
            case EQUALS -> missing(field);
            case NOT_EQUALS -> {
                next++;
                yield present(field);
            }
            default -> throw unexpected("a value, as only eq and ne compare with null,");
        };
    }

    private Condition missing(Field field) {
        next++;
        return field.is(Trait.REQUIRED) ? NOBODY : new Missing(field);
    }

    private static Condition present(Field field) {
        return field.is(Trait.REQUIRED) ? Condition.ALL : new Not(new Missing(field));
    }

    private static @Nullable Operator operator(ScimToken token) {
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
        ScimToken token = peek();
        boolean fits = switch (field.type()) {
            case TEXT, UUID, INSTANT -> token.kind() == Kind.TEXT;
            case NUMBER -> token.kind() == Kind.WORD;
            case FLAG -> token.kind() == Kind.TEXT || token.kind() == Kind.WORD;
        };
        if (!fits) {
            throw unexpected(field.type().description() + (field.type() == Field.Type.TEXT ? " in double quotes" : ""));
        }
        next++;
        return Literal.of(field, token.text());
    }

    private ScimToken peek() {
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
        ScimToken found = peek();
        return new Refusal(
                Refusal.Reason.MALFORMED,
                "The filter needs %s at position %d, but has %s".formatted(wanted, found.position(), found.shown()),
                OPTION);
    }

    /** What is asked of a field. */
    @FunctionalInterface
    private interface Test {
        Condition of(Field field);
    }
}
