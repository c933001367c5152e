package io.tenantry.automation.internal;

import io.tenantry.kernel.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.ast.BooleanLiteral;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.IntLiteral;
import org.springframework.expression.spel.ast.LongLiteral;
import org.springframework.expression.spel.ast.NullLiteral;
import org.springframework.expression.spel.ast.OpAnd;
import org.springframework.expression.spel.ast.OpEQ;
import org.springframework.expression.spel.ast.OpGE;
import org.springframework.expression.spel.ast.OpGT;
import org.springframework.expression.spel.ast.OpLE;
import org.springframework.expression.spel.ast.OpLT;
import org.springframework.expression.spel.ast.OpMinus;
import org.springframework.expression.spel.ast.OpNE;
import org.springframework.expression.spel.ast.OpOr;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.RealLiteral;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.Ternary;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.MapAccessor;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * Conditions such as {@code input.mailbox == 'shared' and user.managerId != null}: the comparisons and connectives of Spring's
 * expression language over the names that placeholders have. Everything else of that language is refused when a block is read:
 * calls, types, constructors, patterns, assignments. Values are looked up in maps and nowhere else.
 */
final class Conditions {
    private static final int LENGTH_MAX = 500;
    private static final Set<Class<? extends SpelNode>> ALLOWED = Set.of(
            OpAnd.class,
            OpOr.class,
            OperatorNot.class,
            OpEQ.class,
            OpNE.class,
            OpLT.class,
            OpLE.class,
            OpGT.class,
            OpGE.class,
            Ternary.class,
            NullLiteral.class,
            BooleanLiteral.class,
            IntLiteral.class,
            LongLiteral.class,
            RealLiteral.class,
            StringLiteral.class,
            InlineList.class);
    private static final Set<Class<? extends SpelNode>> NUMBERS =
            Set.of(IntLiteral.class, LongLiteral.class, RealLiteral.class);
    private static final SpelExpressionParser PARSER = new SpelExpressionParser(
            new SpelParserConfiguration(SpelCompilerMode.OFF, null, false, false, 0, LENGTH_MAX));

    private Conditions() {}

    /** A condition that was read, and the names it asks about. */
    private record Read(SpelExpression expression, List<String> names) {}

    /**
     * What is wrong with a condition, or null.
     *
     * @param knows whether there is something of a name
     */
    static @Nullable String problem(String text, Function<String, Boolean> knows) {
        try {
            for (String name : read(text).names()) {
                if (!knows.apply(name)) {
                    return "Nothing is known as '" + name + "'";
                }
            }
            return null;
        } catch (Refusal refused) {
            return refused.getMessage();
        }
    }

    /** Whether it asks for a name of some kind. */
    static boolean asks(String text, Function<String, Boolean> kind) {
        return read(text).names().stream().anyMatch(kind::apply);
    }

    /** Whether it holds for the values of its names. What asks just for one that has no value does not. */
    static boolean holds(String text, Function<String, @Nullable Object> values) {
        Read read = read(text);
        Map<String, @Nullable Object> root = new HashMap<>();
        read.names().forEach(name -> put(root, name.split("\\.", -1), values.apply(name)));
        SimpleEvaluationContext context = SimpleEvaluationContext.forPropertyAccessors(new MapAccessor(false))
                .withRootObject(root)
                .build();
        try {
            Object value = read.expression().getValue(context);
            if (value == null || value instanceof Boolean) {
                return Boolean.TRUE.equals(value);
            }
        } catch (EvaluationException no) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The condition has no answer: " + text);
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "The condition is neither true nor false: " + text);
    }

    private static Read read(String text) {
        Refusal.unless(!text.isBlank(), Refusal.Reason.MALFORMED, "A condition is not empty");
        try {
            SpelExpression expression = PARSER.parseRaw(text);
            List<String> names = new ArrayList<>();
            collect(expression.getAST(), names);
            return new Read(expression, names);
        } catch (ParseException no) {
            throw new Refusal(Refusal.Reason.MALFORMED, "This is no condition: " + no.getSimpleMessage());
        } catch (EvaluationException tooLong) {
            throw new Refusal(Refusal.Reason.MALFORMED, "A condition has at most " + LENGTH_MAX + " characters");
        }
    }

    private static void collect(SpelNode node, List<String> names) {
        if (node instanceof CompoundExpression || node instanceof PropertyOrFieldReference) {
            names.add(name(node));
            return;
        }
        boolean isNegative = node instanceof OpMinus
                && node.getChildCount() == 1
                && NUMBERS.contains(node.getChild(0).getClass());
        Refusal.unless(
                isNegative || ALLOWED.contains(node.getClass()),
                Refusal.Reason.MALFORMED,
                "A condition compares values, and has nothing like '" + node.toStringAST() + "'");
        for (int i = 0; i < node.getChildCount(); i++) {
            collect(node.getChild(i), names);
        }
    }

    /** A name whose parts are told apart by dots. */
    private static String name(SpelNode node) {
        if (node instanceof PropertyOrFieldReference part && !part.isNullSafe()) {
            return part.getName();
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < node.getChildCount(); i++) {
            Refusal.unless(
                    node.getChild(i) instanceof PropertyOrFieldReference part && !part.isNullSafe(),
                    Refusal.Reason.MALFORMED,
                    "A condition compares values, and has nothing like '" + node.toStringAST() + "'");
            parts.add(((PropertyOrFieldReference) node.getChild(i)).getName());
        }
        return String.join(".", parts);
    }

    private static void put(Map<String, @Nullable Object> root, String[] parts, @Nullable Object value) {
        Map<String, @Nullable Object> map = root;
        for (int i = 0; i < parts.length - 1; i++) {
            Map<String, @Nullable Object> inner = new HashMap<>();
            if (map.get(parts[i]) instanceof Map<?, ?> there) {
                there.forEach((key, one) -> inner.put(String.valueOf(key), one));
            }
            map.put(parts[i], inner);
            map = inner;
        }
        map.put(parts[parts.length - 1], value);
    }
}
