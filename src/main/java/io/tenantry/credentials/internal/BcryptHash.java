package io.tenantry.credentials.internal;

import java.util.regex.Matcher;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** As most web frameworks make it. Only the first 72 bytes of a password count; that is as it was where it comes from. */
record BcryptHash(String hash) implements ForeignHash {
    private static final int COST_MIN = 4;

    /** About a second. */
    private static final int COST_MAX = 14;

    static ForeignHash read(Matcher parts) {
        int cost = Integer.parseInt(parts.group(2));
        ForeignHash.bound(cost >= COST_MIN && cost <= COST_MAX);
        return new BcryptHash(parts.group(1));
    }

    @Override
    public boolean matches(String password) {
        return BCrypt.checkpw(password, hash);
    }
}
