package io.tenantry.credentials.internal;

import io.tenantry.credentials.BruteForceDetectionPolicy;
import io.tenantry.credentials.Lockouts;
import io.tenantry.credentials.PasswordSettings;
import io.tenantry.credentials.SignInPolicies;
import io.tenantry.credentials.internal.CredentialRows.Account;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/**
 * Compares codes of a person's app, and his recovery codes. Each try is counted before it is looked at, together with those of his
 * password, by his account and not by what somebody typed as its name.
 */
@Component
public class CodeCheck {
    private static final int LONGEST = 64;

    private final SecondFactorRows rows;
    private final Lockouts lockouts;
    private final SignInPolicies policies;
    private final PasswordSettings settings;
    private final InstantSource clock;

    CodeCheck(
            SecondFactorRows rows,
            Lockouts lockouts,
            SignInPolicies policies,
            PasswordSettings settings,
            InstantSource clock) {
        this.rows = rows;
        this.lockouts = lockouts;
        this.policies = policies;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the code is right, and uses it up. */
    public boolean passes(Account account, String typed, String correlationId) {
        long began = System.nanoTime();
        BruteForceDetectionPolicy policy =
                policies.of(account.organization()).bruteForce().forCodes();
        Lockouts.Attempt attempt = lockouts.begin(account, account.upn(), policy);
        boolean right = attempt.isOpen() && isRight(account, typed);
        if (!right) {
            if (attempt.isOpen()) {
                lockouts.failed(account, attempt, policy, "code", correlationId);
            }
            PasswordCheck.await(settings.deniedAfter().minusNanos(System.nanoTime() - began));
        }
        return right;
    }

    private boolean isRight(Account account, String typed) {
        String code = RecoveryCodes.plain(typed.length() <= LONGEST ? typed : "");
        String secret = rows.secret(account);
        OptionalLong step = secret == null ? OptionalLong.empty() : Totp.step(secret, code, clock.instant());
        return step.isPresent() ? rows.use(account, step.getAsLong()) : rows.spend(account, code);
    }
}
