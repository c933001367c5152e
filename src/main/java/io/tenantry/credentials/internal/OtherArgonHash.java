package io.tenantry.credentials.internal;

import java.util.regex.Matcher;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Argon2 of another kind or with other costs than ours. */
record OtherArgonHash(String hash) implements ForeignHash {
    private static final int MEMORY_KIB_MAX = 64 << 10;
    private static final long WORK_MAX = 4L * MEMORY_KIB_MAX;
    private static final int LANES_MAX = 16;

    /** What a hash asks for stands in it; these are only for making new ones. */
    private static final Argon2PasswordEncoder ENCODER = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

    static ForeignHash read(Matcher parts) {
        int memory = Integer.parseInt(parts.group(2));
        int passes = Integer.parseInt(parts.group(3));
        int lanes = Integer.parseInt(parts.group(4));
        ForeignHash.bound(lanes >= 1
                && lanes <= LANES_MAX
                && memory >= 8 * lanes
                && memory <= MEMORY_KIB_MAX
                && passes >= 1
                && (long) memory * passes <= WORK_MAX);
        ForeignHash.decoded(parts.group(5));
        ForeignHash.decoded(parts.group(6));
        return new OtherArgonHash(parts.group(1));
    }

    @Override
    public boolean matches(String password) {
        return ENCODER.matches(password, hash);
    }
}
