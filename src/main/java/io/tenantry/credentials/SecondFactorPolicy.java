package io.tenantry.credentials;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who has to prove more than a password. Anybody may; whoever must and has nothing yet sets it up when he next signs in.
 *
 * @param required of whom it is asked
 */
public record SecondFactorPolicy(@DefaultValue("nobody") Whom required) {
    /** Of whom a second factor is asked. */
    public enum Whom {
        NOBODY,
        /** People with any role. */
        OPERATORS,
        EVERYBODY
    }
}
