package io.tenantry.credentials;

import io.tenantry.credentials.internal.CodeCheck;
import io.tenantry.credentials.internal.CredentialRows.Account;
import io.tenantry.credentials.internal.Demands;
import io.tenantry.credentials.internal.LogonJournal;
import io.tenantry.credentials.internal.PasskeyQuestions;
import io.tenantry.credentials.internal.PasskeyRows.Stored;
import io.tenantry.credentials.internal.PasswordCheck;
import io.tenantry.credentials.internal.PasswordCheck.Passed;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signing in with a name and a password, and whatever is asked for beside it: the one gate, whatever page or protocol stands before it. */
@Component
public class Logons {
    private static final String SIGN_IN = "user.signin";

    private final PasswordCheck check;
    private final Passwords passwords;
    private final Demands demands;
    private final Beyond beyond;
    private final Lockouts lockouts;
    private final Telling telling;

    Logons(
            PasswordCheck check,
            Passwords passwords,
            Demands demands,
            Beyond beyond,
            Lockouts lockouts,
            Telling telling) {
        this.check = check;
        this.passwords = passwords;
        this.demands = demands;
        this.beyond = beyond;
        this.lockouts = lockouts;
        this.telling = telling;
    }

    /** What there is beside passwords. */
    @Component
    record Beyond(CodeCheck codes, PasskeyQuestions keys, SecondFactors factors, Passkeys passkeys) {}

    /** Who is told what became of it: the trail, and the account's owner. */
    @Component
    record Telling(LogonJournal journal, PasswordNews news) {}

    /**
     * Compares a name and a password. Each account's failures are counted; after some of them it is locked, longer each time. A
     * right password ends the count only where nothing else is asked for.
     *
     * @throws Refusal (BUSY) when too many people are signing in
     */
    public LogonResult signIn(String name, String password, String correlationId) {
        Passed passed = check.pass(name, password, correlationId);
        if (passed == null) {
            return new LogonResult.Denied();
        }
        Account account = passed.account();
        LogonResult result = demands.of(account);
        switch (result) {
            case LogonResult.Welcome welcome -> proven(account, welcome.mustChange() ? null : SIGN_IN, correlationId);
            case LogonResult.EnrolmentDue due -> proven(account, null, correlationId);
            case LogonResult.SecondFactorDue due -> check.takeBack(passed);
            case LogonResult.Denied denied -> {}
        }
        return result;
    }

    /**
     * Compares a code of somebody who has just given the right password. Wrong codes are counted like wrong passwords, and with
     * them. Each code works once.
     */
    public LogonResult confirm(Halfway person, String code, String correlationId) {
        Account account = still(person);
        if (account == null || !beyond.codes().passes(account, code, correlationId)) {
            return new LogonResult.Denied();
        }
        return admit(account, SignInProof.PASSWORD_AND_CODE, correlationId);
    }

    /** The same with one of his passkeys. */
    public LogonResult confirm(Halfway person, String sealed, String answer, String correlationId) {
        Account account = still(person);
        Stored key = account == null ? null : beyond.keys().signed(person.user(), sealed, answer);
        return account == null || key == null
                ? new LogonResult.Denied()
                : admit(account, SignInProof.passwordAndPasskey(key.isSynced()), correlationId);
    }

    /**
     * Signs in whoever holds the passkey that has signed. Neither name nor password is asked for, so it does not matter when that
     * has to be replaced.
     */
    public LogonResult signInWithKey(String sealed, String answer, String correlationId) {
        Stored key = beyond.keys().signed(null, sealed, answer);
        Account account = key == null ? null : check.account(key.organization(), key.user());
        if (key == null || account == null || !account.active() || !account.signsInHere()) {
            return new LogonResult.Denied();
        }
        SignInProof proof = SignInProof.passkey(key.isSynced());
        admit(account, proof, correlationId);
        return new LogonResult.Welcome(account.organization(), account.user(), false, null, proof);
    }

    /**
     * Somebody who has set up a second factor on his way in.
     *
     * @param recoveryCodes never shown again
     */
    public record Enrolled(LogonResult result, List<String> recoveryCodes) {}

    /**
     * Keeps what somebody has set up who has just given the right password, and lets him in.
     *
     * @throws Refusal as {@link SecondFactors#add} and {@link Passkeys#add}
     */
    public Enrolled enrol(Halfway person, NewFactor factor, String correlationId) {
        Account account = still(person);
        // Whoever has one already proves that, and cannot go around it by adding another.
        if (account == null || !(demands.of(account) instanceof LogonResult.EnrolmentDue)) {
            return new Enrolled(new LogonResult.Denied(), List.of());
        }
        OrganizationId organization = account.organization();
        UUID user = account.user();
        List<String> codes = switch (factor) {
            case NewFactor.App app -> beyond.factors().add(organization, user, app, correlationId);
            case NewFactor.Key key -> beyond.passkeys().add(organization, user, key, correlationId);
        };
        return new Enrolled(admit(account, SignInProof.of(factor), correlationId), codes);
    }

