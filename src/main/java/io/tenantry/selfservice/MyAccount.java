package io.tenantry.selfservice;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditLog;
import io.tenantry.audit.RecordedEvent;
import io.tenantry.credentials.Logons;
import io.tenantry.credentials.Passwords;
import io.tenantry.kernel.Refusal;
import io.tenantry.signin.PersonSession;
import io.tenantry.signin.Sessions;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person may see and do of his own account, with whatever permissions or none. */
@Component
public class MyAccount {
    private static final Set<String> SIGN_INS = Set.of("user.signin", "user.lockout");
    private static final int SIGN_INS_SHOWN = 50;

    private final Sessions sessions;
    private final Logons logons;
    private final Passwords passwords;
    private final AuditLog log;

    MyAccount(Sessions sessions, Logons logons, Passwords passwords, AuditLog log) {
        this.sessions = sessions;
        this.logons = logons;
        this.passwords = passwords;
        this.log = log;
    }

    /**
     * A try to sign in to the account.
     *
     * @param succeeded whether it did
     * @param reason why not, or null
     */
    public record SignIn(
            Instant at, boolean succeeded, @Nullable String reason) {}

    private record Self(OrganizationId organization, UUID id) {}

    /** Where the caller is signed in, the latest first. */
    public List<PersonSession> sessions(Caller caller, Sessions.Current current) {
        Self self = self(caller);
        return sessions.list(self.organization(), self.id(), current);
    }

    /**
     * Ends one of the caller's sessions.
     *
     * @throws Refusal (NOT_FOUND) when he has no such session, (NOT_PERMITTED) to whoever only acts in his name
     */
    public void endSession(Caller caller, UUID session) {
        Self self = inPerson(caller);
        Refusal.unless(
                sessions.end(caller.actor(), self.organization(), self.id(), session),
                Refusal.Reason.NOT_FOUND,
                "You have no such session");
    }

    /** Ends all of the caller's sessions but the one he calls from, and tells how many. */
    public int endOtherSessions(Caller caller, Sessions.Current current) {
        Self self = inPerson(caller);
        return sessions.endOthers(caller.actor(), self.organization(), self.id(), current);
    }

    /** The latest tries to sign in as the caller, the newest first. */
    public List<SignIn> signIns(Caller caller) {
        Self self = self(caller);
        return log
                .latest(
                        new Reach.Some(Set.of(self.organization())),
                        self.organization(),
                        self.id().toString(),
                        SIGN_INS,
                        SIGN_INS_SHOWN)
                .stream()
                .map(MyAccount::signIn)
                .toList();
    }

    /**
     * Replaces the caller's password. All his sessions end.
     *
     * @throws Refusal (MALFORMED) when the current one is wrong or the next one not good enough, (NOT_PERMITTED) to whoever
     *     only acts in his name
     */
    public void changePassword(Caller caller, String current, String next) {
        Self self = inPerson(caller);
        Refusal.unless(
                !next.equals(current), Refusal.Reason.MALFORMED, "The new password is the old one", "newPassword");
        String name = caller.actor().name() + '#' + self.organization();
        Refusal.unless(
                logons.replaceOwn(name, current, next, caller.actor().correlationId()),
                Refusal.Reason.MALFORMED,
                "The current password is not right, or there were too many tries",
                "currentPassword");
    }

    private static SignIn signIn(RecordedEvent event) {
        return event.action().equals("user.lockout")
                ? new SignIn(
                        event.occurredAt(),
                        false,
                        "The password or the code was wrong too often, so the account was locked")
                : new SignIn(event.occurredAt(), event.outcome().equals("done"), event.reason());
    }

    /** What is wrong with a password the caller thinks of for himself, in words; nothing when it is good enough. Nothing is kept. */
    public List<String> problems(Caller caller, String candidate) {
        Self self = inPerson(caller);
        return passwords.problemsOfOwn(self.organization(), self.id(), candidate);
    }

    private static Self self(Caller caller) {
        UUID id = caller.self();
        OrganizationId home = caller.home();
        if (id == null || home == null || caller.actor().kind() != Actor.Kind.USER) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "Whoever calls is a program and no person");
        }
        return new Self(home, id);
    }

    /** Who has taken on somebody's identity sees with his eyes, but neither locks him out nor changes what he signs in with. */
    private static Self inPerson(Caller caller) {
        caller.requireInPerson();
        return self(caller);
    }
}
