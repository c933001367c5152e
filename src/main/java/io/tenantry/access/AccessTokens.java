package io.tenantry.access;

/** Reads the access tokens that callers present. Whoever issues tokens implements it. */
public interface AccessTokens {
    /**
     * Checks signature, issuer, audience, type and expiry.
     *
     * @throws io.tenantry.kernel.Refusal (NOT_SIGNED_IN) when it is no access token of this hub, or not any more
     */
    Token verify(String token);

    /** Whether neither the token nor the sign-in it came from has been ended. Asks the database. */
    boolean isLiving(Token token);
}
