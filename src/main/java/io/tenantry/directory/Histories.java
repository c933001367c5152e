package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.Version;
import io.tenantry.directory.internal.PastRows;
import io.tenantry.directory.internal.VersionRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All versions of one person or group, the newest first, with who made each and why. Also of those that are deleted or gone. */
@Component
public class Histories {
    private final Database database;
    private final Access access;
    private final Groups groups;

    Histories(Database database, Access access, Groups groups) {
        this.database = database;
        this.access = access;
        this.groups = groups;
    }

    /** One group as it was at a moment of the past, or is now where that is null. Today's rights decide. */
    public Group group(
            Caller caller, OrganizationId organization, GroupKey key, Set<Group.Kind> kinds, @Nullable Instant asOf) {
        if (asOf == null) {
            return groups.get(caller, organization, key, kinds);
        }
        return then(Groups.toRead(access, caller, organization, kinds), database, organization, key, kinds, asOf);
    }

    static Group then(
            Reach reach,
            Database database,
            OrganizationId organization,
            GroupKey key,
            Set<Group.Kind> kinds,
            Instant at) {
        Group group = PastRows.group(database, reach, organization.value(), key, at);
        if (group == null || !kinds.contains(group.kind())) {
            throw Groups.notFound();
        }
        return group;
    }

    /**
     * A person's versions.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code user.read} and {@code audit.read}, (NOT_FOUND)
     */
    public List<Version<User>> ofUser(Caller caller, OrganizationId organization, UserId user) {
        access.require(caller, Permission.AUDIT_READ, organization);
        Reach reach = access.require(caller, Permission.USER_READ, organization);
        List<Version<User>> versions = VersionRows.ofUser(database, reach, organization.value(), user.value());
        if (versions.isEmpty()) {
            throw Users.notFound();
        }
        return versions;
    }

    /** A group's versions. Its members are not part of it; {@code asOf} on their list tells who they were. */
    public List<Version<Group>> ofGroup(
            Caller caller, OrganizationId organization, GroupId group, Set<Group.Kind> kinds) {
        Reach reach = access.require(caller, Permission.AUDIT_READ, organization);
        for (Group.Kind kind : kinds) {
            access.require(caller, Groups.toRead(kind), organization);
        }
        List<Version<Group>> versions = VersionRows.ofGroup(database, reach, organization.value(), group.value());
        if (versions.isEmpty() || !kinds.contains(versions.getFirst().thing().kind())) {
            throw Groups.notFound();
        }
        return versions;
    }
}
