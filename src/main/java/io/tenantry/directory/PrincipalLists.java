package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.directory.internal.PrincipalRows;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.util.Set;
import org.springframework.stereotype.Component;

/** People and groups in one list with one order. */
@Component
public class PrincipalLists {
    private final Database database;
    private final Access access;

    PrincipalLists(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /**
     * Who is listed.
     *
     * @param users which people, of those the caller may see
     * @param withUsers whether people are listed at all
     * @param kinds which groups are; none for people only
     */
    public record Among(Lifetime users, boolean withUsers, Set<Group.Kind> kinds) {
        public Among {
            kinds = Set.copyOf(kinds);
        }
    }

    /** Needs {@code user.readbasic} where people are listed, and each kind of group's own permission. */
    public Page<Principal> list(Caller caller, OrganizationId organization, Among among, ListQuery query) {
        Reach reach = Reach.nowhere();
        if (among.withUsers()) {
            reach = reach.and(access.require(caller, Permission.USER_READ_BASIC, organization));
        }
        for (Group.Kind kind : among.kinds()) {
            reach = reach.and(access.require(caller, Groups.toRead(kind), organization));
        }
        return PrincipalRows.list(database, reach, organization.value(), among, query);
    }
}
