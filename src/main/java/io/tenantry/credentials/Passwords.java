package io.tenantry.credentials;

import io.tenantry.credentials.internal.CredentialRows;
import io.tenantry.credentials.internal.CredentialRows.Account;
import io.tenantry.credentials.internal.ForeignHash;
import io.tenantry.credentials.internal.PasswordHashes;
import io.tenantry.credentials.internal.PasswordRules;
import io.tenantry.credentials.internal.TypedPassword;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Judges passwords and keeps them. */
@Component
public class Passwords {
    private final SignInPolicies policies;
    private final PasswordRules rules;
    private final PasswordHashes hashes;
    private final CredentialRows rows;

    Passwords(SignInPolicies policies, PasswordRules rules, PasswordHashes hashes, CredentialRows rows) {
        this.policies = policies;
        this.rules = rules;
        this.hashes = hashes;
        this.rows = rows;
    }

    /**
     * Judges a password by the organization's policy and hashes it. Slow on purpose: call it before the transaction, not in it.
     *
     * @param context what the password must not be made of
     * @throws Refusal (MALFORMED) saying what is wrong with it, (BUSY) when too many are being hashed
     */
    public PasswordHash prepare(OrganizationId organization, String candidate, PasswordContext context) {
        return accepted(candidate, problems(organization, candidate, context));
    }

    /** Like the other, by the installation's own policy: for accounts that are there before anybody could set another. */
    public PasswordHash prepare(String candidate, PasswordContext context) {
        return accepted(
                candidate,
                rules.problems(
                        TypedPassword.of(candidate),
                        context.words(),
                        policies.ofInstallation().validity()));
    }

    /**
     * Like {@link #prepare(OrganizationId, String, PasswordContext)}, for a person who chooses his own password: it is none of
     * those he had last, and not made of what anyone may know about him.
     */
    public PasswordHash prepareOwn(OrganizationId organization, UUID user, String candidate) {
        return accepted(candidate, problemsOfOwn(organization, user, candidate));
    }

    /** What the organization's policy has against the password, in words; nothing when it is good enough. Nothing is kept. */
    public List<String> problems(OrganizationId organization, String candidate, PasswordContext context) {
        return rules.problems(
                TypedPassword.of(candidate),
                context.words(),
                policies.of(organization).validity());
    }

    /** Like the other, for somebody of whom nobody knows yet where he will live. */
    public List<String> problems(String candidate, PasswordContext context) {
        return rules.problems(
                TypedPassword.of(candidate), context.words(), policies.ofRoot().validity());
    }

    /**
     * Like {@link #problems}, for a person who chooses his own password. Nobody else is told whether he had one before: it would
     * tell what he thinks of.
     *
     * @throws Refusal (BUSY) when too many are being hashed
     */
    public List<String> problemsOfOwn(OrganizationId organization, UUID user, String candidate) {
        PasswordValidityPolicy policy = policies.of(organization).validity();
        TypedPassword typed = TypedPassword.of(candidate);
        Account account = rows.account(organization, user);
        List<String> problems =
                new ArrayList<>(rules.problems(typed, account == null ? List.of() : account.known(), policy));
        if (problems.isEmpty() && wasUsed(organization, user, typed, policy.history())) {
            problems.add("The password is one of your last " + policy.history());
        }
        return problems;
    }

    /** Each comparison waits for a turn of its own, so that others are not kept waiting for all of them. */
    private boolean wasUsed(OrganizationId organization, UUID user, TypedPassword typed, int history) {
        for (String hash : rows.hashes(organization, user, history)) {
            if (hashes.inTurn(turn -> turn.match(typed, hash)) != null) {
                return true;
            }
        }
        return false;
    }

    private PasswordHash accepted(String candidate, List<String> problems) {
        Refusal.unless(problems.isEmpty(), Refusal.Reason.MALFORMED, String.join(". ", problems), "password");
        TypedPassword typed = TypedPassword.of(candidate);
        return new PasswordHash(hashes.inTurn(turn -> turn.hash(typed)));
    }

    /**
     * A hash as another system made it: bcrypt, PBKDF2, scrypt, salted SHA or Argon2. Its owner signs in with the password he
     * has, which is then hashed our way. No policy can judge a password that nobody can read.
     *
     * @throws Refusal (MALFORMED) when the form is not known, or the hash asks for more work than the hub does for one
     */
    public PasswordHash imported(String hash) {
        String given = hash.strip();
        ForeignHash.of(given);
        return new PasswordHash(given);
    }

    /**
     * Keeps the password and lets the user sign in with his UPN. Whoever is signed in as him is signed out.
     *
     * @param mustChange whether he has to replace it when he signs in
     */
    public void store(Session session, OrganizationId organization, UUID user, PasswordHash hash, boolean mustChange) {
        rows.store(session, organization, user, hash.encoded(), mustChange);
        rows.register(session, organization, user);
    }

    /**
     * Keeps the first passwords of many users, as {@link #store} does with one.
     *
     * @param mustChange whether each has to replace his at his first sign-in
     */
    public void storeFirst(
            Session session, OrganizationId organization, Map<UUID, PasswordHash> hashes, boolean mustChange) {
        rows.storeFirst(
                session,
                organization,
                hashes.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().encoded())),
                mustChange);
    }

    /** Makes the user replace his password when he next signs in, or not. */
    public void setMustChange(Session session, OrganizationId organization, UUID user, boolean mustChange) {
        rows.setMustChange(session, organization, user, mustChange);
    }

    /** Takes the password away: the user cannot sign in with one any more. */
    public void remove(Session session, OrganizationId organization, UUID user) {
        rows.release(session, organization, user);
        rows.remove(session, organization, user);
    }
}
