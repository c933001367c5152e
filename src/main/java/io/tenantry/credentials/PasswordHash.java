package io.tenantry.credentials;

/** A password that was found good enough, as it is kept. Only {@link Passwords#prepare} makes one. */
public final class PasswordHash {
    private final String encoded;

    PasswordHash(String encoded) {
        this.encoded = encoded;
    }

    String encoded() {
        return encoded;
    }

    /** Hashes do not belong into logs either. */
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
