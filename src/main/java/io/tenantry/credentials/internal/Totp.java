package io.tenantry.credentials.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of six digits that change every 30 seconds (RFC 6238), as every authenticator app shows them. */
public final class Totp {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** As long as what HMAC-SHA-1 makes of it, as RFC 4226 asks; a multiple of five, so that no padding is needed. */
    private static final int SECRET_BYTES = 20;

    private static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int CODES = 1_000_000;

    /** Clocks differ, and people type slowly: one step before and one after. */
    private static final int DRIFT = 1;

    private Totp() {}

    /** A new secret, in the letters that apps take. */
    public static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        StringBuilder letters = new StringBuilder();
        long held = 0;
        int bits = 0;
        for (byte next : bytes) {
            held = held << 8 | (next & 0xff);
            for (bits += 8; bits >= 5; bits -= 5) {
                letters.append(ALPHABET.charAt((int) (held >> (bits - 5) & 31)));
            }
        }
        return letters.toString();
    }

    /** The step that the code is of, if any near this moment. Takes the same time whichever it is. */
    public static OptionalLong step(String secret, String code, Instant now) {
        byte[] key = bytes(secret);
        long present = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        OptionalLong found = OptionalLong.empty();
        for (long step = present - DRIFT; step <= present + DRIFT; step++) {
            boolean matches = MessageDigest.isEqual(
                    code(key, step).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.UTF_8));
            // The latest that fits, so that the code is used up for all of them.
            found = matches ? OptionalLong.of(step) : found;
        }
        return found;
    }

    /** The code that the secret's app shows at a moment. */
    public static String code(String secret, Instant at) {
        return code(bytes(secret), Math.floorDiv(at.getEpochSecond(), STEP_SECONDS));
    }

    private static String code(byte[] key, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int from = hash[hash.length - 1] & 0xf;
            int number = (ByteBuffer.wrap(hash).getInt(from) & Integer.MAX_VALUE) % CODES;
            return String.valueOf(CODES + number).substring(1, 1 + DIGITS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HMAC-SHA-1", impossible);
        }
    }

    private static byte[] bytes(String letters) {
        ByteBuffer bytes = ByteBuffer.allocate(letters.length() * 5 / 8);
        long held = 0;
        int bits = 0;
        for (int i = 0; i < letters.length(); i++) {
            held = held << 5 | ALPHABET.indexOf(letters.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
            }
        }
        return bytes.array();
    }
}
