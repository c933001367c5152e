package io.tenantry.credentials;

import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;

/** How an attempt to sign in with a password ended. */
public sealed interface LogonResult {
    /**
     * The password was right.
     *
     * @param mustChange whether it was set by somebody else and has to be replaced before it opens anything
     */
    record Welcome(OrganizationId organization, UUID user, boolean mustChange) implements LogonResult {}

    /** Wrong password, unknown or disabled account, too soon after too many tries: nobody is told which. */
    record Denied() implements LogonResult {}
}
