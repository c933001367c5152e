package io.tenantry.credentials.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Matcher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** As LDAP servers and several web frameworks make it. */
@SuppressWarnings("ArrayRecordComponent") // two of these are never compared
record Pbkdf2Hash(String algorithm, int rounds, byte[] salt, byte[] hash) implements ForeignHash {
    private static final int ROUNDS_MAX = 2_000_000;
    private static final int HASH_MIN = 16;
    private static final int HASH_MAX = 64;

    static ForeignHash read(Matcher parts) {
        return of(parts, ForeignHash.decoded(parts.group(3)));
    }

    static ForeignHash readWithPlainSalt(Matcher parts) {
        return of(parts, parts.group(3).getBytes(StandardCharsets.UTF_8));
    }

    private static ForeignHash of(Matcher parts, byte[] salt) {
        String digest = parts.group(1).replace("-", "").toUpperCase(Locale.ROOT);
        int rounds = Integer.parseInt(parts.group(2));
        byte[] hash = ForeignHash.decoded(parts.group(4));
        ForeignHash.bound(rounds >= 1
                && rounds <= ROUNDS_MAX
                && salt.length >= 1
                && hash.length >= HASH_MIN
                && hash.length <= HASH_MAX);
        return new Pbkdf2Hash("PBKDF2WithHmac" + (digest.isEmpty() ? "SHA1" : digest), rounds, salt, hash);
    }

    @Override
    public boolean matches(String password) {
        PBEKeySpec asked = new PBEKeySpec(password.toCharArray(), salt, rounds, hash.length * Byte.SIZE);
        try {
            byte[] made = SecretKeyFactory.getInstance(algorithm)
                    .generateSecret(asked)
                    .getEncoded();
            return MessageDigest.isEqual(made, hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + algorithm, impossible);
        } finally {
            asked.clearPassword();
        }
    }
}
