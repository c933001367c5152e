package io.tenantry.credentials;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.AccountProviders;
import io.tenantry.directory.Alongside;
import io.tenantry.directory.NewPassword;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Passwords that an administrator gives to people, for every surface that has a way to. Permissions are asked for before a
 * password is hashed, as hashing is expensive on purpose.
 */
@Component
public class UserPasswords {
    private final Access access;
    private final Passwords passwords;
    private final UserChanges changes;
    private final Follow follow;
    private final AuditTrail audit;
    private final AccountProviders providers;

    UserPasswords(
            Access access,
            Passwords passwords,
            UserChanges changes,
            Follow follow,
            AuditTrail audit,
            AccountProviders providers) {
        this.access = access;
        this.passwords = passwords;
        this.changes = changes;
        this.follow = follow;
        this.audit = audit;
        this.providers = providers;
    }

    /** What else has to do with it that a password was set. */
    @Component
    record Follow(Lockouts lockouts, PasswordNews news) {}

    /**
     * What is to become of a password.
     *
     * @param password the new one, or null to keep the one there is
     * @param mustChange whether its owner has to replace it at his next sign-in; null leaves that as it is, and for a new
     *     password means no
     * @param hash in place of a password: its hash as another system made it
     */
    public record Given(
            @Nullable String password,
            @Nullable Boolean mustChange,
            @Nullable String hash) {
        public Given(@Nullable String password, @Nullable Boolean mustChange) {
            this(password, mustChange, null);
        }

        /** Whether there is anything to do. */
        public boolean isEmpty() {
            return password == null && mustChange == null && hash == null;
        }
    }

    /** For {@link UserChanges#create}: gives the new user his first password in the transaction that makes him. */
    public Alongside first(Caller caller, OrganizationId organization, Values<UserField> user, Given given) {
        access.require(caller, Permission.USER_WRITE, organization);
        return writing(
                caller,
                organization,
                given,
                PasswordContext.of(
                        user.text(UserField.UPN),
                        user.text(UserField.DISPLAY_NAME),
                        user.text(UserField.MAIL_NICKNAME),
                        user.text(UserField.GIVEN_NAME),
                        user.text(UserField.SURNAME),
                        user.text(UserField.USER_NAME),
                        user.text(UserField.MAIL)));
    }

    /** For {@link UserChanges#change}: gives a user another password in the transaction that changes him; he is told by mail. */
    public Alongside another(Caller caller, OrganizationId organization, UserKey key, Given given) {
        User user = changes.touch(caller, Permission.USER_PASSWORD_WRITE, organization, key, Alongside.NOTHING);
        Alongside writing = writing(caller, organization, given, known(user));
        // Whoever brings hashes from another system gives nobody another password; whoever signs in elsewhere is told
        // there.
        return given.password() == null || providers.isElsewhere(organization)
                ? writing
                : (session, changed) -> {
                    writing.write(session, changed);
                    follow.news()
                            .given(session, changed.organization(), changed.id().value());
                };
    }

    /** Gives a user another password and changes nothing else of him. */
    public void set(Caller caller, OrganizationId organization, UserKey key, Given given) {
        Alongside writing = another(caller, organization, key, given);
        changes.touch(caller, Permission.USER_PASSWORD_WRITE, organization, key, writing);
    }

    /**
     * What the policy says against a password for the user, in words; nothing when it is good enough. Nothing is kept. Needs
     * {@code user.password.write}.
     */
    public List<String> problems(Caller caller, OrganizationId organization, UserKey key, String candidate) {
        User user = changes.touch(caller, Permission.USER_PASSWORD_WRITE, organization, key, Alongside.NOTHING);
        return passwords.problems(organization, candidate, known(user));
    }

    /**
     * Forgets the user's failed logons and ends a lock that would pass by itself; one that would not remains. Needs
     * {@code user.password.write}.
     */
    public void clearFailures(Caller caller, OrganizationId organization, UserKey key) {
        caller.requireInPerson();
        changes.touch(caller, Permission.USER_PASSWORD_WRITE, organization, key, (session, user) -> {
            follow.lockouts().clear(session, organization, user.id().value());
            record(session, caller, user, "user.unlock", null);
        });
    }

    private static PasswordContext known(User user) {
        return PasswordContext.of(
                user.upn(),
                user.displayName(),
                user.mailNickname(),
                user.givenName(),
                user.surname(),
                user.userName(),
                user.mail());
    }

    private Alongside writing(Caller caller, OrganizationId organization, Given given, PasswordContext context) {
        caller.requireInPerson();
        String password = given.password();
        boolean mustChange = Boolean.TRUE.equals(given.mustChange());
        if (providers.isElsewhere(organization)) {
            Refusal.unless(
                    given.hash() == null,
                    Refusal.Reason.CONFLICT,
                    "The user signs in elsewhere, where no hashes of passwords are taken");
            return new GoingElsewhere(caller, new NewPassword(password, mustChange));
        }
        if (password == null && given.hash() == null) {
            return (session, user) -> {
                passwords.setMustChange(session, user.organization(), user.id().value(), mustChange);
                record(session, caller, user, "user.password.set", Map.of("must_change", mustChange));
            };
        }
        PasswordHash hash = password == null
                ? passwords.imported(String.valueOf(given.hash()))
                : passwords.prepare(organization, password, context);
        return (session, user) -> {
            passwords.store(session, user.organization(), user.id().value(), hash, mustChange);
            record(session, caller, user, "user.password.set", Map.of("password", "***", "must_change", mustChange));
        };
    }

    /** A password that is set where the user signs in. The hub keeps no more of it than that it was set. */
    private final class GoingElsewhere implements Alongside {
        private final Caller caller;
        private final NewPassword password;

        GoingElsewhere(Caller caller, NewPassword password) {
            this.caller = caller;
            this.password = password;
        }

        @Override
        public void write(Session session, User user) {
            record(session, caller, user, "user.password.set", Map.of("must_change", password.mustChange()));
        }

        @Override
        public NewPassword password() {
            return password;
        }
    }

    private void record(Session session, Caller caller, User user, String action, @Nullable Map<String, ?> after) {
        AuditEvent event = AuditEvent.done(
                user.organization(),
                action,
                new AuditEvent.Target("user", user.id().toString(), user.upn(), null),
                null,
                after);
        audit.record(session, caller.actor(), event);
    }
}
