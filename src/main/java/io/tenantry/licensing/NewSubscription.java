package io.tenantry.licensing;

import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.Subscription.Price;
import io.tenantry.licensing.Subscription.Terms;
import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to be made.
 *
 * @param friendlyName what people call it, or null for the product's name
 */
public record NewSubscription(
        UUID sku, int quantity, @Nullable String friendlyName, Terms terms) {
    private static final Set<String> TERMS = Set.of("P1M", "P1Y", "P3Y");
    private static final Set<String> CYCLES = Set.of("monthly", "annual", "triennial");
    private static final BigDecimal PRICE_MAX = BigDecimal.valueOf(10_000_000);

    static final int NAME_LENGTH_MAX = 256;

    public NewSubscription {
        refuseUnless(TERMS.contains(terms.term()), "The term is one of P1M, P1Y and P3Y", "term");
        refuseUnless(
                CYCLES.contains(terms.billingCycle()),
                "The billing cycle is one of monthly, annual and triennial",
                "billingCycle");
        boolean fits = switch (terms.billingCycle()) {
            case "annual" -> !terms.term().equals("P1M");
            case "triennial" -> terms.term().equals("P3Y");
            default -> true;
        };
        refuseUnless(fits, "The billing cycle is longer than the term", "billingCycle");
        Price price = terms.price();
        if (price != null) {
            refuseUnless(
                    price.amount().signum() >= 0 && price.amount().compareTo(PRICE_MAX) < 0,
                    "The price of a unit is not negative and below " + PRICE_MAX,
                    "unitPrice");
            refuseUnless(price.currency().matches("[A-Z]{3}"), "A currency has three letters, such as EUR", "currency");
        }
        if (friendlyName != null) {
            requireName(friendlyName);
        }
    }

    static void requireName(String name) {
        refuseUnless(
                !name.isBlank() && name.length() <= NAME_LENGTH_MAX && name.indexOf('\0') < 0,
                "A name has 1 to " + NAME_LENGTH_MAX + " characters",
                "friendlyName");
    }

    private static void refuseUnless(boolean condition, String message, String target) {
        Refusal.unless(condition, Refusal.Reason.MALFORMED, message, target);
    }
}
