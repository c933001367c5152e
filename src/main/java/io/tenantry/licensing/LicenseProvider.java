package io.tenantry.licensing;

import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;

/** A place other than the hub that decides who holds which licence in some organizations. The hub's tables are a mirror then. */
public interface LicenseProvider {
    /** Whether licences of this organization are given there. Asked often, so it has to be quick. */
    boolean keeps(OrganizationId organization);

    /**
     * Gives and takes licences there, all or nothing.
     *
     * @param user the person's object id
     * @throws io.tenantry.kernel.Refusal as the place has refused it, or because it does not answer
     */
    void change(OrganizationId organization, UUID user, LicenseChange change);

    /**
     * Changes there what was bought.
     *
     * @throws io.tenantry.kernel.Refusal as the place has refused it, or because it does not answer
     */
    void change(OrganizationId organization, UUID subscription, SubscriptionChange change);

    /** Brings the mirror of what was bought up to date, or leaves it to the next reading when the place does not answer. */
    void readPurchases(OrganizationId organization);
}
