package io.tenantry.invitations;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Secrets;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.NewUser;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Values;
import io.tenantry.invitations.internal.InvitationRows;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.mail.Mail;
import io.tenantry.mail.Mails;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.web.HubAddress;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/**
 * Asking people in. Whoever is invited has an account that nobody can sign in to, until he takes it up by the secret link that is
 * mailed to him. {@link Redemptions} is his side of it.
 */
@Component
public class Invitations {
    private final Access access;
    private final UserChanges changes;
    private final Database database;
    private final Mails mails;
    private final AuditTrail audit;
    private final Around around;

    Invitations(Access access, UserChanges changes, Database database, Mails mails, AuditTrail audit, Around around) {
        this.access = access;
        this.changes = changes;
        this.database = database;
        this.mails = mails;
        this.audit = audit;
        this.around = around;
    }

    /** What else it takes: how long links work, where they lead, what time it is. */
    @Component
    record Around(InvitationSettings settings, HubAddress address, InstantSource clock) {}

    /** An invitation on its way, and whom it is for. */
    public record Sent(User user, Invitation invitation) {}

    /**
     * Makes an account and invites its owner, in one transaction with the mail.
     *
     * @param values UPN, display name and mail are among them
     * @throws Refusal as {@link UserChanges#create} does, and (MALFORMED) without a mail address
     */
    public Sent invite(Caller caller, OrganizationId organization, Values<UserField> values) {
        Refusal.unless(
                values.text(UserField.MAIL) != null,
                Refusal.Reason.MALFORMED,
                "An invitation needs a mail address",
                "email");
        AtomicReference<Invitation> made = new AtomicReference<>();
        User user = changes.create(
                caller,
                organization,
                new NewUser(null, values),
                (session, created) -> made.set(send(session, caller, created)));
        return new Sent(user, Objects.requireNonNull(made.get()));
    }

    /**
     * Mails the owner of an account another link, and ends the one before. Also invites people whose account was made without
     * an invitation, as an import does.
     *
     * @throws Refusal (CONFLICT) when he can sign in already, or has no mail address
     */
    public Sent send(Caller caller, OrganizationId organization, UserKey key) {
        AtomicReference<Invitation> made = new AtomicReference<>();
        User invited = changes.touch(caller, Permission.USER_WRITE, organization, key, (session, user) -> {
            Refusal.unless(
                    !InvitationRows.signsInAlready(
                            session, organization, user.id().value()),
                    Refusal.Reason.CONFLICT,
                    "This person can sign in already");
            Refusal.unless(user.enabled(), Refusal.Reason.CONFLICT, "The account is disabled");
            InvitationRows.revokeOpen(session, organization, user.id().value());
            made.set(send(session, caller, user));
        });
        return new Sent(invited, Objects.requireNonNull(made.get()));
    }

    /** Open invitations of the organization, under {@code user.readbasic}. */
    public Page<Invitation> list(Caller caller, OrganizationId organization, ListQuery query) {
        Reach reach = access.require(caller, Permission.USER_READ_BASIC, organization);
        return InvitationRows.list(database, reach, organization, query);
    }

    /**
     * Ends an invitation: its link is dead, and the account stays as it is.
     *
     * @throws Refusal (NOT_FOUND) when the organization has no such open invitation
     */
    public void revoke(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.USER_WRITE, organization);
        UUID user = InvitationRows.userOf(database, reach, organization, id);
        if (user == null) {
            throw notFound();
        }
        UserKey key = new UserKey.Id(new UserId(user));
        changes.touch(caller, Permission.USER_WRITE, organization, key, (session, invited) -> {
            if (!InvitationRows.revoke(session, organization, id)) {
                throw notFound();
            }
            audit.record(session, caller.actor(), event(invited, "user.invitation.revoke", Map.of("invitation", id)));
        });
    }

    private Invitation send(Session session, Caller caller, User user) {
        String mail = user.mail();
        if (mail == null) {
            throw new Refusal(Refusal.Reason.CONFLICT, "This person has no mail address", "email");
        }
        String secret = Secrets.next();
        // As finely as the database keeps it, so that it is told the same ever after.
        Instant now = around.clock().instant().truncatedTo(ChronoUnit.MICROS);
        Invitation invitation = new Invitation(
                user.organization(),
                Ids.next(),
                user.id(),
                user.userName(),
                user.displayName(),
                mail,
                now,
                caller.actor().name(),
                now.plus(around.settings().lifetime()));
        InvitationRows.insert(session, invitation, caller.actor().id(), Secrets.hash(secret));
        mails.queue(
                session,
                new Mail(
                        user.organization(),
                        user.id().value(),
                        Mail.Kind.INVITATION,
                        mail,
                        user.preferredLanguage(),
                        Map.of(
                                "name", user.displayName(),
                                "organization", InvitationRows.nameOf(session, user.organization())),
                        around.address().of("/account/invitation?token=" + secret),
                        invitation.expiresAt()));
        Map<String, ?> after = Map.of(
                "invitation", invitation.id(),
                "mail", mail,
                "expires_at", invitation.expiresAt().toString());
        audit.record(session, caller.actor(), event(user, "user.invitation.send", after));
        return invitation;
    }

    private static AuditEvent event(User user, String action, Map<String, ?> after) {
        return new AuditEvent(
                user.organization(),
                action,
                "user",
                user.id().toString(),
                user.upn(),
                null,
                AuditEvent.Outcome.DONE,
                null,
                null,
                after);
    }

    private static Refusal notFound() {
        return new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such open invitation");
    }
}
