package io.tenantry.tenancy;

import io.tenantry.kernel.Refusal;
import java.util.Locale;

/** What part an organization plays in the tree. The database keeps the rule of which may lie in which. */
public enum OrganizationKind {
    /** The operator of the hub, at the root, or a part of it. */
    PARTNER,
    /** Sells to customers of its own. */
    RESELLER,
    /** Has people and nothing below it. */
    CUSTOMER;

    /** How it stands in the database and on the wire. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of this name.
     *
     * @throws Refusal (MALFORMED) when there is none
     */
    public static OrganizationKind ofStored(String stored) {
        for (OrganizationKind kind : values()) {
            if (kind.stored().equals(stored)) {
                return kind;
            }
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "The kind is one of partner, reseller and customer", "kind");
    }
}
