package io.tenantry.api.own;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.directory.Group;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which kinds of groups a caller deals with: those he has a permission for, or all when he has none and is to be refused. */
final class GroupKinds {
    private GroupKinds() {}

    static Set<Group.Kind> readable(Caller caller, OrganizationId organization) {
        return within(caller, organization, Permission.USER_GROUP_READ_BASIC, Permission.GROUP_READ_BASIC);
    }

    static Set<Group.Kind> writable(Caller caller, OrganizationId organization) {
        return within(caller, organization, Permission.USER_GROUP_WRITE, Permission.GROUP_WRITE);
    }

    static Group.Kind named(@Nullable Object name) {
        for (Group.Kind kind : Group.Kind.values()) {
            if (kind.stored().equals(name)) {
                return kind;
            }
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "The kind is one of hub, security and microsoft365", "kind");
    }

    private static Set<Group.Kind> within(
            Caller caller, OrganizationId organization, Permission ofHub, Permission ofProvider) {
        Set<Group.Kind> kinds = EnumSet.noneOf(Group.Kind.class);
        if (caller.reach(ofHub).covers(organization)) {
            kinds.add(Group.Kind.HUB);
        }
        if (caller.reach(ofProvider).covers(organization)) {
            kinds.add(Group.Kind.SECURITY);
            kinds.add(Group.Kind.MICROSOFT_365);
        }
        return kinds.isEmpty() ? EnumSet.allOf(Group.Kind.class) : kinds;
    }
}
