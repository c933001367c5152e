package io.tenantry.changes.internal;

import io.tenantry.access.PrincipalKind;
import io.tenantry.changes.Subject;
import io.tenantry.changes.internal.Applying.Run;
import io.tenantry.directory.Alongside;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.NewPassword;
import io.tenantry.directory.NewUser;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.Licenses;
import io.tenantry.tenancy.OrganizationId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes things that live at a provider, by way of those who keep them: they ask the provider first and then follow here. */
@Component
class ThingsElsewhere {
    static final String CHANGED = "It was changed by somebody else after the plan was made";

    private static final int PASSWORD_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final UserChanges users;
    private final Groups groups;
    private final Memberships memberships;
    private final Licenses licenses;

    ThingsElsewhere(UserChanges users, Groups groups, Memberships memberships, Licenses licenses) {
        this.users = users;
        this.groups = groups;
        this.memberships = memberships;
        this.licenses = licenses;
    }

    /** Makes a person with his properties, and tells who he is. The place asks for a password; nobody is told of this one. */
    UUID make(Run run, ElsewhereRows.Target target) {
        Values<UserField> values = new Values<>();
        set(values, target);
        values.set(UserField.UPN, target.name(), "userPrincipalName");
        byte[] secret = new byte[PASSWORD_BYTES];
        random.nextBytes(secret);
        NewPassword password =
                new NewPassword("Aa1-" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret), true);
        return users.create(
                        run.caller(),
                        target.organization(),
                        new NewUser(target.id(), null, values),
                        Alongside.elsewhere(password))
                .id()
                .value();
    }

    private static void set(Values<UserField> values, ElsewhereRows.Target target) {
        target.properties().forEach((column, value) -> {
            if (Subject.USER.property(column) instanceof UserField field && field.editable()) {
                values.set(field, typed(field, value));
            }
        });
    }

    /**
     * Makes a thing what it is to be, as far as it is not. Of who was just made for it, the properties are there already.
     *
     * @throws Refusal (PRECONDITION_FAILED) when somebody else has changed it, and whatever those refuse who keep it
     */
    void apply(Run run, ElsewhereRows.Target target, ElsewhereRows.@Nullable Present now) {
        if (now == null) {
            throw new Refusal(Refusal.Reason.PRECONDITION_FAILED, CHANGED);
        }
        if (now.isWhole()) {
            return;
        }
        boolean untouched = target.isNew() || now.version() == target.version();
        Refusal.unless(
                untouched || (target.hasProperties() && now.hasProperties()),
                Refusal.Reason.PRECONDITION_FAILED,
                CHANGED);
        if (!now.hasProperties()) {
            if (run.change().subject() == Subject.USER) {
                applyToUser(run, target);
            } else {
                applyToGroup(run, target, Group.Kind.ofStored(now.kind()));
            }
        }
        now.groups().forEach((group, kind) -> join(run, target, group, Group.Kind.ofStored(kind)));
        if (!now.licenses().isEmpty()) {
            licenses.change(run.caller(), target.organization(), user(target), licenseChange(target, now.licenses()));
        }
    }

    private void applyToUser(Run run, ElsewhereRows.Target target) {
        Object deleted = target.after().get("deleted");
        if (Boolean.TRUE.equals(deleted)) {
            users.delete(run.caller(), target.organization(), user(target), target.version());
        } else if (Boolean.FALSE.equals(deleted)) {
            users.restore(run.caller(), target.organization(), user(target));
        } else {
            setProperties(run, target);
        }
    }

    /** Other people are told to the provider in calls of their own. Whoever is new has everything else by now. */
    private void setProperties(Run run, ElsewhereRows.Target target) {
        Values<UserField> values = new Values<>();
        set(values, target);
        if (!target.isNew() && !values.isEmpty()) {
            users.change(
                    run.caller(), target.organization(), user(target), values, target.version(), Alongside.NOTHING);
        }
        if (target.namesManager()) {
            UUID manager = target.manager();
            users.changeManager(
                    run.caller(),
                    target.organization(),
                    user(target),
                    manager == null ? null : new UserKey.Id(new UserId(manager)),
                    null);
        }
    }

    private void applyToGroup(Run run, ElsewhereRows.Target target, Group.Kind kind) {
        GroupKey key = new GroupKey.Id(new GroupId(target.id()));
        Object deleted = target.after().get("deleted");
        if (Boolean.TRUE.equals(deleted)) {
            groups.delete(run.caller(), target.organization(), key, Set.of(kind), target.version());
        } else if (Boolean.FALSE.equals(deleted)) {
            groups.restore(run.caller(), target.organization(), key, Set.of(kind));
        } else {
            Values<GroupField> values = new Values<>();
            target.properties().forEach((column, value) -> {
                if (Subject.GROUP.property(column) instanceof GroupField field && field.editable()) {
                    values.set(field, typed(field, value));
                }
            });
            groups.change(run.caller(), target.organization(), key, Set.of(kind), values, target.version());
        }
    }

    private void join(Run run, ElsewhereRows.Target target, UUID group, Group.Kind kind) {
        PrincipalKind principal = run.change().subject() == Subject.USER ? PrincipalKind.USER : PrincipalKind.GROUP;
        Memberships.MemberKey member =
                new Memberships.MemberKey(target.id(), false, principal, Refusal.Reason.NOT_FOUND, "id");
        GroupKey key = new GroupKey.Id(new GroupId(group));
        OrganizationId organization = target.organization();
        if (target.comesInto(group)) {
            memberships.add(run.caller(), organization, key, Set.of(kind), member);
        } else {
            memberships.remove(run.caller(), organization, key, Set.of(kind), member);
        }
    }

    private static LicenseChange licenseChange(ElsewhereRows.Target target, Set<UUID> differing) {
        List<LicenseChange.Added> add = new ArrayList<>();
        List<UUID> remove = new ArrayList<>();
        for (UUID sku : differing) {
            Set<UUID> disabled = target.disabledPlans(sku);
            if (disabled == null) {
                remove.add(sku);
            } else {
                add.add(new LicenseChange.Added(sku, disabled));
            }
        }
        return new LicenseChange(add, remove);
    }

    private static UserKey user(ElsewhereRows.Target target) {
        return new UserKey.Id(new UserId(target.id()));
    }

    private static @Nullable Object typed(Property property, @Nullable Object value) {
        return property.kind() == Property.Kind.UUID && value instanceof String text ? UUID.fromString(text) : value;
    }
}
