package io.tenantry.credentials.internal;

import io.tenantry.credentials.PasswordSettings;
import io.tenantry.kernel.Refusal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id as OWASP advises it: 19 MiB, two passes. A few at a time and on threads of their own, so that a flood of sign-ins
 * costs neither the memory nor the threads that other requests need.
 */
@Component
public class PasswordHashes implements DisposableBean {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;

    /** Of no password at all; comparing with it takes as long as comparing with a real one. */
    private static final String DUMMY = dummy();

    private final Argon2PasswordEncoder argon =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final ExecutorService threads;

    PasswordHashes(PasswordSettings settings) {
        int atOnce = settings.hashesAtOnce() > 0
                ? settings.hashesAtOnce()
                : Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.hashesWaiting()),
                Thread.ofPlatform().name("password-hash-", 1).daemon().factory());
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    /**
     * Hashes a password.
     *
     * @throws Refusal (BUSY) when too many are waiting already
     */
    public String hash(String password) {
        return run(() -> {
            String hash = argon.encode(password);
            if (hash == null) {
                throw new IllegalStateException("No hash for a password");
            }
            return hash;
        });
    }

    /**
     * Whether the hash is the password's. Without a hash the answer is no, and takes as long.
     *
     * @throws Refusal (BUSY) when too many are waiting already
     */
    public boolean matches(String password, @Nullable String hash) {
        return run(() -> argon.matches(password, hash == null ? DUMMY : hash) && hash != null);
    }

    /** Whether the hash was made with less effort than we make today. */
    public boolean isOutdated(String hash) {
        return argon.upgradeEncoding(hash);
    }

    private <T> T run(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException full) {
            throw new Refusal(Refusal.Reason.BUSY, "Too many people are signing in; try again in a moment");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Reason.BUSY, "The hub is stopping");
        } catch (ExecutionException failure) {
            throw new IllegalStateException("A password could not be hashed", failure.getCause());
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    private static String dummy() {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }
}
