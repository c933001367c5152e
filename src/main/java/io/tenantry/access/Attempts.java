package io.tenantry.access;

import io.tenantry.access.internal.Throttle;
import io.tenantry.kernel.Refusal;
import org.springframework.stereotype.Component;

/** Counts what anybody may try without having signed in, so that nobody can try without end. All nodes count together. */
@Component
public class Attempts {
    private final Throttle throttle;

    Attempts(Throttle throttle) {
        this.throttle = throttle;
    }

    /**
     * Counts one try.
     *
     * @param what is tried, such as {@code redeem}
     * @param whose tries are counted together: an address, or what is tried to be guessed
     * @throws Refusal (TOO_MANY_CALLS) when there were more within 60 seconds than {@code most}
     */
    public void count(String what, String whose, int most) {
        // Hashed, as what comes from outside has any length and may be a secret.
        Refusal.unless(
                throttle.count(what + ' ' + Secrets.hash(whose), most) == 0,
                Refusal.Reason.TOO_MANY_CALLS,
                "Too many tries; wait a minute");
    }
}
