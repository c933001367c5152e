package io.tenantry.licensing;

import org.jspecify.annotations.Nullable;

/** What is to be different about a subscription; null where nothing is. */
public record SubscriptionChange(
        @Nullable Integer quantity,
        @Nullable Boolean autoRenew,
        @Nullable String friendlyName,
        @Nullable SubscriptionStatus status) {
    public SubscriptionChange {
        if (friendlyName != null) {
            NewSubscription.requireName(friendlyName);
        }
    }

    public boolean isEmpty() {
        return quantity == null && autoRenew == null && friendlyName == null && status == null;
    }
}
