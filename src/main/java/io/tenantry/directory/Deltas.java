package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.directory.internal.DeltaRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What changed among an organization's people and groups since a moment, page by page, for clients that keep a copy. What
 * changes while a client is still reading may be told twice, but is never left out.
 */
@Component
public class Deltas {
    private final Database database;
    private final Access access;

    Deltas(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /** From when on the next reading has to ask, if this one begins now. */
    public Instant horizon() {
        return DeltaRows.horizon(database);
    }

    /**
     * What is asked for.
     *
     * @param since leave out what has been as it is since before then; null for everything there is, but nothing deleted
     * @param limit how many at most
     */
    public record Wanted(
            OrganizationId organization, @Nullable Instant since, int limit) {}

    /**
     * People who came, changed or were deleted, by id.
     *
     * @param after the last one of the page before, or null
     * @param also people of whom something else changed
     * @throws Refusal (NOT_PERMITTED) without {@code user.read}
     */
    public List<User> users(Caller caller, Wanted wanted, @Nullable UserId after, Collection<UUID> also) {
        Reach reach = access.require(caller, Permission.USER_READ, wanted.organization());
        return DeltaRows.users(database, reach, wanted, after, also);
    }

    /**
     * Where a page of groups begins: after a group, or within its members.
     *
     * @param member the last member that was told of the group, or null when it is done
     */
    public record Place(GroupId group, @Nullable UUID member) {}

    /** A member who came or, when {@code gone}, went. */
    public record ChangedMember(UUID objectId, boolean isGroup, boolean gone) {}

    /** A group that is new, changed or deleted, or whose members did; of a large one only as many as fit into a page. */
    public record ChangedGroup(Group group, List<ChangedMember> members) {}

    /**
     * A page of groups.
     *
     * @param next where the next page begins, or null when there is none
     */
    public record ChangedGroups(
            List<ChangedGroup> groups, @Nullable Place next) {}

    /**
     * Security and Microsoft 365 groups that changed, by id. The limit is of groups and members together.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code group.readbasic}
     */
    public ChangedGroups groups(Caller caller, Wanted wanted, @Nullable Place place) {
        Reach reach = access.require(caller, Permission.GROUP_READ_BASIC, wanted.organization());
        return DeltaRows.groups(database, reach, wanted, place);
    }
}