    /** The person's account, unless it cannot sign in any more or has got another password meanwhile. */
    private @Nullable Account still(Halfway person) {
        Account account = check.account(person.organization(), person.user());
        return account != null
                        && account.active()
                        && !person.mustChange()
                        && Objects.equals(account.changedAt(), person.passwordSetAt())
                ? account
                : null;
    }

    private LogonResult admit(Account account, SignInProof proof, String correlationId) {
        telling.journal()
                .write(
                        account,
                        SIGN_IN,
                        Map.of("methods", proof.methods()),
                        correlationId,
                        session -> lockouts.clear(session, account.organization(), account.user()));
        return demands.welcome(account, proof);
    }

    /**
     * Signs in a person who has proven elsewhere who he is, such as to another OpenID provider.
     *
     * @param where what the audit trail calls that place
     * @return null when his account is disabled or deleted
     */
    public LogonResult.@Nullable Welcome admit(
            OrganizationId organization, UUID user, String where, String correlationId) {
        Account account = check.account(organization, user);
        if (account == null || !account.active()) {
            return null;
        }
        telling.journal().tell(account, SIGN_IN, correlationId, Map.of("provider", where));
        return new LogonResult.Welcome(organization, user, false, null, SignInProof.ELSEWHERE);
    }

    /**
     * Replaces the password of somebody who is not signed in; the current one is the proof, and a code where he has a second
     * factor. The account's owner is told by mail.
     *
     * @param code of his app, or a recovery code; null or empty for none
     * @return that a code is due, and nothing was changed, where he has a second factor and gave none
     * @throws Refusal (MALFORMED) when the next one is not good enough, (CONFLICT) when another system looks after the password
     */
    public LogonResult replace(String name, String current, String next, @Nullable String code, String correlationId) {
        Passed passed = check.pass(name, current, correlationId);
        if (passed == null) {
            return new LogonResult.Denied();
        }
        Account account = kept(passed.account());
        if (!demands.hasSecondFactor(account)) {
            change(account, next, correlationId);
            Account changed = Objects.requireNonNull(check.account(account.organization(), account.user()));
            return demands.of(changed);
        }
        check.takeBack(passed);
        if (code == null || code.isBlank()) {
            return new LogonResult.SecondFactorDue(demands.halfway(account));
        }
        // Judged before the code is used up: choosing a bad one costs none.
        PasswordHash hash = passwords.prepareOwn(account.organization(), account.user(), next);
        if (!beyond.codes().passes(account, code, correlationId)) {
            return new LogonResult.Denied();
        }
        proven(account, null, correlationId);
        store(account, hash, correlationId);
        return new LogonResult.Welcome(
                account.organization(), account.user(), false, null, SignInProof.PASSWORD_AND_CODE);
    }

    /**
     * Replaces the password of somebody who is signed in, with whatever was asked of him for that; the current one is the proof.
     *
     * @return false when that is wrong, or there were too many tries
     * @throws Refusal as {@link #replace}
     */
    public boolean replaceOwn(String name, String current, String next, String correlationId) {
        Passed passed = check.pass(name, current, correlationId);
        if (passed == null) {
            return false;
        }
        Account account = kept(passed.account());
        if (demands.hasSecondFactor(account)) {
            check.takeBack(passed);
            store(account, passwords.prepareOwn(account.organization(), account.user(), next), correlationId);
        } else {
            change(account, next, correlationId);
        }
        return true;
    }

    private static Account kept(Account account) {
        Refusal.unless(
                account.hash() != null,
                Refusal.Reason.CONFLICT,
                "The password is looked after by another system; change it there");
        return account;
    }

    private void change(Account account, String next, String correlationId) {
        // Before the next one is judged: choosing a bad one is no failed logon.
        proven(account, null, correlationId);
        store(account, passwords.prepareOwn(account.organization(), account.user(), next), correlationId);
    }

    private void store(Account account, PasswordHash hash, String correlationId) {
        telling.journal().write(account, "user.password.change", correlationId, session -> {
            passwords.store(session, account.organization(), account.user(), hash, false);
            telling.news().changed(session, account.organization(), account.user());
        });
    }

    private void proven(Account account, @Nullable String action, String correlationId) {
        telling.journal()
                .write(
                        account,
                        action,
                        correlationId,
                        session -> lockouts.clear(session, account.organization(), account.user()));
    }
}
