package io.tenantry.credentials.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.regex.Matcher;

/** As old directory servers make it: fast, so all the more to be replaced at the next sign-in. */
@SuppressWarnings("ArrayRecordComponent") // two of these are never compared
record SaltedHash(String algorithm, byte[] salt, byte[] hash) implements ForeignHash {
    static ForeignHash read(Matcher parts) {
        String bits = parts.group(1);
        int length = bits.isEmpty() ? 20 : Integer.parseInt(bits) / Byte.SIZE;
        byte[] all = ForeignHash.decoded(parts.group(2));
        ForeignHash.bound(all.length > length);
        return new SaltedHash(
                bits.isEmpty() ? "SHA-1" : "SHA-" + bits,
                Arrays.copyOfRange(all, length, all.length),
                Arrays.copyOf(all, length));
    }

    @Override
    public boolean matches(String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(password.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(digest.digest(salt), hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has " + algorithm, impossible);
        }
    }
}
