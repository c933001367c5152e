package io.tenantry.credentials;

import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an attempt to sign in ended. */
public sealed interface LogonResult {
    /**
     * The password was right.
     *
     * @param mustChange whether it was set by somebody else or has expired, and has to be replaced before it opens anything
     * @param passwordExpiresIn how long the password still holds, told when that is not long any more; else null
     */
    record Welcome(
            OrganizationId organization,
            UUID user,
            boolean mustChange,
            @Nullable Duration passwordExpiresIn) implements LogonResult {}

    /** Wrong password, unknown or disabled account, too soon after too many tries: nobody is told which. */
    record Denied() implements LogonResult {}
}
