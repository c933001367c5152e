package io.tenantry.automation.internal;

import io.tenantry.kernel.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * Conditions of steps, such as {@code #input['mailbox'] == 'shared'}: Spring's expression language without types, constructors,
 * beans, methods of ours, or anything that writes.
 */
final class Conditions {
    private static final int LENGTH_MAX = 500;
    private static final SpelExpressionParser PARSER = new SpelExpressionParser(
            new SpelParserConfiguration(SpelCompilerMode.OFF, null, false, false, 0, LENGTH_MAX));

    private Conditions() {}

    /** What is wrong with a condition, or null. */
    static @Nullable String problem(String text) {
        try {
            PARSER.parseExpression(text);
            return null;
        } catch (ParseException | EvaluationException no) {
            return no.getSimpleMessage();
        }
    }

    /** Whether it holds for what is known under these names. */
    static boolean holds(String text, Map<String, Object> known) {
        SimpleEvaluationContext context =
                SimpleEvaluationContext.forReadOnlyDataBinding().build();
        known.forEach(context::setVariable);
        try {
            Object answer = PARSER.parseExpression(text).getValue(context);
            if (answer instanceof Boolean flag) {
                return flag;
            }
        } catch (EvaluationException | ParseException no) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The condition of a step has no answer: " + text);
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "The condition of a step is neither true nor false: " + text);
    }
}
