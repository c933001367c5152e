package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Condition.Or;
import io.tenantry.query.Condition.Some;
import io.tenantry.query.Field;
import io.tenantry.query.Several;
import io.tenantry.query.dialect.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a filter of Snow Atlas' dialect, such as {@code (country -eq Japan) -and -not (licenseCount -lt 2)}. Parentheses stand
 * around every operand, unless the whole filter is one comparison. {@code -not} binds closer than {@code -and}, and that closer
 * than {@code -or}. A wrong filter is refused with the position where it went wrong.
 */
public final class AtlasFilter {
    static final String OPTION = "filter";
    static final String NAME = "The filter";

    /** What the vendor's own examples have before a filter, as if it were an address. */
    private static final String ADDRESS_PREFIX = "?filter=";

    private final AtlasRules rules;
    private final FilterLimits limits = new FilterLimits(NAME);
    private final Tokens tokens;

    private AtlasFilter(String text, AtlasRules rules) {
        limits.length(text);
        this.rules = rules;
        this.tokens = AtlasScanner.scan(text);
    }

    /**
     * Reads a filter.
     *
     * @throws Refusal (MALFORMED) with the target {@code filter}, whatever is wrong with it
     */
    public static Condition parse(String text, AtlasRules rules) {
        try {
            String plain = text.strip();
            boolean prefixed = plain.regionMatches(true, 0, ADDRESS_PREFIX, 0, ADDRESS_PREFIX.length());
            AtlasFilter filter = new AtlasFilter(prefixed ? plain.substring(ADDRESS_PREFIX.length()) : plain, rules);
            return filter.whole();
        } catch (Refusal refusal) {
            throw new Refusal(refusal.reason(), refusal.getMessage(), OPTION);
        }
    }

    private Condition whole() {
        if (beginsGroup()) {
            Condition condition = either();
            tokens.expect(Kind.END, "'-and', '-or' or the end");
            return condition;
        }
        Condition only = comparison();
        tokens.expect(Kind.END, "the end, or parentheses around each of several comparisons,");
        return only;
    }

    private boolean beginsGroup() {
        return tokens.peek().kind() == Kind.OPEN || tokens.peek().isWord("-not");
    }

    private Condition either() {
        return tokens.joined("-or", this::both, Or::new);
    }

    private Condition both() {
        return tokens.joined("-and", this::term, And::new);
    }

    private Condition term() {
        limits.deeper(tokens.peek().position());
        boolean negated = tokens.takeWord("-not");
        tokens.expect(Kind.OPEN, negated ? "'(' after '-not'" : "'(' or '-not'");
        Condition inside = beginsGroup() ? either() : comparison();
        tokens.expect(Kind.CLOSE, "'-and', '-or' or ')'");
        limits.backUp();
        return negated ? new Not(inside) : inside;
    }

    private Condition comparison() {
        Token name = tokens.peek();
        limits.term(name.position());
        if (name.kind() != Kind.WORD || !isName(name.text())) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    "Filter field name needs to be formatted as a string. %s has %s at position %d"
                            .formatted(NAME, name.shown(), name.position()),
                    OPTION);
        }
        tokens.skip();
        Several list = rules.list(name.text());
        Field field = list == null ? rules.catalogue().filterable(name.text()) : list.element();
        Comparison comparison = Comparison.of(tokens.peek());
        if (comparison == null || !comparison.fits(field, list != null)) {
            throw tokens.unexpected(Comparison.all(field, list != null));
        }
        tokens.skip();
        Object value = value(field);
        return list == null ? comparison.of(field, value) : comparison.of(list, value);
    }

    private static boolean isName(String word) {
        return Character.isLetter(word.charAt(0))
                && word.chars()
                        .allMatch(character ->
                                Character.isLetterOrDigit(character) || character == '_' || character == '.');
    }

    private Object value(Field field) {
        Token token = tokens.peek();
        boolean fits = switch (field.type()) {
            case TEXT -> token.kind() == Kind.TEXT || (token.kind() == Kind.WORD && isText(token.text()));
            case UUID, INSTANT -> token.kind() == Kind.TEXT || token.kind() == Kind.WORD;
            case NUMBER, FLAG -> token.kind() == Kind.WORD;
        };
        if (!fits) {
            throw tokens.unexpected(field.type().description()
                    + (field.type() == Field.Type.TEXT && token.kind() == Kind.WORD ? " in quotes" : ""));
        }
        tokens.skip();
        boolean isMoment = field.type() == Field.Type.INSTANT;
        return Literal.of(field, isMoment ? token.text().toUpperCase(Locale.ROOT) : token.text());
    }

    /** Whether a text may stand there without quotes. */
    private static boolean isText(String word) {
        char first = word.charAt(0);
        return first != '-' && !Character.isDigit(first) && !word.equalsIgnoreCase("null");
    }

    /** How a property and a value are compared. */
    private enum Comparison {
        EQ("-eq"),
        NE("-ne"),
        GT("-gt"),
        GE("-ge"),
        LT("-lt"),
        LE("-le"),
        CONTAINS("-contains"),
        NOT_CONTAINS("-notcontains");

        private final String word;

        Comparison(String word) {
            this.word = word;
        }

        static @Nullable Comparison of(Token token) {
            for (Comparison comparison : values()) {
                if (token.isWord(comparison.word)) {
                    return comparison;
                }
            }
            return null;
        }

        /** All that fit, as a sentence names them. */
        static String all(Field field, boolean isList) {
            List<String> words = new ArrayList<>();
            for (Comparison comparison : values()) {
                if (comparison.fits(field, isList)) {
                    words.add(comparison.word);
                }
            }
            return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
        }

        boolean fits(Field field, boolean isList) {
            return switch (this) {
                case EQ, NE -> true;
                case GT, GE, LT, LE ->
                    !isList && (field.type() == Field.Type.NUMBER || field.type() == Field.Type.INSTANT);
                case CONTAINS, NOT_CONTAINS -> isList || field.type() == Field.Type.TEXT;
            };
        }

        Condition of(Field field, Object value) {
            return switch (this) {
                case EQ -> new Compare(field, Operator.EQUALS, value);
                case NE -> new Compare(field, Operator.NOT_EQUALS, value);
                case GT -> new Compare(field, Operator.GREATER, value);
                case GE -> new Compare(field, Operator.AT_LEAST, value);
                case LT -> new Compare(field, Operator.LESS, value);
                case LE -> new Compare(field, Operator.AT_MOST, value);
                case CONTAINS -> new Compare(field, Operator.CONTAINS, value);
                case NOT_CONTAINS -> new Not(new Compare(field, Operator.CONTAINS, value));
            };
        }

        /** Of several values, one has to be that one, or none. */
        Condition of(Several list, Object value) {
            Condition present = new Some(list, new Compare(list.element(), Operator.EQUALS, value));
            return this == NE || this == NOT_CONTAINS ? new Not(present) : present;
        }
    }
}
