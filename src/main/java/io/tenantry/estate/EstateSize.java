package io.tenantry.estate;

import io.tenantry.kernel.Refusal;

/**
 * How large an estate shall be. The same size with the same seed makes the same people, groups and ids, whenever it is made.
 *
 * @param seed chooses among all estates of this size
 * @param organizations the partner, its resellers (one for every hundred organizations, at least one) and their customers
 * @param users people in all organizations together
 * @param groups groups in all organizations together; an organization gets at least two
 * @param memberships direct memberships to aim at; small organizations may not have enough people for their share
 * @param largestOrganization people in the first customer
 * @param largestGroup direct members of the largest group, which is in the first customer
 */
public record EstateSize(
        long seed,
        int organizations,
        int users,
        int groups,
        long memberships,
        int largestOrganization,
        int largestGroup) {
    public EstateSize {
        require(organizations >= 3, "An estate has at least a partner, a reseller and a customer");
        require(users >= 4 * organizations, "An organization has at least four people");
        require(groups >= 2 * organizations, "An organization has at least two groups");
        require(
                largestOrganization >= 4 && largestOrganization <= users - 4 * (organizations - 1),
                "The largest organization leaves four people for each of the others");
        require(
                largestGroup >= 0 && largestGroup <= largestOrganization,
                "The largest group has no more members than its organization has people");
    }

    /** A partner, a reseller and twelve customers with 2,000 people. */
    public static EstateSize demo(long seed) {
        return new EstateSize(seed, 14, 2_000, 180, 9_000, 420, 300);
    }

    /** A plausible estate of so many people: one in five of them in one customer, ten memberships each. */
    public static EstateSize ofUsers(long seed, int users) {
        int organizations = Math.clamp(users / 1_000, 3, 1_000);
        return new EstateSize(
                seed,
                organizations,
                users,
                Math.max(users / 20, 2 * organizations),
                users * 10L,
                users / 5,
                users / 10);
    }

    private static void require(boolean holds, String otherwise) {
        Refusal.unless(holds, Refusal.Reason.MALFORMED, otherwise);
    }
}
