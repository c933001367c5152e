package io.tenantry.credentials.internal;

import io.tenantry.access.Reach;
import io.tenantry.access.Secrets;
import io.tenantry.credentials.internal.CredentialRows.Account;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables authenticators and recovery_codes. Whoever signs in has no reach yet, so the hub itself reads. */
@Component
public class SecondFactorRows {
    private static final Reach HUB = new Reach.Everything();
    private static final String OF_PERSON = " WHERE organization_id = ? AND user_id = ?";

    private final Database database;
    private final MasterKey master;

    SecondFactorRows(Database database, MasterKey master) {
        this.database = database;
        this.master = master;
    }

    /**
     * What a person has beside a password.
     *
     * @param since when he set up his app; null when he has none
     * @param recoveryCodes how many of them are unused
     * @param passkeys how many he has
     */
    public record Held(@Nullable Instant since, int recoveryCodes, int passkeys) {
        /** Recovery codes alone are no factor: they stand in for one. */
        public boolean isAny() {
            return since != null || passkeys > 0;
        }
    }

    public Held held(OrganizationId organization, UUID user) {
        Held found = database.first(
                HUB,
                "SELECT (SELECT created_at FROM authenticators" + OF_PERSON + "), (SELECT count(*) FROM recovery_codes"
                        + OF_PERSON + " AND used_at IS NULL), (SELECT count(*) FROM passkeys" + OF_PERSON + ")",
                row -> {
                    return new Held(Moments.orNull(row, 1), row.getInt(2), row.getInt(3));
                },
                organization.value(),
                user,
                organization.value(),
                user,
                organization.value(),
                user);
        return found == null ? new Held(null, 0, 0) : found;
    }

    /** The secret of the person's app, or null. */
    @Nullable
    String secret(Account account) {
        String stored = database.first(
                HUB,
                "SELECT secret FROM authenticators" + OF_PERSON,
                row -> row.getString(1),
                account.organization().value(),
                account.user());
        return stored == null ? null : master.decrypt(stored);
    }

    /** Uses up a step; false when it, or one after it, was used already. */
    boolean use(Account account, long step) {
        return database.run(
                        HUB,
                        "UPDATE authenticators SET last_step = ?" + OF_PERSON + " AND last_step < ?",
                        step,
                        account.organization().value(),
                        account.user(),
                        step)
                == 1;
    }

    /** Uses up a recovery code; false when it is none, or was used already. */
    boolean spend(Account account, String code) {
        return database.run(
                        HUB,
                        "UPDATE recovery_codes SET used_at = now()" + OF_PERSON
                                + " AND code_hash = ? AND used_at IS NULL",
                        account.organization().value(),
                        account.user(),
                        Secrets.hash(code))
                == 1;
    }

    /** Keeps the app; false when there is one already. */
    public boolean add(Session session, OrganizationId organization, UUID user, String secret, long usedStep) {
        return session.run("""
                        INSERT INTO authenticators (organization_id, user_id, secret, last_step) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """, organization.value(), user, master.encrypt(secret), usedStep) == 1;
    }

    /** Makes new recovery codes in place of those there are. */
    public List<String> renewCodes(Session session, OrganizationId organization, UUID user) {
        removeCodes(session, organization, user);
        List<String> codes = RecoveryCodes.next();
        List<@Nullable Object[]> rows = new ArrayList<>();
        codes.forEach(
                code -> rows.add(new Object[] {organization.value(), user, Secrets.hash(RecoveryCodes.plain(code))}));
        session.runAll("INSERT INTO recovery_codes (organization_id, user_id, code_hash) VALUES (?, ?, ?)", rows);
        return codes;
    }

    public boolean removeAuthenticator(Session session, OrganizationId organization, UUID user) {
        return session.run("DELETE FROM authenticators" + OF_PERSON, organization.value(), user) == 1;
    }

    public void removeCodes(Session session, OrganizationId organization, UUID user) {
        session.run("DELETE FROM recovery_codes" + OF_PERSON, organization.value(), user);
    }

    /** Takes away all that the person has; false when that is nothing. */
    public boolean removeAll(Session session, OrganizationId organization, UUID user) {
        removeCodes(session, organization, user);
        int passkeys = session.run("DELETE FROM passkeys" + OF_PERSON, organization.value(), user);
        return removeAuthenticator(session, organization, user) || passkeys > 0;
    }
}
