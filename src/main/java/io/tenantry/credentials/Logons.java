package io.tenantry.credentials;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.credentials.internal.CredentialRows;
import io.tenantry.credentials.internal.CredentialRows.Account;
import io.tenantry.credentials.internal.PasswordHashes;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Signing in with a name and a password: the one gate, whatever page or protocol stands before it. */
@Component
public class Logons {
    private static final int NAME_LONGEST = 600;
    private static final int PASSWORD_LONGEST = 2_048;

    private final PasswordHashes hashes;
    private final Passwords passwords;
    private final CredentialRows rows;
    private final Database database;
    private final AuditTrail audit;
    private final List<ExternalLogon> externals;

    Logons(
            PasswordHashes hashes,
            Passwords passwords,
            CredentialRows rows,
            Database database,
            AuditTrail audit,
            ObjectProvider<ExternalLogon> externals) {
        this.hashes = hashes;
        this.passwords = passwords;
        this.rows = rows;
        this.database = database;
        this.audit = audit;
        this.externals = externals.orderedStream().toList();
    }

    /**
     * Compares a name and a password. Each name's tries are counted; after some wrong ones the next has to wait, longer each
     * time.
     *
     * @throws io.tenantry.kernel.Refusal (BUSY) when too many people are signing in
     */
    public LogonResult signIn(String name, String password, String correlationId) {
        Account account = check(name, password);
        if (account == null) {
            return new LogonResult.Denied();
        }
        if (!account.mustChange()) {
            record(account, "user.signin", correlationId);
        }
        return new LogonResult.Welcome(account.organization(), account.user(), account.mustChange(), null);
    }

    /**
     * Signs in a person who has proven elsewhere who he is, such as to another OpenID provider.
     *
     * @return denied when his account is disabled or deleted
     */
    public LogonResult admit(OrganizationId organization, UUID user, String correlationId) {
        Account account = rows.account(organization, user);
        if (account == null || !account.active()) {
            return new LogonResult.Denied();
        }
        record(account, "user.signin", correlationId);
        return new LogonResult.Welcome(organization, user, false, null);
    }

    /**
     * Replaces one's own password; the current one is the proof.
     *
     * @throws io.tenantry.kernel.Refusal (MALFORMED) when the next one is not good enough
     */
    public LogonResult replace(String name, String current, String next, String correlationId) {
        Account account = check(name, current);
        if (account == null) {
            return new LogonResult.Denied();
        }
        PasswordHash hash = passwords.prepare(next, new PasswordContext(account.known()));
        Reach home = new Reach.Some(Set.of(account.organization()));
        database.change(home, session -> {
            passwords.store(session, account.organization(), account.user(), hash, false);
            audit.record(session, actor(account, correlationId), event(account, "user.password.change"));
        });
        return new LogonResult.Welcome(account.organization(), account.user(), false, null);
    }

    private @Nullable Account check(String name, String password) {
        String key = Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        boolean sensible = !key.isEmpty()
                && key.length() <= NAME_LONGEST
                && key.indexOf('\0') < 0
                && password.length() <= PASSWORD_LONGEST;
        if (!sensible || !rows.countTry(key)) {
            hashes.matches("", null);
            return null;
        }
        Account account = find(key);
        String given = Passwords.normalized(password);
        String hash = account != null && account.active() ? account.hash() : null;
        boolean right = hashes.matches(given, hash);
        if (account == null || !(hash == null ? isRightElsewhere(account, password) : right)) {
            return null;
        }
        rows.forgetTries(key);
        if (hash != null && hashes.isOutdated(hash)) {
            rows.rehash(account, hashes.hash(given));
        }
        return account;
    }

    private boolean isRightElsewhere(Account account, String password) {
        ExternalAccount external = account.external();
        if (external == null || !account.active() || password.isEmpty()) {
            return false;
        }
        for (ExternalLogon other : externals) {
            if (other.serves(external)) {
                return other.check(external, password) == ExternalLogon.Answer.RIGHT;
            }
        }
        return false;
    }

    private @Nullable Account find(String name) {
        Account account = rows.named(name);
        int mark = name.lastIndexOf('#');
        return account != null || mark < 0 ? account : rows.named(name.substring(0, mark), name.substring(mark + 1));
    }

    private void record(Account account, String action, String correlationId) {
        audit.recordAlone(
                new Reach.Some(Set.of(account.organization())), actor(account, correlationId), event(account, action));
    }

    private static Actor actor(Account account, String correlationId) {
        return new Actor(account.user(), Actor.Kind.USER, account.upn(), account.organization(), null, correlationId);
    }

    private static AuditEvent event(Account account, String action) {
        return new AuditEvent(
                account.organization(),
                action,
                "user",
                account.user().toString(),
                account.upn(),
                null,
                AuditEvent.Outcome.DONE,
                null,
                null,
                null);
    }
}
