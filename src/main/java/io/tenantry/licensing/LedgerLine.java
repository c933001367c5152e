package io.tenantry.licensing;

import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;

/**
 * What became of the units of one product in one organization.
 *
 * @param bought units of its active subscriptions
 * @param enabled units that the organization can use, wherever they come from
 * @param assigned units that people hold
 * @param used units held by people who can and do sign in: not those of disabled accounts, nor of people of whom the hub knows
 *     that they have not signed in for a long time. Of whom it knows nothing, because they sign in elsewhere, it assumes the best
 * @param waiting people who were given the product and got no unit
 */
public record LedgerLine(
        OrganizationId organization,
        String organizationName,
        UUID skuId,
        String partNumber,
        String displayName,
        int bought,
        int enabled,
        int assigned,
        int used,
        int waiting) {
    /** Units that were enabled and not bought here; below zero, units that were bought and did not arrive. */
    public int drift() {
        return enabled - bought;
    }

    public int unassigned() {
        return Math.max(0, enabled - assigned);
    }

    public int unused() {
        return assigned - used;
    }
}
