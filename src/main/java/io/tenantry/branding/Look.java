package io.tenantry.branding;

import io.tenantry.tenancy.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * How pages look.
 *
 * @param name what stands at their head
 * @param accent the colour of links and buttons, or null for the hub's own
 * @param logoOf whose logo they have, or null for none
 * @param mark changes whenever any of it does
 */
public record Look(
        String name, @Nullable Accent accent, @Nullable OrganizationId logoOf, String mark) {
    /** While nobody has said anything else. */
    public static final Look USUAL = new Look("Tenantry", null, null, "0");
}
