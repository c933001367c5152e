package io.tenantry.directory;

import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;

/**
 * A place other than the hub where organizations' people and groups live. The directory carries each change out there first, and
 * then writes it into its own tables, which are a mirror. It may be slow, so no transaction is open meanwhile.
 */
public interface AccountProvider {
    /** Whether this organization's people and groups live there. Asked often, so it has to be quick. */
    boolean keeps(OrganizationId organization);

    /**
     * Carries a change out.
     *
     * @return the object id of what was made or changed
     * @throws io.tenantry.kernel.Refusal as the place has refused it, or because it does not answer
     */
    UUID carryOut(OrganizationId organization, AccountChange change);
}
