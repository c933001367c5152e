package io.tenantry.console.groups;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.directory.Group;
import io.tenantry.tenancy.OrganizationId;
import java.util.EnumSet;
import java.util.Set;

/** Which kinds of groups somebody sees and changes; where he may none, all are asked for, and the refusal names what is missing. */
public final class GroupKinds {
    private GroupKinds() {}

    /** What pages call a kind. */
    public static String label(Group.Kind kind) {
        return switch (kind) {
            case HUB -> "Hub user group";
            case SECURITY -> "Security";
            case MICROSOFT_365 -> "Microsoft 365";
        };
    }

    /** Those that can be seen somewhere. */
    static Set<Group.Kind> readableAnywhere(Caller caller) {
        return kinds(
                !caller.reach(Permission.USER_GROUP_READ_BASIC).equals(Reach.nowhere()),
                !caller.reach(Permission.GROUP_READ_BASIC).equals(Reach.nowhere()));
    }

    public static Set<Group.Kind> readable(Caller caller, OrganizationId organization) {
        return kinds(
                caller.reach(Permission.USER_GROUP_READ_BASIC).covers(organization),
                caller.reach(Permission.GROUP_READ_BASIC).covers(organization));
    }

    public static Set<Group.Kind> writable(Caller caller, OrganizationId organization) {
        return kinds(
                caller.reach(Permission.USER_GROUP_WRITE).covers(organization),
                caller.reach(Permission.GROUP_WRITE).covers(organization));
    }

    /** The same, refused where none can be changed. */
    static Set<Group.Kind> required(Access access, Caller caller, OrganizationId organization) {
        Set<Group.Kind> kinds = writable(caller, organization);
        kinds.forEach(kind -> access.require(caller, toWrite(kind), organization));
        return kinds;
    }

    static Permission toWrite(Group.Kind kind) {
        return kind == Group.Kind.HUB ? Permission.USER_GROUP_WRITE : Permission.GROUP_WRITE;
    }

    private static Set<Group.Kind> kinds(boolean ofHub, boolean ofProvider) {
        Set<Group.Kind> kinds = EnumSet.noneOf(Group.Kind.class);
        if (ofHub) {
            kinds.add(Group.Kind.HUB);
        }
        if (ofProvider) {
            kinds.add(Group.Kind.SECURITY);
            kinds.add(Group.Kind.MICROSOFT_365);
        }
        return kinds.isEmpty() ? EnumSet.allOf(Group.Kind.class) : kinds;
    }
}
