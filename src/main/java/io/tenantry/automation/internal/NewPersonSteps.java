package io.tenantry.automation.internal;

import io.tenantry.access.Secrets;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.PasswordHash;
import io.tenantry.credentials.Passwords;
import io.tenantry.directory.AccountProviders;
import io.tenantry.directory.Alongside;
import io.tenantry.directory.NewPassword;
import io.tenantry.directory.NewUser;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Organizations;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.Domain;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Steps that make people. Whoever is made gets an id that tells that this step has made him, so that he is made once. */
@Component
final class NewPersonSteps {
    private final UserChanges changes;
    private final Users users;
    private final AccountProviders providers;
    private final Passwords passwords;
    private final Organizations organizations;
    private final MembershipSteps memberships;
    private final AuditTrail audit;

    NewPersonSteps(
            Accounts accounts,
            Passwords passwords,
            Organizations organizations,
            MembershipSteps memberships,
            AuditTrail audit) {
        this.changes = accounts.changes();
        this.users = accounts.users();
        this.providers = accounts.providers();
        this.passwords = passwords;
        this.organizations = organizations;
        this.memberships = memberships;
        this.audit = audit;
    }

    StepResult create(StepRun step) {
        Values<UserField> values = Attributes.values(step.arguments());
        String template = step.text("templateUser");
        User like = template == null || template.isBlank()
                ? null
                : users.get(step.caller(), step.organization(), Told.user(template));
        if (like != null) {
            Attributes.OF_TEMPLATE.forEach(field -> {
                Object value = like.value(field);
                if (!values.has(field) && value != null) {
                    values.set(field, value);
                }
            });
        }
        User made = made(step, values);
        if (like != null) {
            memberships.copy(step, like.id().value(), made.id().value());
        }
        return Told.of("userId", made.id().value()).and("upn", made.upn()).done();
    }

    /** A guest's sign-in name is made of his address, as at Microsoft. */
    StepResult invite(StepRun step) {
        String mail = step.required("mail");
        String domain = organizations.get(step.caller(), step.organization()).domains().stream()
                .filter(Domain::isDefault)
                .map(one -> one.name().value())
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.MALFORMED, "The organization has no domain that the guest's name could have"));
        Values<UserField> values = Attributes.values(step.arguments())
                .set(UserField.USER_TYPE, PersonSteps.GUEST)
                .set(UserField.UPN, mail.replace('@', '_') + "#EXT#@" + domain, "mail");
        User made = made(step, values);
        return Told.of("userId", made.id().value()).and("upn", made.upn()).done();
    }

    private User made(StepRun step, Values<UserField> values) {
        UserKey own = new UserKey.Id(new UserId(step.effect()));
        try {
            return users.get(step.caller(), step.organization(), own);
        } catch (Refusal none) {
            if (none.reason() != Refusal.Reason.NOT_FOUND) {
                throw none;
            }
        }
        return changes.create(
                step.caller(), step.organization(), new NewUser(step.effect(), values), password(step, values));
    }

    private Alongside password(StepRun step, Values<UserField> values) {
        String given = step.text("password");
        if (providers.isElsewhere(step.organization())) {
            // Other places want a password of everybody; one that nobody knows has to be set anew.
            return elsewhere(
                    given == null || given.isEmpty() ? Secrets.next() : given,
                    Boolean.TRUE.equals(step.flag("mustChange")));
        }
        if (given == null || given.isEmpty()) {
            return Alongside.NOTHING;
        }
        step.caller().requireInPerson();
        PasswordHash hash = passwords.prepare(
                step.organization(),
                given,
                PasswordContext.of(values.text(UserField.UPN), values.text(UserField.DISPLAY_NAME), surname(values)));
        boolean mustChange = Boolean.TRUE.equals(step.flag("mustChange"));
        return (session, user) -> {
            passwords.store(session, user.organization(), user.id().value(), hash, mustChange);
            audit.record(
                    session,
                    step.caller().actor(),
                    AuditEvent.done(
                            user.organization(),
                            "user.password.set",
                            new AuditEvent.Target("user", user.id().toString(), user.upn(), null),
                            null,
                            Map.of("password", "***", "must_change", mustChange)));
        };
    }

    /** A password that is set where the person signs in; the hub keeps none. */
    private static Alongside elsewhere(String password, boolean mustChange) {
        return new Alongside() {
            @Override
            public void write(Session session, User user) {
                // Nothing is kept here.
            }

            @Override
            public NewPassword password() {
                return new NewPassword(password, mustChange);
            }
        };
    }

    private static @Nullable String surname(Values<UserField> values) {
        return values.text(UserField.SURNAME);
    }
}
