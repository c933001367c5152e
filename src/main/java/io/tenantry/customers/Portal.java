package io.tenantry.customers;

import io.tenantry.access.Caller;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operator's portal as one caller sees it, and the customer that a call is about.
 *
 * @param reseller whose customers alone are shown: the caller's own reseller, or the one whose portal it is; null for all
 * @param asked the customer the call names, or null when it names none
 */
public record Portal(
        Caller caller,
        OrganizationId operator,
        @Nullable OrganizationId reseller,
        @Nullable Asked asked) {
    /**
     * How a customer that somebody named stands to the portal.
     *
     * @param resellers those above the customer, the nearest first; null when the operator has no such customer
     * @param instance the operator's connection that serves the customer, or null
     */
    public record Asked(
            OrganizationId customer,
            @Nullable List<OrganizationId> resellers,
            @Nullable UUID instance) {}

    /** The customer that the call names. */
    Asked named() {
        if (asked == null) {
            throw new IllegalStateException("The call names no customer");
        }
        return asked;
    }

    /** The reseller whose customers are meant: the given one, within the one that is filled in automatically. */
    @Nullable
    OrganizationId sellingThrough(@Nullable OrganizationId given) {
        return given == null ? reseller : given;
    }

    static Refusal noSuchCustomer() {
        return new Refusal(Refusal.Reason.NOT_FOUND, "There is no such customer", "customerId");
    }
}
