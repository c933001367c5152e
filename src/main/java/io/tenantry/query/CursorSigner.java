package io.tenantry.query;

import io.tenantry.kernel.Refusal;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the tokens we hand out, so that nobody can make one or use somebody else's. The key has to be the same on every
 * node and after every restart, or walks break off.
 */
public final class CursorSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES_MIN = 32;
    private static final int SEAL_BYTES = 16;
    private static final int TOKEN_LENGTH_MAX = 16 * 1024;

    /** Has been given the key; each seal is made by a copy, as it keeps what it is told. */
    private final Mac keyed;

    public CursorSigner(byte[] key) {
        if (key.length < KEY_BYTES_MIN) {
            throw new IllegalArgumentException("The key for cursors needs " + KEY_BYTES_MIN + " bytes");
        }
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The content as a token that only {@link #open} with the same question takes. */
    public String sign(byte[] content, byte[] question) {
        byte[] token = Arrays.copyOf(content, content.length + SEAL_BYTES);
        System.arraycopy(seal(content, question), 0, token, content.length, SEAL_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * The content of a token.
     *
     * @throws Refusal (MALFORMED) when it is none of ours, or is for another question
     */
    public byte[] open(String token, byte[] question) {
        byte[] bytes = decoded(token);
        byte[] content = Arrays.copyOf(bytes, bytes.length - SEAL_BYTES);
        byte[] seal = Arrays.copyOfRange(bytes, content.length, bytes.length);
        if (!MessageDigest.isEqual(seal, seal(content, question))) {
            throw refusal();
        }
        return content;
    }

    private byte[] seal(byte[] content, byte[] question) {
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update(question);
            mac.update(content);
            return Arrays.copyOf(mac.doFinal(), SEAL_BYTES);
        } catch (CloneNotSupportedException everyJavaCan) {
            throw new IllegalStateException(everyJavaCan);
        }
    }

    private static byte[] decoded(String token) {
        if (token.length() > TOKEN_LENGTH_MAX) {
            throw refusal();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length <= SEAL_BYTES) {
                throw refusal();
            }
            return bytes;
        } catch (IllegalArgumentException notBase64) {
            throw refusal();
        }
    }

    /** The same answer whatever is wrong, so that it teaches nothing to those who try. */
    private static Refusal refusal() {
        return new Refusal(
                Refusal.Reason.MALFORMED, "The token to go on with does not belong to this list and this query");
    }
}
