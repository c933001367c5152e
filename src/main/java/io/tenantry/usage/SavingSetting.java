package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How an organization goes by a rule.
 *
 * @param days after how many days, for rules that look at time; null for all others
 * @param confidence how sure it is that nobody misses what the rule finds, from 1 to 100
 * @param atLeast less than this a month, in the organization's currency, is not told
 */
public record SavingSetting(
        SavingRule rule, boolean enabled, @Nullable Integer days, int confidence, BigDecimal atLeast) {
    private static final int DAYS_MAX = 3650;
    private static final int CONFIDENCE_MAX = 100;
    private static final BigDecimal AMOUNT_MAX = new BigDecimal("999999999");

    public SavingSetting {
        boolean looksAtTime = rule == SavingRule.NEVER_USED || rule.isInactivity();
        Refusal.unless(
                looksAtTime ? days != null && days >= 1 && days <= DAYS_MAX : days == null,
                Refusal.Reason.MALFORMED,
                "Days are from 1 to " + DAYS_MAX + ", for the rules that look at time and no others",
                "days");
        Refusal.unless(
                confidence >= 1 && confidence <= CONFIDENCE_MAX,
                Refusal.Reason.MALFORMED,
                "Confidence is from 1 to " + CONFIDENCE_MAX,
                "confidence");
        Refusal.unless(
                atLeast.signum() >= 0 && atLeast.compareTo(AMOUNT_MAX) <= 0 && atLeast.scale() <= 4,
                Refusal.Reason.MALFORMED,
                "The least amount is from 0 to " + AMOUNT_MAX + ", with at most 4 decimals",
                "atLeast");
    }
}
