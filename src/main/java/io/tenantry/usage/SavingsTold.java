package io.tenantry.usage;

import java.time.Instant;
import java.util.List;

/**
 * An organization's savings at a moment, for a report.
 *
 * @param organization its name
 * @param savings the largest first
 * @param isWhole whether these are all of them
 */
public record SavingsTold(
        String organization, Instant at, List<SavingTotal> totals, List<Saving> savings, boolean isWhole) {
    public SavingsTold {
        totals = List.copyOf(totals);
        savings = List.copyOf(savings);
    }
}
