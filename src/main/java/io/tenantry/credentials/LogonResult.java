package io.tenantry.credentials;

import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an attempt to sign in ended. */
public sealed interface LogonResult {
    /**
     * All that was asked for was right.
     *
     * @param mustChange whether the password was set by somebody else or has expired, and has to be replaced before it opens anything
     * @param passwordExpiresIn how long the password still holds, told when that is not long any more; else null
     * @param proof how he proved who he is
     */
    record Welcome(
            OrganizationId organization,
            UUID user,
            boolean mustChange,
            @Nullable Duration passwordExpiresIn,
            SignInProof proof)
            implements LogonResult {}

    /** The password was right, and the person has a second factor: it opens nothing without. */
    record SecondFactorDue(Halfway person) implements LogonResult {}

    /** The password was right, and the person has to set up a second factor before it opens anything. */
    record EnrolmentDue(Halfway person) implements LogonResult {}

    /** Wrong password, unknown or disabled account, too soon after too many tries: nobody is told which. */
    record Denied() implements LogonResult {}
}
