package io.tenantry.credentials.internal;

import io.tenantry.credentials.PasswordSettings;
import io.tenantry.kernel.Refusal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id as OWASP advises it: 19 MiB, two passes. A few at a time and on threads of their own, so that a flood of sign-ins
 * costs neither the memory nor the threads that other requests need. Hashes from elsewhere are compared here too.
 */
@Component
public class PasswordHashes implements DisposableBean {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final String OURS = "$argon2id$v=19$m=";

    /** Of no password at all; comparing with it takes as long as comparing with a real one. */
    private static final String DUMMY = dummy();

    private final Argon2PasswordEncoder argon =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Hashing hashing = new Hashing();
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

    /** What can be done in one's turn. Each call takes about a tenth of a second of one core. */
    public final class Hashing {
        private Hashing() {}

        public String hash(TypedPassword password) {
            String hash = argon.encode(password.kept());
            if (hash == null) {
                throw new IllegalStateException("No hash for a password");
            }
            return hash;
        }

        /**
         * The spelling of the password that the hash is of, or null when it is of none. Without a hash the answer is null and
         * takes as long; a hash from elsewhere takes its own time besides.
         */
        public @Nullable String match(TypedPassword password, @Nullable String hash) {
            ForeignHash foreign = hash == null || isOurs(hash) ? null : ForeignHash.of(hash);
            String compared = hash == null || foreign != null ? DUMMY : hash;
            String found = null;
            for (String spelling : password.spellings()) {
                if (found == null && foreign != null && foreign.matches(spelling)) {
                    return spelling;
                }
                if (found == null && argon.matches(spelling, compared) && compared.equals(hash)) {
                    found = spelling;
                }
            }
            return found;
        }

        /** Whether the hash should be made anew from the spelling it matched. */
        public boolean isOutdated(String hash, TypedPassword password, String matched) {
            return !isOurs(hash) || argon.upgradeEncoding(hash) || !matched.equals(password.kept());
        }
    }

    /**
     * Waits for a turn and does the work then. What belongs to an attempt is done in its turn, so that one that never gets a
     * turn has not happened.
     *
     * @throws Refusal (BUSY) when too many are waiting already
     */
    public <T extends @Nullable Object> T inTurn(Function<Hashing, T> work) {
        Future<T> turn;
        try {
            turn = threads.submit(() -> work.apply(hashing));
        } catch (RejectedExecutionException full) {
            throw new Refusal(Refusal.Reason.BUSY, "Too many people are signing in; try again in a moment");
        }
        try {
            return turn.get();
        } catch (InterruptedException stopped) {
            turn.cancel(false);
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Reason.BUSY, "The hub is stopping");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("A password could not be hashed", failure.getCause());
        }
    }

    private static boolean isOurs(String hash) {
        return hash.startsWith(OURS);
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
        return OURS + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }
}
