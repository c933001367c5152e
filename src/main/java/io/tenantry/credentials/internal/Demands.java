package io.tenantry.credentials.internal;

import io.tenantry.access.Principals;
import io.tenantry.credentials.Halfway;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.PasswordExpirationPolicy;
import io.tenantry.credentials.SecondFactorPolicy;
import io.tenantry.credentials.SignInPolicies;
import io.tenantry.credentials.SignInPolicy;
import io.tenantry.credentials.SignInProof;
import io.tenantry.credentials.internal.CredentialRows.Account;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** What is asked of people whose password was right, before it opens anything. */
@Component
public class Demands {
    private final SignInPolicies policies;
    private final SecondFactorRows factors;
    private final Principals principals;
    private final InstantSource clock;

    Demands(SignInPolicies policies, SecondFactorRows factors, Principals principals, InstantSource clock) {
        this.policies = policies;
        this.factors = factors;
        this.principals = principals;
        this.clock = clock;
    }

    /** Whoever has a second factor is asked for it, and who needs one and has none for setting one up. */
    public LogonResult of(Account account) {
        SignInPolicy policy = policies.of(account.organization());
        LogonResult.Welcome welcome = welcome(account, policy, SignInProof.PASSWORD);
        if (hasSecondFactor(account)) {
            return new LogonResult.SecondFactorDue(halfway(account, welcome));
        }
        return needsSecondFactor(account, policy.secondFactor())
                ? new LogonResult.EnrolmentDue(halfway(account, welcome))
                : welcome;
    }

    /** The account as one that has proven its password and nothing else. */
    public Halfway halfway(Account account) {
        return halfway(account, welcome(account, SignInProof.PASSWORD));
    }

    private static Halfway halfway(Account account, LogonResult.Welcome welcome) {
        return new Halfway(
                account.organization(),
                account.user(),
                account.changedAt(),
                welcome.mustChange(),
                welcome.passwordExpiresIn());
    }

    public boolean hasSecondFactor(Account account) {
        return factors.held(account.organization(), account.user()).isAny();
    }

    private boolean needsSecondFactor(Account account, SecondFactorPolicy policy) {
        return switch (policy.required()) {
            case NOBODY -> false;
            case OPERATORS -> principals.holdsRoles(account.user());
            case EVERYBODY -> true;
        };
    }

    /** Lets the person in who has proven all that is asked of him. */
    public LogonResult.Welcome welcome(Account account, SignInProof proof) {
        return welcome(account, policies.of(account.organization()), proof);
    }

    private LogonResult.Welcome welcome(Account account, SignInPolicy policy, SignInProof proof) {
        PasswordExpirationPolicy expiration = policy.expiration();
        Duration remaining = expiration.remaining(account.changedAt(), clock.instant());
        boolean expired = remaining != null && !remaining.isPositive();
        return new LogonResult.Welcome(
                account.organization(),
                account.user(),
                account.mustChange() || expired,
                remaining == null || expired || !expiration.warns(remaining) ? null : remaining,
                proof);
    }
}
