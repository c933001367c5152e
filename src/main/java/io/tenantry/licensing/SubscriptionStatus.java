package io.tenantry.licensing;

import io.tenantry.kernel.Refusal;
import java.util.Locale;

/** How a subscription stands, as Partner Center has it. */
public enum SubscriptionStatus {
    ACTIVE,
    PENDING,
    SUSPENDED,
    /** Its term is over; the units can be used for some days more. */
    EXPIRED,
    DISABLED,
    DELETED;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static SubscriptionStatus ofStored(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The status a caller may set: a subscription can be suspended and be made active again. */
    public static SubscriptionStatus settable(String text, String target) {
        return switch (text) {
            case "active" -> ACTIVE;
            case "suspended" -> SUSPENDED;
            default ->
                throw new Refusal(Refusal.Reason.MALFORMED, "The status can be set to active or suspended", target);
        };
    }
}
