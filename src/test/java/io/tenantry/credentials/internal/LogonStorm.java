package io.tenantry.credentials.internal;

import io.tenantry.credentials.PasswordSettings;
import io.tenantry.kernel.Refusal;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Two thousand people who sign in at once, as a program of its own, so that it can be given little memory. */
final class LogonStorm {
    static final int PEOPLE = 2_000;

    private LogonStorm() {}

    public static void main(String[] arguments) {
        PasswordHashes hashes = new PasswordHashes(new PasswordSettings(2, 64, Duration.ZERO, true));
        TypedPassword typed = TypedPassword.of("violet tractor humming eleven");
        AtomicInteger compared = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < PEOPLE; n++) {
                threads.execute(() -> {
                    try {
                        hashes.inTurn(turn -> turn.match(typed, null));
                        compared.incrementAndGet();
                    } catch (Refusal busy) {
                        refused.incrementAndGet();
                    }
                });
            }
        }
        System.out.println(compared + " compared, " + refused + " refused");
        hashes.destroy();
    }
}
