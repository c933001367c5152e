package io.tenantry.credentials;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.credentials.internal.CredentialRows.Account;
import io.tenantry.credentials.internal.PasswordCheck;
import io.tenantry.credentials.internal.SecondFactorRows;
import io.tenantry.credentials.internal.Setups;
import io.tenantry.credentials.internal.Totp;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people have beside their password: an app that shows codes, passkeys, and recovery codes for the day on which they are lost. */
@Component
public class SecondFactors {
    private final PasswordCheck accounts;
    private final SecondFactorRows rows;
    private final Setups setups;
    private final Logons.Telling telling;
    private final UserChanges changes;
    private final AuditTrail audit;

    SecondFactors(
            PasswordCheck accounts,
            SecondFactorRows rows,
            Setups setups,
            Logons.Telling telling,
            UserChanges changes,
            AuditTrail audit) {
        this.accounts = accounts;
        this.rows = rows;
        this.setups = setups;
        this.telling = telling;
        this.changes = changes;
        this.audit = audit;
    }

    /**
     * What somebody has.
     *
     * @param since when he set up his app; null when he has none
     * @param recoveryCodes how many of them are unused
     * @param passkeys how many he has
     */
    public record Held(@Nullable Instant since, int recoveryCodes, int passkeys) {
        public boolean isAny() {
            return since != null || passkeys > 0;
        }
    }

    /**
     * An app that is being set up, and not kept yet.
     *
     * @param secret what is typed into the app
     * @param address the same and more, for the picture that the app reads
     * @param sealed the same for the hub, to be sent back with the first code
     */
    public record Setup(String secret, String address, String sealed) {
        /** The secret in groups of four, for those who type it. */
        public String grouped() {
            return secret.replaceAll("(.{4})(?=.)", "$1 ");
        }

        /** Secrets do not belong into logs. */
        @Override
        public String toString() {
            return "Setup[]";
        }
    }

    public Held held(OrganizationId organization, UUID user) {
        SecondFactorRows.Held held = rows.held(organization, user);
        return new Held(held.since(), held.recoveryCodes(), held.passkeys());
    }

    /**
     * Begins to set up an app for the person who asks, or goes on with it for a page that is shown once more.
     *
     * @param sealed of the setup before, or anything else for a new one
     * @throws Refusal (CONFLICT) when he has no password here, so that there is nothing to be second to
     */
    public Setup setup(OrganizationId organization, UUID user, String sealed) {
        Account account = account(organization, user);
        String secret = setups.secret(account, sealed);
        return setups.begun(account, secret == null ? Totp.secret() : secret);
    }

    /**
     * Keeps the app whose first code this is. From now on the person is asked for codes.
     *
     * @return recovery codes, when this is the person's first second factor; else none. They are never shown again
     * @throws Refusal (MALFORMED) when the code is wrong or the page too old, (CONFLICT) when he has an app already
     */
    public List<String> add(OrganizationId organization, UUID user, NewFactor.App app, String correlationId) {
        Account account = account(organization, user);
        boolean isFirst = !rows.held(organization, user).isAny();
        String secret = setups.secret(account, app.sealed());
        if (secret == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The page was too old; begin again", "code");
        }
        OptionalLong step = setups.step(secret, app.code());
        Refusal.unless(
                step.isPresent(),
                Refusal.Reason.MALFORMED,
                "The code does not fit. Type the one that your app shows now; if it is that, the clock of your device is wrong",
                "code");
        List<String> codes = new ArrayList<>();
        telling.journal().write(account, "user.secondfactor.add", correlationId, session -> {
            Refusal.unless(
                    rows.add(session, organization, user, secret, step.getAsLong()),
                    Refusal.Reason.CONFLICT,
                    "You have set up an app already; remove that first");
            telling.news().factors(session, organization, user, "an authenticator app was added");
            if (isFirst) {
                codes.addAll(rows.renewCodes(session, organization, user));
            }
        });
        return codes;
    }

    /** Makes new recovery codes for somebody who has just proven his second factor; the old ones end. */
    public List<String> renewCodes(OrganizationId organization, UUID user, String correlationId) {
        Account account = account(organization, user);
        Refusal.unless(
                rows.held(organization, user).isAny(),
                Refusal.Reason.CONFLICT,
                "Recovery codes come with a second factor, and you have none");
        List<String> codes = new ArrayList<>();
        telling.journal().write(account, "user.secondfactor.codes", correlationId, session -> {
            telling.news().factors(session, organization, user, "new recovery codes were made");
            codes.addAll(rows.renewCodes(session, organization, user));
        });
        return codes;
    }

    /** Takes the app away from somebody who has just proven who he is; with his last second factor his recovery codes go too. */
    public void remove(OrganizationId organization, UUID user, String correlationId) {
        boolean isLast = rows.held(organization, user).passkeys() == 0;
        telling.journal().write(account(organization, user), "user.secondfactor.remove", correlationId, session -> {
            Refusal.unless(
                    rows.removeAuthenticator(session, organization, user),
                    Refusal.Reason.CONFLICT,
                    "You have not set up an app");
            telling.news().factors(session, organization, user, "the authenticator app was removed");
            if (isLast) {
                rows.removeCodes(session, organization, user);
            }
        });
    }

    /**
     * Takes away all that a person has, since he has lost it; his password then signs him in alone, or he sets up something new.
     * Needs {@code user.secondfactor.reset}.
     *
     * @throws Refusal (NOT_PERMITTED) for those more privileged than the caller, (CONFLICT) when there is nothing to take away
     */
    public void reset(Caller caller, OrganizationId organization, UserKey key) {
        caller.requireInPerson();
        changes.touch(caller, Permission.USER_SECOND_FACTOR_RESET, organization, key, (session, user) -> {
            Refusal.unless(
                    rows.removeAll(session, organization, user.id().value()),
                    Refusal.Reason.CONFLICT,
                    "The person has no second factor");
            telling.news()
                    .factors(
                            session,
                            organization,
                            user.id().value(),
                            "somebody who looks after the accounts took it away");
            audit.record(
                    session,
                    caller.actor(),
                    AuditEvent.done(
                            organization,
                            "user.secondfactor.reset",
                            new AuditEvent.Target("user", user.id().toString(), user.upn(), null),
                            null,
                            null));
        });
    }

    /** The account of somebody who signs in here, so that there is something to be second to. */
    Account account(OrganizationId organization, UUID user) {
        Account account = accounts.account(organization, user);
        if (account == null || !account.active() || !account.signsInHere()) {
            throw new Refusal(
                    Refusal.Reason.CONFLICT,
                    "You do not sign in with a password here, so there is nothing to add to it");
        }
        return account;
    }
}
