package io.tenantry.credentials;

/**
 * What a browser is asked to sign with a passkey, or to make one for.
 *
 * @param options what WebAuthn calls so, as JSON
 * @param sealed the same for the hub, to be sent back with the answer
 */
public record PasskeyQuestion(String options, String sealed) {}
