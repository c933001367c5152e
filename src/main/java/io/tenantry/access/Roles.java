package io.tenantry.access;

import io.tenantry.access.internal.Grant;
import io.tenantry.access.internal.Privileges;
import io.tenantry.access.internal.RoleRows;
import io.tenantry.access.internal.Standings;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The roles of an organization: the built-in ones, and its own. */
@Component
public class Roles {
    private final Database database;
    private final RoleRows rows;
    private final Access access;
    private final Standings standings;
    private final Privileges privileges;
    private final AuditTrail audit;

    Roles(
            Database database,
            RoleRows rows,
            Access access,
            Standings standings,
            Privileges privileges,
            AuditTrail audit) {
        this.database = database;
        this.rows = rows;
        this.access = access;
        this.standings = standings;
        this.privileges = privileges;
        this.audit = audit;
    }

    /** The built-in roles first, then the organization's own by name. Needs {@code role.read}. */
    public List<Role> list(Caller caller, OrganizationId organization) {
        Reach reach = access.require(caller, Permission.ROLE_READ, organization);
        return Stream.concat(Arrays.stream(BuiltInRole.values()).map(Role::of), rows.list(reach, organization).stream())
                .toList();
    }

    /** One of them. Needs {@code role.read}. */
    public Role get(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.ROLE_READ, organization);
        BuiltInRole builtIn = BuiltInRole.withId(id);
        return builtIn != null ? Role.of(builtIn) : existing(reach, organization, id);
    }

    /** Makes a role of the organization's own. It allows nothing until it is assigned. Needs {@code role.write}. */
    public Role create(
            Caller caller,
            OrganizationId organization,
            String name,
            @Nullable String description,
            Set<Permission> permissions) {
        Reach reach = access.require(caller, Permission.ROLE_WRITE, organization);
        Role role = new Role(Ids.next(), organization, name, description, permissions, 1);
        write(reach, session -> {
            rows.insert(session, organization, role);
            audit.record(session, caller.actor(), event("role.create", organization, role, null, members(role)));
        });
        return role;
    }

    /**
     * Changes a role of the organization's own, for everybody who holds it. Needs {@code role.write}, and for every
     * permission that is added the right to grant it wherever the role is held.
     *
     * @param changed the role as it shall be, with the version the caller saw
     */
    public Role change(Caller caller, OrganizationId organization, Role changed) {
        Reach reach = access.require(caller, Permission.ROLE_WRITE, organization);
        Role before = existing(reach, organization, changed.id());
        Set<Permission> added = EnumSet.noneOf(Permission.class);
        added.addAll(changed.permissions());
        added.removeAll(before.permissions());
        for (Grant grant : standings.grantsOf(changed.id())) {
            privileges.requireToGrant(caller, added, grant.scope());
        }
        write(reach, session -> {
            Refusal.unless(
                    rows.update(session, organization, changed),
                    Refusal.Reason.PRECONDITION_FAILED,
                    "The role was changed by someone else meanwhile");
            audit.record(
                    session,
                    caller.actor(),
                    event("role.change", organization, changed, members(before), members(changed)));
        });
        standings.forgetAll();
        return existing(reach, organization, changed.id());
    }

    /** Removes a role of the organization's own that nobody holds. Needs {@code role.write}. */
    public void delete(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.ROLE_WRITE, organization);
        Role before = existing(reach, organization, id);
        Refusal.unless(
                standings.grantsOf(id).isEmpty(),
                Refusal.Reason.CONFLICT,
                "The role is still assigned; remove its assignments first");
        write(reach, session -> {
            rows.delete(session, organization, id);
            audit.record(session, caller.actor(), event("role.delete", organization, before, members(before), null));
        });
    }

    private Role existing(Reach reach, OrganizationId organization, UUID id) {
        Role role = rows.find(reach, organization, id);
        if (role == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such role of its own", "roleId");
        }
        return role;
    }

    private void write(Reach reach, Consumer<Session> work) {
        try {
            database.change(reach, work);
        } catch (DatabaseFailure failure) {
            if (failure.violatesUnique("roles_by_name")) {
                throw new Refusal(Refusal.Reason.CONFLICT, "The organization has a role of this name", "name");
            }
            throw failure;
        }
    }

    private static AuditEvent event(
            String action,
            OrganizationId organization,
            Role role,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        return AuditEvent.done(
                organization,
                action,
                new AuditEvent.Target("role", role.id().toString(), role.name(), null),
                before,
                after);
    }

    private static Map<String, ?> members(Role role) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", role.name());
        members.put("description", role.description());
        members.put("permissions", RoleRows.names(role));
        return members;
    }
}
