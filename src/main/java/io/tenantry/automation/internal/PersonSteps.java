package io.tenantry.automation.internal;

import io.tenantry.access.Access;
import io.tenantry.access.Permission;
import io.tenantry.access.Secrets;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.PasswordHash;
import io.tenantry.credentials.Passwords;
import io.tenantry.directory.Alongside;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import io.tenantry.signin.Sessions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Steps on one person. */
@Component
final class PersonSteps {
    static final String GUEST = "Guest";

    private final UserChanges changes;
    private final Users users;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Access access;
    private final AuditTrail audit;

    PersonSteps(
            UserChanges changes, Users users, Passwords passwords, Sessions sessions, Access access, AuditTrail audit) {
        this.changes = changes;
        this.users = users;
        this.passwords = passwords;
        this.sessions = sessions;
        this.access = access;
        this.audit = audit;
    }

    StepResult change(StepRun step) {
        Values<UserField> values = Attributes.values(step.arguments());
        Refusal.unless(!values.isEmpty(), Refusal.Reason.MALFORMED, "Nothing was given to change");
        User after = changes.change(
                step.caller(), step.organization(), Told.user(step.target()), values, null, new Alongside() {
                    @Override
                    public void write(Session session, User user) {
                        write(session, user, user);
                    }

                    @Override
                    public void write(Session session, User before, User after) {
                        step.ledger()
                                .done(session, Attributes.changed(before, after).values());
                    }
                });
        return Attributes.told(after).done();
    }

    StepResult manager(StepRun step) {
        String manager = step.text("manager");
        User before = changes.touch(
                step.caller(), Permission.USER_WRITE, step.organization(), Told.user(step.target()), Alongside.NOTHING);
        User after = changes.changeManager(
                step.caller(),
                step.organization(),
                Told.user(step.target()),
                manager == null || manager.isBlank() ? null : Told.user(manager),
                null);
        UserId former = before.manager();
        return Told.of(
                        "managerId",
                        after.manager() == null ? null : after.manager().value())
                .and("formerManagerId", former == null ? null : former.value())
                .andChanged(!Objects.equals(former, after.manager()))
                .done();
    }

    /** Without a password the person gets one that nobody knows, unless he is to keep his. */
    StepResult password(StepRun step) {
        step.caller().requireInPerson();
        UserKey key = Told.user(step.target());
        User user = changes.touch(
                step.caller(), Permission.USER_PASSWORD_WRITE, step.organization(), key, Alongside.NOTHING);
        boolean mustChange = Boolean.TRUE.equals(step.flag("mustChange"));
        PasswordHash hash = Boolean.TRUE.equals(step.flag("keep")) ? null : hash(step, user);
        changes.touch(step.caller(), Permission.USER_PASSWORD_WRITE, step.organization(), key, (session, touched) -> {
            write(session, step, touched, hash, mustChange);
            step.ledger().done(session, Map.of());
        });
        return StepResult.done();
    }

    private PasswordHash hash(StepRun step, User user) {
        String given = step.text("password");
        String password = given == null || given.isEmpty() ? Secrets.next() : given;
        return passwords.prepare(
                step.organization(), password, PasswordContext.of(user.upn(), user.displayName(), user.surname()));
    }

    private void write(Session session, StepRun step, User user, @Nullable PasswordHash hash, boolean mustChange) {
        UUID id = user.id().value();
        if (hash == null) {
            passwords.setMustChange(session, user.organization(), id, mustChange);
        } else {
            passwords.store(session, user.organization(), id, hash, mustChange);
        }
        Map<String, Object> after =
                hash == null ? Map.of("must_change", mustChange) : Map.of("password", "***", "must_change", mustChange);
        audit.record(
                session,
                step.caller().actor(),
                AuditEvent.done(
                        user.organization(),
                        "user.password.set",
                        new AuditEvent.Target("user", id.toString(), user.upn(), null),
                        null,
                        after));
    }

    StepResult sessions(StepRun step) {
        User user = changes.touch(
                step.caller(),
                Permission.USER_PASSWORD_WRITE,
                step.organization(),
                Told.user(step.target()),
                Alongside.NOTHING);
        int ended = sessions.endOthers(
                step.caller().actor(), step.organization(), user.id().value(), new Sessions.Current(null, null));
        return Told.of("ended", ended).done();
    }

    /** One who is deleted already was deleted by an earlier try, or by somebody else in the meantime. */
    StepResult delete(StepRun step) {
        access.require(step.caller(), Permission.USER_DELETE, step.organization());
        User user = users.getEvenDeleted(step.caller(), step.organization(), Told.user(step.target()));
        boolean isLiving = !user.isDeleted();
        if (isLiving) {
            changes.delete(step.caller(), step.organization(), Told.user(step.target()));
            user = users.getDeleted(step.caller(), step.organization(), Told.user(step.target()));
        }
        return Told.of("deletedOn", Objects.requireNonNull(user.deletedAt()).toString())
                .andChanged(isLiving)
                .done();
    }

    StepResult restore(StepRun step) {
        User user = users.getEvenDeleted(step.caller(), step.organization(), Told.user(step.target()));
        User living =
                user.isDeleted() ? changes.restore(step.caller(), step.organization(), Told.user(step.target())) : user;
        return Told.of("upn", living.upn()).andChanged(user.isDeleted()).done();
    }

    /** Refuses whoever is no guest, so that what is meant for guests happens to nobody else. */
    StepResult guest(StepRun step) {
        User user = users.get(step.caller(), step.organization(), Told.user(step.target()));
        Refusal.unless(
                GUEST.equalsIgnoreCase(user.userType()),
                Refusal.Reason.CONFLICT,
                user.upn() + " is no guest of the organization but one of its own people");
        return Told.of("upn", user.upn()).done();
    }

    StepResult read(StepRun step) {
        User user = users.get(step.caller(), step.organization(), Told.user(step.target()));
        UserId manager = user.manager();
        return told(
                user,
                manager == null
                        ? null
                        : users.getEvenDeleted(step.caller(), step.organization(), new UserKey.Id(manager)));
    }

    /** The same for many people; those who are not there are left out, with their steps. */
    Map<UUID, StepResult.Done> read(List<StepRun> steps) {
        StepRun any = steps.getFirst();
        Map<UserId, User> people = users.getAll(
                any.caller(), any.organization(), ids(steps.stream().map(step -> new UserId(step.target()))));
        Map<UserId, User> managers = users.getAll(
                any.caller(),
                any.organization(),
                ids(people.values().stream().map(User::manager).filter(Objects::nonNull)));
        Map<UUID, StepResult.Done> read = new HashMap<>();
        for (StepRun step : steps) {
            User user = people.get(new UserId(step.target()));
            UserId manager = user == null ? null : user.manager();
            if (user != null && !user.isDeleted() && (manager == null || managers.containsKey(manager))) {
                read.put(step.effect(), told(user, manager == null ? null : managers.get(manager)));
            }
        }
        return read;
    }

    private static Set<UserId> ids(Stream<UserId> some) {
        return some.collect(Collectors.toSet());
    }

    private static StepResult.Done told(User user, @Nullable User manager) {
        Told told = Attributes.told(user).and("createdOn", user.createdAt().toString());
        if (manager != null) {
            told.and("managerId", manager.id().value()).and("managerUpn", manager.upn());
        }
        return new StepResult.Done(told.values());
    }
}
