package io.tenantry.mail.internal;

import io.tenantry.access.Reach;
import io.tenantry.mail.Mail;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table mails. The hub itself sends, for everybody. */
@Component
public class MailRows {
    private static final Reach HUB = new Reach.Everything();

    private final Database database;

    public MailRows(Database database) {
        this.database = database;
    }

    /**
     * A mail that one node has in hand.
     *
     * @param tries which try this is
     * @param isLate whether it is of no use any more
     */
    public record Due(
            OrganizationId organization,
            UUID id,
            UUID user,
            String kind,
            String recipient,
            String sealed,
            int tries,
            boolean isLate) {}

    public static void insert(Session session, UUID id, Mail mail, String sealed, Instant giveUpAt) {
        session.run(
                """
                INSERT INTO mails (organization_id, id, user_id, kind, recipient, sealed, give_up_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                mail.organization().value(),
                id,
                mail.user(),
                mail.kind().text(),
                mail.address(),
                sealed,
                giveUpAt);
    }

    /** Takes the next mail in hand: for some minutes no other node looks at it, longer than any server is waited for. */
    public @Nullable Due next() {
        return database.first(
                HUB,
                """
                UPDATE mails SET tries = tries + 1, next_try_at = clock_timestamp() + interval '10 minutes'
                WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM mails WHERE sealed IS NOT NULL AND next_try_at <= clock_timestamp()
                    ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED))
                RETURNING organization_id, id, user_id, kind, recipient, sealed, tries, give_up_at <= clock_timestamp()
                """,
                row -> new Due(
                        new OrganizationId(row.getObject(1, UUID.class)),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getInt(7),
                        row.getBoolean(8)));
    }

    /** The mail is out: its contents go. */
    public void sent(Due mail) {
        database.run(HUB, """
                UPDATE mails SET sealed = NULL, sent_at = clock_timestamp(), problem = NULL
                WHERE organization_id = ? AND id = ? AND tries = ? AND sealed IS NOT NULL
                """, mail.organization().value(), mail.id(), mail.tries());
    }

    /**
     * Puts the mail back until its next try: half a minute at first, then twice as long each time, at most an hour.
     *
     * @return false when that would be too late for it
     */
    public boolean later(Due mail, String problem) {
        return database.run(HUB, """
                        UPDATE mails SET problem = ?, next_try_at = clock_timestamp()
                            + least(interval '1 hour', interval '30 seconds' * power(2, least(tries - 1, 20)))
                        WHERE organization_id = ? AND id = ? AND tries = ? AND sealed IS NOT NULL AND clock_timestamp()
                            + least(interval '1 hour', interval '30 seconds' * power(2, least(tries - 1, 20))) < give_up_at
                        """, problem, mail.organization().value(), mail.id(), mail.tries()) == 1;
    }

    /**
     * Gives the mail up; its contents go.
     *
     * @return false when somebody else has meanwhile dealt with it
     */
    public static boolean giveUp(Session session, Due mail, String problem) {
        return session.run("""
                        UPDATE mails SET sealed = NULL, failed_at = clock_timestamp(), problem = ?
                        WHERE organization_id = ? AND id = ? AND tries = ? AND sealed IS NOT NULL
                        """, problem, mail.organization().value(), mail.id(), mail.tries()) == 1;
    }

    /** Forgets whom was written to a month ago. */
    public void forgetOld() {
        database.run(HUB, "DELETE FROM mails WHERE sealed IS NULL AND created_at < now() - interval '30 days'");
    }
}
