package io.tenantry.api.own;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import org.jspecify.annotations.Nullable;

/** Numbers in parameters. */
final class UsageNumbers {
    private static final int DIGITS_MAX = 12;

    private UsageNumbers() {}

    static long notNegative(@Nullable String text, String name) {
        if (text == null) {
            return 0;
        }
        Refusal.unless(
                !text.isEmpty() && text.length() <= DIGITS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9'),
                Refusal.Reason.MALFORMED,
                "'" + Shortened.of(text) + "' is not a number of at most " + DIGITS_MAX + " digits",
                name);
        return Long.parseLong(text);
    }
}
