package io.tenantry.console;

import io.tenantry.access.Permission;
import io.tenantry.tenancy.OrganizationId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be done with what a page shows. It is done after a second look only, and where it may not be done the page
 * says why before anybody tries.
 *
 * @param name the last part of the address that does it
 * @param consequence what will happen, in a sentence
 * @param isDanger whether it takes something away
 * @param refusal why it may not be done, or null
 */
public record Act(
        String name,
        String label,
        String consequence,
        boolean isDanger,
        @Nullable String refusal) {
    /** An act that needs a permission there. */
    public static Act needing(
            Visit visit, Permission permission, OrganizationId there, String name, String label, String consequence) {
        String refusal = visit.caller().reach(permission).covers(there)
                ? null
                : "This needs the permission '" + permission.wireName() + "' ("
                        + permission.meaning().toLowerCase(Locale.ROOT) + ") for the organization.";
        return new Act(name, label, consequence, false, refusal);
    }

    /** The same as something that takes something away. */
    public Act dangerous() {
        return new Act(name, label, consequence, true, refusal);
    }

    /** The same, unless something else is against it. */
    public Act unless(@Nullable String otherwise) {
        return refusal != null || otherwise == null ? this : new Act(name, label, consequence, isDanger, otherwise);
    }
}
