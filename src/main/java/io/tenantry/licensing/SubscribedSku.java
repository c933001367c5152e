package io.tenantry.licensing;

import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;

/**
 * A product of which an organization has units.
 *
 * @param tenant the organization's Microsoft tenant, or its own id where it has none
 * @param consumed units that people hold
 */
public record SubscribedSku(
        OrganizationId organization, UUID tenant, Sku sku, Units units, int consumed, long version) {
    /** Units by what may be done with them: given to anyone, used for some days more, kept without use, taken away. */
    public record Units(int enabled, int warning, int suspended, int lockedOut) {
        /** Units that people may hold. */
        public int usable() {
            return enabled + warning;
        }
    }

    public int available() {
        return Math.max(0, units.usable() - consumed);
    }

    /** How Microsoft Graph sums the units up. */
    public String capabilityStatus() {
        if (units.enabled > 0) {
            return "Enabled";
        }
        if (units.warning > 0) {
            return "Warning";
        }
        if (units.suspended > 0) {
            return "Suspended";
        }
        return units.lockedOut > 0 ? "LockedOut" : "Deleted";
    }
}
