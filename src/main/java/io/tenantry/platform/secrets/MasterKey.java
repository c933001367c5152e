package io.tenantry.platform.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The key that secrets in the database are encrypted with. It never lies in the database itself. */
@Component
public final class MasterKey {
    static final String VARIABLE = "TENANTRY_MASTER_KEY";

    private static final String FORMER_FILE = "master.key.former";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    static final String FORMER_VARIABLE = "TENANTRY_FORMER_MASTER_KEY";

    private final SecretKeySpec key;
    private final @Nullable SecretKeySpec former;

    public MasterKey(Environment environment, @Value("${tenantry.data-directory:.tenantry}") Path dataDirectory) {
        String given = environment.getProperty(VARIABLE);
        key = new SecretKeySpec(
                given == null ? kept(dataDirectory.resolve("master.key")) : decoded(given, VARIABLE), "AES");
        String before = environment.getProperty(FORMER_VARIABLE);
        Path file = dataDirectory.resolve(FORMER_FILE);
        boolean isKept = before == null && given == null && Files.exists(file);
        former = before == null && !isKept
                ? null
                : new SecretKeySpec(before == null ? kept(file) : decoded(before, FORMER_VARIABLE), "AES");
    }

    /** Whether secrets may still be encrypted with the key before this one. */
    public boolean isNew() {
        return former != null;
    }

    /** The secret as it may be stored from now on, or null when it was encrypted with the present key already. */
    public @Nullable String renewed(String stored) {
        byte[] bytes = Base64.getDecoder().decode(stored);
        return opened(key, bytes) != null ? null : encrypt(decrypt(stored));
    }

    /**
     * Puts a new key in the place of the one in the data directory, which is kept beside it, so that the hub finds its secrets
     * when it is started again and encrypts them anew.
     *
     * @throws IllegalStateException when there is none, or the last change of keys is not over
     */
    public static void replace(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve("master.key");
        Path before = dataDirectory.resolve(FORMER_FILE);
        if (!Files.exists(file)) {
            throw new IllegalStateException("There is no " + file + "; a key that comes from " + VARIABLE
                    + " is replaced there, with the former one in " + FORMER_VARIABLE);
        }
        if (Files.exists(before)) {
            throw new IllegalStateException(
                    "There is a former key already: " + before + ". Remove it once nothing needs it any more");
        }
        // A copy first: whenever this is cut off, the present key is there, and the hub can read what it has.
        Files.createLink(before, file);
        Files.delete(file);
        create(file);
    }

    /** The secret as it may be stored; another text each time. */
    public String encrypt(String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            byte[] hidden = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] stored = Arrays.copyOf(nonce, NONCE_BYTES + hidden.length);
            System.arraycopy(hidden, 0, stored, NONCE_BYTES, hidden.length);
            return Base64.getEncoder().encodeToString(stored);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The secret that was stored. */
    public String decrypt(String stored) {
        byte[] bytes = Base64.getDecoder().decode(stored);
        byte[] secret = opened(key, bytes);
        if (secret == null && former != null) {
            secret = opened(former, bytes);
        }
        if (secret == null) {
            throw new IllegalStateException(
                    "The database's secrets were encrypted with another master key. Start the hub with the one it had: "
                            + "in the environment variable " + VARIABLE + " or as master.key in its data folder");
        }
        return new String(secret, StandardCharsets.UTF_8);
    }

    /** What the key opens, or null when it is not the right one. */
    private static byte @Nullable [] opened(SecretKeySpec key, byte[] stored) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, stored, 0, NONCE_BYTES));
            return cipher.doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES);
        } catch (GeneralSecurityException anotherKey) {
            return null;
        }
    }

    private static byte[] decoded(String text, String from) {
        byte[] bytes = Base64.getDecoder().decode(text.strip());
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("The master key in " + from + " is not 32 bytes in base64");
        }
        return bytes;
    }

    private static byte[] kept(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            others.removeAll(PosixFilePermissions.fromString("rw-------"));
            if (!others.isEmpty()) {
                throw new IllegalStateException("Others can read " + file + ": make it readable for its owner only");
            }
            return decoded(Files.readString(file), file.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException("The master key in " + file + " cannot be read", failure);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] fresh = new byte[KEY_BYTES];
        RANDOM.nextBytes(fresh);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path started = Files.createTempFile(file.toAbsolutePath().getParent(), "master", ".key");
        try {
            Files.write(started, Base64.getEncoder().encodeToString(fresh).getBytes(StandardCharsets.US_ASCII));
            // A link, unlike a move, does not replace the key of a hub that started at the same moment.
            Files.createLink(file, started);
        } catch (FileAlreadyExistsException other) {
            return;
        } finally {
            Files.delete(started);
        }
    }
}
