package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an organization's accounts become people, and in which currency its costs are told.
 *
 * @param matchMail whether accounts with the same mail address belong to one person
 * @param matchUpn whether those with the same sign-in name do, also where that is the other's mail address
 * @param matchExternalId whether those with the same person key do
 * @param ignoredKeys addresses and ids that several people share, and that make nobody one person
 * @param currency in which costs are told, or null to add amounts up as they are
 * @param rates what one unit of another currency is worth in that one
 */
public record UsageRule(
        boolean matchMail,
        boolean matchUpn,
        boolean matchExternalId,
        List<String> ignoredKeys,
        @Nullable String currency,
        Map<String, BigDecimal> rates) {
    private static final int IGNORED_MAX = 1_000;
    private static final int LENGTH_MAX = 400;
    private static final int RATES_MAX = 200;

    /** What holds where nobody has said anything. */
    public static final UsageRule USUAL = new UsageRule(true, true, true, List.of(), null, Map.of());

    public UsageRule {
        ignoredKeys = ignoredKeys.stream()
                .map(key -> key.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
        rates = Map.copyOf(rates);
        Refusal.unless(
                ignoredKeys.size() <= IGNORED_MAX
                        && ignoredKeys.stream().noneMatch(key -> key.isEmpty() || key.length() > LENGTH_MAX),
                Refusal.Reason.MALFORMED,
                "At most " + IGNORED_MAX + " addresses and ids are ignored, each of 1 to " + LENGTH_MAX + " characters",
                "ignoredKeys");
        Refusal.unless(
                currency == null || isCurrency(currency),
                Refusal.Reason.MALFORMED,
                "A currency has three capital letters",
                "currency");
        Refusal.unless(
                rates.size() <= RATES_MAX
                        && rates.entrySet().stream()
                                .allMatch(rate -> isCurrency(rate.getKey())
                                        && rate.getValue().signum() > 0),
                Refusal.Reason.MALFORMED,
                "Rates are positive and named by currencies of three capital letters",
                "rates");
    }

    private static boolean isCurrency(String text) {
        return text.length() == 3 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }
}
