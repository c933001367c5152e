package io.tenantry.credentials.internal;

import io.tenantry.credentials.BruteForceDetectionPolicy;
import io.tenantry.credentials.ExternalAccount;
import io.tenantry.credentials.ExternalLogon;
import io.tenantry.credentials.Lockouts;
import io.tenantry.credentials.PasswordSettings;
import io.tenantry.credentials.SignInPolicies;
import io.tenantry.credentials.internal.CredentialRows.Account;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Compares a name and a password. Whatever is wrong, as much work is done and the answer comes as late: an unknown name, a wrong
 * password, a locked, disabled or invited account cannot be told apart.
 */
@Component
public class PasswordCheck {
    private static final int NAME_LONGEST = 600;
    private static final int PASSWORD_LONGEST = 2_048;

    /** No organization has this id, so it stands for the installation where a policy is looked up for nobody. */
    private static final OrganizationId NOWHERE = new OrganizationId(new UUID(0, 0));

    private final PasswordHashes hashes;
    private final CredentialRows rows;
    private final Lockouts lockouts;
    private final SignInPolicies policies;
    private final PasswordSettings settings;
    private final List<ExternalLogon> externals;

    PasswordCheck(
            PasswordHashes hashes,
            CredentialRows rows,
            Lockouts lockouts,
            SignInPolicies policies,
            PasswordSettings settings,
            ObjectProvider<ExternalLogon> externals) {
        this.hashes = hashes;
        this.rows = rows;
        this.lockouts = lockouts;
        this.policies = policies;
        this.settings = settings;
        this.externals = externals.orderedStream().toList();
    }

    /** An account whose password was right, and the attempt, which is still counted. */
    public record Passed(Account account, Lockouts.Attempt attempt) {}

    /**
     * The account whose name and password these are, or null.
     *
     * @throws Refusal (BUSY) when too many people are signing in
     */
    public @Nullable Passed pass(String name, String password, String correlationId) {
        long began = System.nanoTime();
        Passed passed = compare(name, password, correlationId);
        if (passed == null) {
            await(settings.deniedAfter().minusNanos(System.nanoTime() - began));
        }
        return passed;
    }

    /** The attempt alone does not sign anybody in: it is not counted any more, and what was counted before stays. */
    public void takeBack(Passed passed) {
        Account account = passed.account();
        lockouts.unknown(
                account, passed.attempt(), policies.of(account.organization()).bruteForce());
    }

    /** The account of this id, or null. */
    public @Nullable Account account(OrganizationId organization, UUID user) {
        return rows.account(organization, user);
    }

    private record Compared(Lockouts.Attempt attempt, boolean isRight) {}

    private @Nullable Passed compare(String name, String password, String correlationId) {
        String key = Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        boolean sensible = !key.isEmpty()
                && key.length() <= NAME_LONGEST
                && key.indexOf('\0') < 0
                && password.length() <= PASSWORD_LONGEST;
        Account named = sensible ? find(key) : null;
        Account account = named != null && mayTry(named) ? named : null;
        BruteForceDetectionPolicy policy =
                policies.of(account == null ? NOWHERE : account.organization()).bruteForce();
        TypedPassword typed = TypedPassword.of(sensible ? password : "");
        Compared compared = hashes.inTurn(turn -> {
            Lockouts.Attempt attempt = lockouts.begin(account, key, policy);
            return new Compared(attempt, isRight(turn, attempt.isOpen() ? account : null, typed));
        });
        if (account == null || !compared.attempt().isOpen()) {
            return null;
        }
        ExternalLogon.Answer answer = compared.isRight() ? ExternalLogon.Answer.RIGHT : askElsewhere(account, password);
        switch (answer) {
            case RIGHT -> {
                return new Passed(account, compared.attempt());
            }
            case WRONG -> lockouts.failed(account, compared.attempt(), policy, "password", correlationId);
            case UNREACHABLE -> lockouts.unknown(account, compared.attempt(), policy);
        }
        return null;
    }

    private @Nullable Account find(String name) {
        Account account = rows.named(name);
        int mark = name.lastIndexOf('#');
        return account != null || mark < 0 ? account : rows.named(name.substring(0, mark), name.substring(mark + 1));
    }

    /** Whether there is a password of the account, here or elsewhere, that could be right. */
    private boolean mayTry(Account account) {
        ExternalAccount external = account.external();
        return account.active() && (account.hash() != null || (external != null && serving(external) != null));
    }

    private boolean isRight(PasswordHashes.Hashing turn, @Nullable Account account, TypedPassword typed) {
        String hash = account == null ? null : account.hash();
        String matched = turn.match(typed, hash);
        if (account == null || hash == null || matched == null) {
            return false;
        }
        if (turn.isOutdated(hash, typed, matched)) {
            rows.rehash(account, turn.hash(typed));
        }
        return true;
    }

    private ExternalLogon.Answer askElsewhere(Account account, String password) {
        ExternalAccount external = account.external();
        ExternalLogon other = external == null ? null : serving(external);
        return external == null || other == null || password.isEmpty()
                ? ExternalLogon.Answer.WRONG
                : other.check(external, password);
    }

    private @Nullable ExternalLogon serving(ExternalAccount account) {
        return externals.stream()
                .filter(other -> other.serves(account))
                .findFirst()
                .orElse(null);
    }

    static void await(Duration left) {
        if (left.isPositive()) {
            try {
                Thread.sleep(left);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new Refusal(Refusal.Reason.BUSY, "The hub is stopping");
            }
        }
    }
}
