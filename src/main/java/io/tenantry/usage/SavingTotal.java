package io.tenantry.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one rule found.
 *
 * @param count how many savings
 * @param seats how many seats they are about
 */
public record SavingTotal(
        SavingRule rule, @Nullable String currency, long count, long seats, BigDecimal amountPerMonth) {}
