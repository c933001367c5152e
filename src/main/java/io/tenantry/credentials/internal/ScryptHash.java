package io.tenantry.credentials.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import org.bouncycastle.crypto.generators.SCrypt;

/** With its cost spelled out, or packed into one hexadecimal number. */
@SuppressWarnings("ArrayRecordComponent") // two of these are never compared
record ScryptHash(int cost, int blocks, int lanes, byte[] salt, byte[] hash) implements ForeignHash {
    private static final long MEMORY_MAX = 64L << 20;
    private static final int LANES_MAX = 4;
    private static final int COST_BITS_MAX = 20;
    private static final int HASH_MIN = 16;
    private static final int HASH_MAX = 64;

    static ForeignHash read(Matcher parts) {
        return of(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                ForeignHash.decoded(parts.group(4)),
                ForeignHash.decoded(parts.group(5)));
    }

    static ForeignHash readPacked(Matcher parts) {
        int packed = Integer.parseInt(parts.group(1), 16);
        return of(
                packed >> 16,
                (packed >> 8) & 0xff,
                packed & 0xff,
                ForeignHash.decoded(parts.group(2)),
                ForeignHash.decoded(parts.group(3)));
    }

    private static ForeignHash of(int costBits, int blocks, int lanes, byte[] salt, byte[] hash) {
        ForeignHash.bound(costBits >= 1
                && costBits <= COST_BITS_MAX
                && blocks >= 1
                && lanes >= 1
                && lanes <= LANES_MAX
                && (128L * blocks) << costBits <= MEMORY_MAX
                && hash.length >= HASH_MIN
                && hash.length <= HASH_MAX);
        return new ScryptHash(1 << costBits, blocks, lanes, salt, hash);
    }

    @Override
    public boolean matches(String password) {
        byte[] made =
                SCrypt.generate(password.getBytes(StandardCharsets.UTF_8), salt, cost, blocks, lanes, hash.length);
        return MessageDigest.isEqual(made, hash);
    }
}
