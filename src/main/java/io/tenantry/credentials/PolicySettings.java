package io.tenantry.credentials;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The policies of organizations that say nothing themselves, and above which none does. Each has members of its own. */
@ConfigurationProperties("tenantry.auth")
public record PolicySettings(
        @DefaultValue PasswordValidityPolicy passwordValidityPolicy,
        @DefaultValue PasswordExpirationPolicy passwordExpirationPolicy,
        @DefaultValue BruteForceDetectionPolicy bruteForceDetectionPolicy,
        @DefaultValue SecondFactorPolicy secondFactorPolicy) {
    SignInPolicy policy() {
        return new SignInPolicy(
                passwordValidityPolicy, passwordExpirationPolicy, bruteForceDetectionPolicy, secondFactorPolicy);
    }
}
