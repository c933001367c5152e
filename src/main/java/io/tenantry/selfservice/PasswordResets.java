package io.tenantry.selfservice;

import io.tenantry.access.Attempts;
import io.tenantry.access.Reach;
import io.tenantry.access.Secrets;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.credentials.PasswordHash;
import io.tenantry.credentials.PasswordNews;
import io.tenantry.credentials.Passwords;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.mail.Mail;
import io.tenantry.mail.Mails;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.web.HubAddress;
import io.tenantry.selfservice.internal.ResetRows;
import io.tenantry.selfservice.internal.ResetRows.Asked;
import io.tenantry.selfservice.internal.ResetRows.Forgetful;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * New passwords for those who have forgotten theirs: whoever reads the account's mail may choose one. Asking does the same for
 * every name, and whether there is such an account is found out later, so neither the answer nor its time tells.
 */
@Component
public class PasswordResets {
    private static final int NAME_LONGEST = 600;
    private static final int SECRET_LENGTH = 43;
    private static final int SAME_PER_MINUTE = 10;

    private final Database database;
    private final ResetRows rows;
    private final Passwords passwords;
    private final Mails mails;
    private final AuditTrail audit;
    private final Around around;

    PasswordResets(
            Database database, ResetRows rows, Passwords passwords, Mails mails, AuditTrail audit, Around around) {
        this.database = database;
        this.rows = rows;
        this.passwords = passwords;
        this.mails = mails;
        this.audit = audit;
        this.around = around;
    }

    /** What else it takes: how long links work, who tried how often, where links lead, who is told, what time it is. */
    @Component
    record Around(
            SelfServiceSettings settings,
            Attempts attempts,
            HubAddress address,
            PasswordNews news,
            InstantSource clock) {}

    /**
     * Notes that somebody wants a new password for the account of this name. Nobody learns here whether there is one.
     *
     * @param from where the wish comes from, to count it by
     * @throws Refusal (TOO_MANY_CALLS) when there were many from there or for this name, (BUSY) when too many wait to be looked
     *     at
     */
    public void ask(String name, String from, String correlationId) {
        String wanted = name.strip();
        around.attempts().count("forgot", from, around.settings().triesPerMinute());
        around.attempts().count("forgot name", wanted.toLowerCase(Locale.ROOT), SAME_PER_MINUTE);
        boolean sensible = !wanted.isEmpty() && wanted.length() <= NAME_LONGEST && wanted.indexOf('\0') < 0;
        Refusal.unless(
                rows.note(sensible && around.settings().passwordResets() ? wanted : "", correlationId),
                Refusal.Reason.BUSY,
                "Too many people have forgotten their passwords; try again later");
    }

    /** Looks at what was noted, and writes to those who can have a new password. Any node may be at it. */
    public void work() {
        boolean more;
        do {
            more = database.transaction(new Reach.Everything(), this::next);
        } while (more && !Thread.currentThread().isInterrupted());
    }

    /** Forgets links that have long expired. */
    public void forgetOld() {
        rows.forgetOld();
    }

    private boolean next(Session session) {
        Asked asked = ResetRows.next(session);
        if (asked == null) {
            return false;
        }
        Forgetful person = ResetRows.account(session, asked.name());
        int before = person == null ? 0 : ResetRows.withinTheHour(session, person);
        if (person != null
                && Mails.isAddress(person.mail())
                && before < around.settings().resetsPerHour()) {
            write(session, person, asked);
        }
        return true;
    }

    private void write(Session session, Forgetful person, Asked asked) {
        String secret = Secrets.next();
        Instant until = around.clock().instant().plus(around.settings().resetLinks());
        UUID id = Ids.next();
        ResetRows.insert(session, person, id, Secrets.hash(secret), until);
        mails.queue(
                session,
                new Mail(
                        person.organization(),
                        person.user(),
                        Mail.Kind.PASSWORD_RESET,
                        person.mail(),
                        person.language(),
                        Map.of("name", person.displayName(), "account", person.upn()),
                        around.address().of("/account/reset?token=" + secret),
                        until));
        Actor nobody = new Actor(null, Actor.Kind.ANONYMOUS, asked.name(), null, null, asked.correlationId());
        audit.record(session, nobody, event(person, "user.password.reset.ask", Map.of("reset", id)));
    }

    /** An account whose owner may choose another password. */
    public record Forgotten(OrganizationId organization, String name) {}

    /**
     * Whether a link still works, for the page that it leads to.
     *
     * @return the account whose password it changes, or null
     * @throws Refusal (TOO_MANY_CALLS)
     */
    public @Nullable Forgotten account(String token, String from) {
        around.attempts().count("reset", from, around.settings().triesPerMinute());
        Forgetful person = find(token);
        return person == null ? null : new Forgotten(person.organization(), person.upn());
    }

    /**
     * Replaces the password of the account that the link was written for. Whoever was signed in as its owner is signed out.
     *
     * @throws Refusal (MALFORMED) with the target {@code token} when the link is unknown, used or too old, which is one answer;
     *     with another target when the password is not good enough
     */
    public void complete(String token, String next, String from, String correlationId) {
        around.attempts().count("reset", from, around.settings().triesPerMinute());
        around.attempts().count("reset link", token, SAME_PER_MINUTE);
        Forgetful person = find(token);
        if (person == null) {
            throw dead();
        }
        PasswordHash hash = passwords.prepareOwn(person.organization(), person.user(), next);
        database.change(new Reach.Some(Set.of(person.organization())), session -> {
            if (!ResetRows.use(session, person, Secrets.hash(token))) {
                throw dead();
            }
            passwords.store(session, person.organization(), person.user(), hash, false);
            Actor self =
                    new Actor(person.user(), Actor.Kind.USER, person.upn(), person.organization(), null, correlationId);
            audit.record(session, self, event(person, "user.password.reset", null));
            around.news().changed(session, person.organization(), person.user());
        });
    }

    private @Nullable Forgetful find(String token) {
        return token.length() == SECRET_LENGTH ? rows.withToken(Secrets.hash(token)) : null;
    }

    private static Refusal dead() {
        return new Refusal(Refusal.Reason.MALFORMED, "This link does not work any more", "token");
    }

    private static AuditEvent event(Forgetful person, String action, @Nullable Map<String, ?> after) {
        return AuditEvent.done(
                person.organization(),
                action,
                new AuditEvent.Target("user", person.user().toString(), person.upn(), null),
                null,
                after);
    }
}
