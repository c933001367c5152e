package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntSupplier;

/** News of ended tokens and disabled accounts reaches every node within a second. */
public final class WithinASecond {
    private static final long SECOND = 1_000_000_000;

    private WithinASecond() {}

    public static void becomes(int status, IntSupplier asked) {
        long end = System.nanoTime() + SECOND;
        int answer = asked.getAsInt();
        while (answer != status && System.nanoTime() < end) {
            answer = asked.getAsInt();
        }
        assertThat(answer).isEqualTo(status);
    }
}
