package io.tenantry.credentials;

import io.tenantry.credentials.internal.CredentialRows.Account;
import io.tenantry.credentials.internal.LogonJournal;
import io.tenantry.credentials.internal.PasswordCheck;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signing in with a name and a password: the one gate, whatever page or protocol stands before it. */
@Component
public class Logons {
    private final PasswordCheck check;
    private final Passwords passwords;
    private final SignInPolicies policies;
    private final Lockouts lockouts;
    private final LogonJournal journal;
    private final PasswordNews news;
    private final InstantSource clock;

    Logons(
            PasswordCheck check,
            Passwords passwords,
            SignInPolicies policies,
            Lockouts lockouts,
            Telling telling,
            InstantSource clock) {
        this.check = check;
        this.passwords = passwords;
        this.policies = policies;
        this.lockouts = lockouts;
        journal = telling.journal();
        news = telling.news();
        this.clock = clock;
    }

    /** Who is told what became of it: the trail, and the account's owner. */
    @Component
    record Telling(LogonJournal journal, PasswordNews news) {}

    /**
     * Compares a name and a password. Each account's failures are counted; after some of them it is locked, longer each time.
     *
     * @throws Refusal (BUSY) when too many people are signing in
     */
    public LogonResult signIn(String name, String password, String correlationId) {
        Account account = check.pass(name, password, correlationId);
        if (account == null) {
            return new LogonResult.Denied();
        }
        LogonResult.Welcome welcome = welcome(account);
        proven(account, welcome.mustChange() ? null : "user.signin", correlationId);
        return welcome;
    }

    /**
     * Signs in a person who has proven elsewhere who he is, such as to another OpenID provider.
     *
     * @param where what the audit trail calls that place
     * @return denied when his account is disabled or deleted
     */
    public LogonResult admit(OrganizationId organization, UUID user, String where, String correlationId) {
        Account account = check.account(organization, user);
        if (account == null || !account.active()) {
            return new LogonResult.Denied();
        }
        journal.tell(account, "user.signin", correlationId, Map.of("provider", where));
        return new LogonResult.Welcome(organization, user, false, null);
    }

    /**
     * Replaces one's own password; the current one is the proof. The account's owner is told by mail.
     *
     * @throws Refusal (MALFORMED) when the next one is not good enough, (CONFLICT) when another system looks after the password
     */
    public LogonResult replace(String name, String current, String next, String correlationId) {
        Account account = check.pass(name, current, correlationId);
        if (account == null) {
            return new LogonResult.Denied();
        }
        Refusal.unless(
                account.hash() != null,
                Refusal.Reason.CONFLICT,
                "The password is looked after by another system; change it there");
        // Before the next one is judged: choosing a bad one is no failed logon.
        proven(account, null, correlationId);
        PasswordHash hash = passwords.prepareOwn(account.organization(), account.user(), next);
        journal.write(account, "user.password.change", correlationId, session -> {
            passwords.store(session, account.organization(), account.user(), hash, false);
            news.changed(session, account.organization(), account.user());
        });
        return new LogonResult.Welcome(account.organization(), account.user(), false, null);
    }

    private void proven(Account account, @Nullable String action, String correlationId) {
        journal.write(
                account,
                action,
                correlationId,
                session -> lockouts.clear(session, account.organization(), account.user()));
    }

    private LogonResult.Welcome welcome(Account account) {
        PasswordExpirationPolicy policy = policies.of(account.organization()).expiration();
        Duration remaining = policy.remaining(account.changedAt(), clock.instant());
        boolean expired = remaining != null && !remaining.isPositive();
        return new LogonResult.Welcome(
                account.organization(),
                account.user(),
                account.mustChange() || expired,
                remaining == null || expired || !policy.warns(remaining) ? null : remaining);
    }
}
