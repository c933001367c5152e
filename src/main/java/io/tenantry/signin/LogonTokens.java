package io.tenantry.signin;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.SignInProof;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.signin.internal.AloneTokens;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Access tokens without a browser: for people who bring their name and password, and for those who act as somebody else. */
@Component
public class LogonTokens {
    private final AloneTokens tokens;
    private final Access access;
    private final Guards guards;
    private final Database database;
    private final AuditTrail audit;
    private final SignInSettings settings;

    LogonTokens(
            AloneTokens tokens,
            Access access,
            Guards guards,
            Database database,
            AuditTrail audit,
            SignInSettings settings) {
        this.tokens = tokens;
        this.access = access;
        this.guards = guards;
        this.database = database;
        this.audit = audit;
        this.settings = settings;
    }

    /** An access token, and how long it holds. */
    public record Issued(String token, Duration expiresIn) {
        /** Tokens do not belong into logs. */
        @Override
        public String toString() {
            return "Issued[expiresIn=" + expiresIn + "]";
        }
    }

    /**
     * A token for a person who has just signed in.
     *
     * @param issuer the address the hub was called at, for installations that have not been told theirs
     */
    public Issued issue(LogonResult.Welcome welcome, String issuer) {
        return database.transaction(
                new Reach.Some(Set.of(welcome.organization())),
                session -> new Issued(
                        tokens.issue(
                                session,
                                welcome.organization(),
                                welcome.user(),
                                null,
                                new AloneTokens.Terms(issuer, settings.accessTokens(), welcome.proof())),
                        settings.accessTokens()));
    }

    /**
     * A token with which the caller acts as a person. It names both, and the audit trail will; it opens no more than the caller
     * may do himself, and ends when the right to it does. Needs {@code user.impersonate}.
     *
     * @throws Refusal (NOT_PERMITTED) for the hub's own accounts, for people who cannot sign in themselves, for those more
     *     privileged than the caller, and to whoever acts as somebody else already; (NOT_FOUND)
     */
    public Issued impersonate(Caller caller, OrganizationId organization, UUID user, String issuer) {
        caller.requireInPerson();
        Reach reach = access.require(caller, Permission.USER_IMPERSONATE, organization);
        UUID actor = caller.actor().id();
        Refusal.unless(
                actor != null, Refusal.Reason.NOT_PERMITTED, "Whoever acts as somebody else is somebody himself");
        AloneTokens.Subject subject = tokens.subject(reach, organization, user);
        if (subject == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such user in the organization", "userId");
        }
        Refusal.unless(
                subject.isActive() && !subject.isSystem(),
                Refusal.Reason.NOT_PERMITTED,
                "Nobody acts as an account of the hub itself, or as one that cannot sign in",
                "userId");
        guards.mayTouch(caller, organization, user);
        return database.transaction(reach, session -> {
            String token = tokens.issue(
                    session,
                    organization,
                    user,
                    actor,
                    new AloneTokens.Terms(issuer, settings.impersonation(), SignInProof.ELSEWHERE));
            record(session, caller, organization, user, subject.upn());
            return new Issued(token, settings.impersonation());
        });
    }

    private void record(Session session, Caller caller, OrganizationId organization, UUID user, String upn) {
        audit.record(
                session,
                caller.actor(),
                AuditEvent.done(
                        organization,
                        "user.impersonate",
                        new AuditEvent.Target("user", user.toString(), upn, null),
                        null,
                        null));
    }
}
