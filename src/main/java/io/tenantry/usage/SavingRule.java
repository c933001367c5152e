package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * By what a seat is known to be wasted, the surest first: of several rules that a seat meets, the first gives the reason. Which
 * rules an organization goes by, and how, can be set ({@link SavingRules}).
 */
public enum SavingRule {
    DISABLED_ACCOUNT("disabled-account", "The account is disabled and still holds a paid seat", null, 95),
    NEVER_USED("never-used", "Nobody used it since it was first seen, at least so many days ago", 30, 85),
    INACTIVE_90("inactive-90", "It was last used more than so many days ago", 90, 90),
    INACTIVE_60("inactive-60", "It was last used more than so many days ago", 60, 75),
    INACTIVE_30("inactive-30", "It was last used more than so many days ago", 30, 50),
    CONTAINED("contained-in-bigger", "All of it is also in a bigger product that the person holds", null, 90),
    DUPLICATE("duplicate-plan", "The person holds the same subscription more than once", null, 80),
    UNASSIGNED("unassigned-seats", "More seats were bought than are assigned", null, 100);

    private final String wireName;
    private final String meaning;
    private final @Nullable Integer days;
    private final int confidence;

    SavingRule(String wireName, String meaning, @Nullable Integer days, int confidence) {
        this.wireName = wireName;
        this.meaning = meaning;
        this.days = days;
        this.confidence = confidence;
    }

    public String wireName() {
        return wireName;
    }

    /** What it finds, in words a person can decide by. */
    public String meaning() {
        return meaning;
    }

    /** Whether it is one of those that look at the last use. */
    public boolean isInactivity() {
        return this == INACTIVE_90 || this == INACTIVE_60 || this == INACTIVE_30;
    }

    /** How it is gone by where nothing else was set. */
    public SavingSetting usual() {
        return new SavingSetting(this, true, days, confidence, BigDecimal.ZERO);
    }

    /**
     * The rule of this name.
     *
     * @throws Refusal (MALFORMED) when there is none
     */
    public static SavingRule named(String name) {
        return Arrays.stream(values())
                .filter(rule -> rule.wireName.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(Refusal.Reason.MALFORMED, "There is no saving rule called '" + name + "'", "rule"));
    }
}
