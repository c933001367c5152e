package io.tenantry.credentials;

/** All that holds for the passwords, second factors and logons of one organization's people. */
public record SignInPolicy(
        PasswordValidityPolicy validity,
        PasswordExpirationPolicy expiration,
        BruteForceDetectionPolicy bruteForce,
        SecondFactorPolicy secondFactor) {}
