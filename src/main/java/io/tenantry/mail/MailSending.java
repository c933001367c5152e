package io.tenantry.mail;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.mail.internal.Contents;
import io.tenantry.mail.internal.Delivery;
import io.tenantry.mail.internal.MailRows;
import io.tenantry.mail.internal.MailRows.Due;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.secrets.MasterKey;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends what is queued, and tries again what could not be sent, later each time. Any node may be at it, several at once. */
@Component
public class MailSending {
    private static final Logger LOG = LoggerFactory.getLogger(MailSending.class);
    private static final int PROBLEM_LONGEST = 300;

    private final Database database;
    private final MailRows rows;
    private final Delivery delivery;
    private final AuditTrail audit;
    private final MasterKey master;
    private final JsonMapper json;

    public MailSending(
            Database database, MailRows rows, Delivery delivery, AuditTrail audit, MasterKey master, JsonMapper json) {
        this.database = database;
        this.rows = rows;
        this.delivery = delivery;
        this.audit = audit;
        this.master = master;
        this.json = json;
    }

    /** Sends what is due, one mail after the other, until none is left or one could not be sent. */
    public void sendDue() {
        Due mail = rows.next();
        while (mail != null && send(mail) && !Thread.currentThread().isInterrupted()) {
            mail = rows.next();
        }
    }

    /** Forgets whom was written to long ago. */
    public void forgetOld() {
        rows.forgetOld();
    }

    private boolean send(Due mail) {
        if (mail.isLate()) {
            giveUp(mail, "It could not be sent in time");
            return true;
        }
        try {
            delivery.deliver(
                    mail.id(), mail.recipient(), json.readValue(master.decrypt(mail.sealed()), Contents.class));
            rows.sent(mail);
            return true;
        } catch (MailException failure) {
            // Said in one line: the server's own words, without ours around them.
            String problem = problem(failure);
            LOG.warn("Mail {} could not be sent (try {}): {}", mail.id(), mail.tries(), problem);
            if (!rows.later(mail, problem)) {
                giveUp(mail, problem);
            }
            return false;
        }
    }

    private void giveUp(Due mail, String problem) {
        database.change(new Reach.Some(Set.of(mail.organization())), session -> {
            if (MailRows.giveUp(session, mail, problem)) {
                audit.record(session, Actor.system("mail-" + mail.id()), event(mail, problem));
            }
        });
    }

    private static String problem(MailException failure) {
        Throwable cause = failure.getMostSpecificCause();
        String told = String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
        return told.length() <= PROBLEM_LONGEST ? told : told.substring(0, PROBLEM_LONGEST);
    }

    private static AuditEvent event(Due mail, String problem) {
        return new AuditEvent(
                mail.organization(),
                "mail.send",
                "user",
                mail.user().toString(),
                null,
                null,
                AuditEvent.Outcome.FAILED,
                problem,
                null,
                Map.of("kind", mail.kind(), "recipient", mail.recipient(), "tries", mail.tries()));
    }
}
