package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;

/**
 * How much one filter may ask. A filter is text from outside: without limits, nesting could exhaust the stack, and a
 * long list the database.
 */
final class FilterLimits {
    static final int LENGTH_MAX = 8 * 1024;
    static final int DEPTH_MAX = 32;
    static final int TERMS_MAX = 200;

    private final String option;
    private int depth;
    private int terms;

    FilterLimits(String option) {
        this.option = option;
    }

    void length(String text) {
        unless(text.length() <= LENGTH_MAX, "is longer than " + LENGTH_MAX + " characters", LENGTH_MAX);
    }

    void deeper(int position) {
        depth++;
        unless(depth <= DEPTH_MAX, "is nested more than " + DEPTH_MAX + " levels deep", position);
    }

    void backUp() {
        depth--;
    }

    /** One more comparison, or one more value in a list. */
    void term(int position) {
        terms++;
        unless(terms <= TERMS_MAX, "has more than " + TERMS_MAX + " comparisons and values", position);
    }

    private void unless(boolean condition, String problem, int position) {
        if (!condition) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED, option + " " + problem + " (at position " + position + ")", option);
        }
    }
}
