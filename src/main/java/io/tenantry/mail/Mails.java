package io.tenantry.mail;

import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.mail.internal.Contents;
import io.tenantry.mail.internal.MailRows;
import io.tenantry.mail.internal.MailTexts;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.secrets.MasterKey;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Where mail begins: with the change that it tells of, or not at all. {@link MailSending} takes it from there. */
@Component
public class Mails {
    private static final Duration PATIENCE = Duration.ofDays(1);
    private static final int ADDRESS_LONGEST = 254;

    private final MailTexts texts;
    private final MasterKey master;
    private final JsonMapper json;
    private final InstantSource clock;

    public Mails(MailTexts texts, MasterKey master, JsonMapper json, InstantSource clock) {
        this.texts = texts;
        this.master = master;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Writes the mail into the queue, in the transaction of its cause. It is tried for a day, or for as long as it is of use.
     *
     * @throws Refusal (MALFORMED) when there is no mail to such an address
     */
    public void queue(Session session, Mail mail) {
        queue(session, Ids.next(), mail);
    }

    /** The same with an id by which it is found again. */
    void queue(Session session, UUID id, Mail mail) {
        Refusal.unless(isAddress(mail.address()), Refusal.Reason.MALFORMED, "This is no mail address", "email");
        Contents contents = texts.compose(mail);
        Instant patience = clock.instant().plus(PATIENCE);
        MailRows.insert(
                session,
                id,
                mail,
                master.encrypt(json.writeValueAsString(contents)),
                mail.until().isBefore(patience) ? mail.until() : patience);
    }

    /** Whether the text is one plain address, with nothing around it that a mail server could take for more. */
    public static boolean isAddress(String text) {
        try {
            boolean plain = text.length() <= ADDRESS_LONGEST
                    && text.chars().allMatch(c -> c > ' ' && c < 0x7F && "<>()[]\\,;:\"".indexOf(c) < 0);
            return plain && new InternetAddress(text, true).getAddress().equals(text);
        } catch (AddressException none) {
            return false;
        }
    }
}
