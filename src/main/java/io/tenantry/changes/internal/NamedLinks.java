package io.tenantry.changes.internal;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Permission;
import io.tenantry.directory.Group;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds the groups and products that the rows of the temporary table {@code wished} name, each by its id or its name. */
@Component
class NamedLinks {
    private static final String GROUPS =
            "SELECT DISTINCT g.id, g.kind FROM linked_groups l JOIN groups g ON g.id = l.id"
                    + " AND g.organization_id = ?";

    private static final String LICENSES = "SELECT EXISTS (SELECT FROM linked_licenses)";

    private final Access access;
    private final Guards guards;

    NamedLinks(Access access, Guards guards) {
        this.access = access;
        this.guards = guards;
    }

    private record Named(UUID id, Group.Kind kind) {}

    /**
     * Looks them up, and tells what whoever changes them needs. Rows that name what is not there, or not only once, get a problem.
     *
     * @throws io.tenantry.kernel.Refusal (NOT_PERMITTED) when the caller may not change who is in one of the groups, or who holds
     *     licences
     */
    Set<Permission> find(Session session, Caller caller, OrganizationId organization) {
        session.run(RowSql.LINK_GROUPS, organization.value());
        session.run(RowSql.LINK_LICENSES);
        session.run(RowSql.DOUBT_GROUPS);
        session.run(RowSql.DOUBT_LICENSES);
        Set<Permission> needed = EnumSet.noneOf(Permission.class);
        List<Named> groups = session.list(
                GROUPS,
                row -> new Named(row.getObject(1, UUID.class), Group.Kind.ofStored(row.getString(2))),
                organization.value());
        for (Named group : groups) {
            Permission permission = GroupKinds.toWrite(group.kind());
            access.require(caller, permission, organization);
            guards.mayChangeMembers(caller, organization, group.id(), List.of());
            needed.add(permission);
        }
        if (Boolean.TRUE.equals(session.first(LICENSES, row -> row.getBoolean(1)))) {
            access.require(caller, Permission.LICENSE_WRITE, organization);
            needed.add(Permission.LICENSE_WRITE);
        }
        return needed;
    }
}
