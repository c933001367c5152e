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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The key that secrets in the database are encrypted with. It never lies in the database itself. */
@Component
public final class MasterKey {
    static final String VARIABLE = "TENANTRY_MASTER_KEY";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    public MasterKey(Environment environment, @Value("${tenantry.data-directory:.tenantry}") Path dataDirectory) {
        String given = environment.getProperty(VARIABLE);
        key = new SecretKeySpec(
                given == null ? kept(dataDirectory.resolve("master.key")) : decoded(given, VARIABLE), "AES");
    }

    /** The secret as it may be stored; another text each time. */
    public String encrypt(String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] hidden = run(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(StandardCharsets.UTF_8));
        byte[] stored = Arrays.copyOf(nonce, NONCE_BYTES + hidden.length);
        System.arraycopy(hidden, 0, stored, NONCE_BYTES, hidden.length);
        return Base64.getEncoder().encodeToString(stored);
    }

    /** The secret that was stored. */
    public String decrypt(String stored) {
        byte[] bytes = Base64.getDecoder().decode(stored);
        byte[] secret = run(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(bytes, NONCE_BYTES),
                Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length));
        return new String(secret, StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(
                    "The database's secrets were encrypted with another master key. Start the hub with the one it had: "
                            + "in the environment variable " + VARIABLE + " or as master.key in its data folder",
                    failure);
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
