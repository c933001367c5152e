package io.tenantry.invitations;

import io.tenantry.access.Attempts;
import io.tenantry.access.Secrets;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.PasswordHash;
import io.tenantry.credentials.Passwords;
import io.tenantry.directory.Arrivals;
import io.tenantry.directory.User;
import io.tenantry.directory.UserId;
import io.tenantry.invitations.internal.InvitationRows;
import io.tenantry.invitations.internal.InvitationRows.Invited;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Taking up an account by the secret of an invitation, which is all the proof there is and works once. A secret that is unknown,
 * used, revoked or too old is one answer.
 */
@Component
public class Redemptions {
    private static final int SECRET_LENGTH = 43;
    private static final int SUBJECT_LONGEST = 512;
    private static final int SAME_PER_MINUTE = 20;

    private final InvitationRows rows;
    private final Arrivals arrivals;
    private final Passwords passwords;
    private final Attempts attempts;
    private final InvitationSettings settings;
    private final AuditTrail audit;

    Redemptions(
            InvitationRows rows,
            Arrivals arrivals,
            Passwords passwords,
            Attempts attempts,
            InvitationSettings settings,
            AuditTrail audit) {
        this.rows = rows;
        this.arrivals = arrivals;
        this.passwords = passwords;
        this.attempts = attempts;
        this.settings = settings;
        this.audit = audit;
    }

    /**
     * An account that waits for its owner, as it is shown to whoever holds the secret.
     *
     * @param organization where it is
     * @param organizationName what that is called
     */
    public record Waiting(OrganizationId organization, String organizationName, String displayName, String userName) {}

    /**
     * What somebody wants to be called and to sign in with.
     *
     * @param from where he calls from, to count his tries by
     */
    public record Wish(String displayName, String userName, Proof proof, String from) {}

    /**
     * The account behind a secret, or null when it does not work.
     *
     * @throws Refusal (TOO_MANY_CALLS)
     */
    public @Nullable Waiting look(String token, String from) {
        count(token, from);
        Invited invited = find(token);
        return invited == null
                ? null
                : new Waiting(
                        invited.organization(), invited.organizationName(), invited.displayName(), invited.userName());
    }

    /**
     * Whether the account behind the secret could have the user name.
     *
     * @throws Refusal (MALFORMED) with the target {@code token} when the secret does not work, (TOO_MANY_CALLS)
     */
    public boolean isAvailable(String token, String userName, String from) {
        count(token, from);
        Invited invited = living(token);
        return arrivals.couldHave(invited.organization(), new UserId(invited.user()), userName.strip());
    }

    /**
     * Gives the account to whoever holds the secret.
     *
     * @throws Refusal (MALFORMED) with the target {@code token} when the secret does not work, with others when the names or the
     *     password cannot be; (CONFLICT) when the user name or the subject is taken; (TOO_MANY_CALLS), (BUSY)
     */
    public void redeem(String token, Wish wish, String correlationId) {
        count(token, wish.from());
        Invited invited = living(token);
        String displayName = wish.displayName().strip();
        String userName = wish.userName().strip();
        PasswordHash hash = switch (wish.proof()) {
            case Proof.Password(var password) ->
                passwords.prepare(
                        invited.organization(),
                        password,
                        PasswordContext.of(
                                userName, displayName, invited.mail(), invited.upn(), invited.organizationName()));
            case Proof.Subject subject -> null;
        };
        String subject = wish.proof() instanceof Proof.Subject(var given) ? checked(given) : null;
        String provider = subject == null ? null : rows.provider(invited.organization());
        Refusal.unless(
                subject == null || provider != null,
                Refusal.Reason.MALFORMED,
                "The organization has no OpenID provider, or several: the account needs a password",
                "jwtSubject");
        Actor self =
                new Actor(invited.user(), Actor.Kind.USER, invited.upn(), invited.organization(), null, correlationId);
        Arrivals.Owner owner = new Arrivals.Owner(invited.organization(), new UserId(invited.user()), self);
        try {
            arrivals.arrive(owner, displayName, userName, (session, user) -> {
                if (!InvitationRows.redeem(session, invited)) {
                    throw dead();
                }
                if (hash != null) {
                    passwords.store(session, user.organization(), user.id().value(), hash, false);
                }
                if (subject != null) {
                    InvitationRows.link(session, invited, Objects.requireNonNull(provider), subject);
                }
                record(session, self, user, subject == null ? "password" : "subject");
            });
        } catch (DatabaseFailure failure) {
            Refusal.unless(
                    !failure.violatesUnique("external_identities_pkey"),
                    Refusal.Reason.CONFLICT,
                    "Another account belongs to this subject",
                    "jwtSubject");
            throw failure;
        }
    }

    private void count(String token, String from) {
        attempts.count("invitation", from, settings.triesPerMinute());
        attempts.count("invitation link", token, SAME_PER_MINUTE);
    }

    private Invited living(String token) {
        Invited invited = find(token);
        if (invited == null) {
            throw dead();
        }
        return invited;
    }

    private @Nullable Invited find(String token) {
        return token.length() == SECRET_LENGTH ? rows.withToken(Secrets.hash(token)) : null;
    }

    private static String checked(String subject) {
        Refusal.unless(
                !subject.isBlank()
                        && subject.length() <= SUBJECT_LONGEST
                        && subject.chars().noneMatch(Character::isISOControl),
                Refusal.Reason.MALFORMED,
                "A subject has 1 to " + SUBJECT_LONGEST + " printable characters",
                "jwtSubject");
        return subject;
    }

    private void record(Session session, Actor self, User user, String by) {
        audit.record(
                session,
                self,
                new AuditEvent(
                        user.organization(),
                        "user.invitation.redeem",
                        "user",
                        user.id().toString(),
                        user.upn(),
                        null,
                        AuditEvent.Outcome.DONE,
                        null,
                        null,
                        Map.of("by", by)));
    }

    private static Refusal dead() {
        return new Refusal(Refusal.Reason.MALFORMED, "This invitation does not work any more", "token");
    }
}
