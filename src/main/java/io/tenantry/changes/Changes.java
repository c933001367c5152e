package io.tenantry.changes;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.internal.ChangeRows;
import io.tenantry.changes.internal.GroupKinds;
import io.tenantry.changes.internal.Links;
import io.tenantry.changes.internal.Planning;
import io.tenantry.changes.internal.TargetRows;
import io.tenantry.changes.internal.Undoing;
import io.tenantry.directory.Group;
import io.tenantry.directory.Memberships;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans of changes: made, read, and turned round. {@link ChangeRuns} carries them out. */
@Component
public class Changes {
    private final Database database;
    private final Access access;
    private final Planning planning;
    private final Undoing undoing;
    private final ChangeRows rows;
    private final TargetRows targets;

    Changes(Database database, Access access, Planning planning, Undoing undoing, ChangeRows rows, TargetRows targets) {
        this.database = database;
        this.access = access;
        this.planning = planning;
        this.undoing = undoing;
        this.rows = rows;
        this.targets = targets;
    }

    /** What a list of changes may be filtered and sorted by. */
    public static Catalogue fields() {
        return ChangeRows.FIELDS;
    }

    /** What a list of targets may be filtered and sorted by. */
    public static Catalogue targetFields() {
        return TargetRows.FIELDS;
    }

    /**
     * Works out what a request would do, and keeps that as a plan. Nothing is changed.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code change.write} and what each of the edits needs, (MALFORMED) when the request
     *     makes no sense or is about too many
     */
    public Change plan(Caller caller, ChangeRequest request) {
        Selection selection = request.selection();
        Edit edit = request.edit();
        Set<Permission> needed = EnumSet.of(Permission.CHANGE_WRITE);
        needed.add(selection.subject() == Subject.USER ? Permission.USER_READ_BASIC : Permission.GROUP_READ_BASIC);
        needed.addAll(Memberships.neededToAsk(selection.filter()));
        needed.addAll(ofEdits(selection.subject(), Planning.kinds(edit)));
        Reach reach = reach(caller, needed, selection.organizations());
        needed.addAll(ofGroups(caller, edit, reach));
        Reach all = reach(caller, needed, selection.organizations());
        UUID id = planning.plan(
                caller,
                new Planning.Field(
                        all,
                        all instanceof Reach.Some(var some)
                                ? some.stream()
                                        .map(OrganizationId::value)
                                        .sorted()
                                        .toList()
                                : null,
                        kinds(caller, all),
                        fallback(caller, all),
                        names(needed)),
                request);
        return found(rows.find(all, id));
    }

    /**
     * The plan of a change's inverse. What somebody changed since is left as it is, except for what is forced.
     *
     * @param forced ids of targets to take back all the same
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND), (CONFLICT) while the change is being applied or when it has changed nothing
     */
    public Change undo(Caller caller, UUID id, Collection<UUID> forced) {
        Change undone = get(caller, id);
        Refusal.unless(
                undone.state() != Change.State.APPLYING && undone.progress().done() > 0,
                Refusal.Reason.CONFLICT,
                "Only what has been changed can be undone, and only when nobody is at it any more");
        Set<Permission> needed = EnumSet.of(Permission.CHANGE_WRITE);
        needed.addAll(ofEdits(
                undone.subject(), undone.edits().stream().map(Undoing::inverse).toList()));
        Reach reach = reach(caller, needed, Set.copyOf(undone.organizations()));
        List<String> names = new ArrayList<>(names(needed));
        if (undone.edits().contains(EditKind.MEMBERSHIPS)) {
            Set<Permission> ofGroups = GroupKinds.needed(database, reach, id);
            reach(caller, ofGroups, Set.copyOf(undone.organizations()));
            names.addAll(names(ofGroups));
        }
        UUID plan = undoing.plan(
                caller,
                new Planning.Field(reach, null, List.of(), undone.organization(), names),
                undone,
                List.copyOf(forced));
        return found(rows.find(reach, plan));
    }

    /**
     * One plan.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code change.read}, (NOT_FOUND) also when that does not reach all of its
     *     organizations
     */
    public Change get(Caller caller, UUID id) {
        return found(rows.find(access.require(caller, Permission.CHANGE_READ), id));
    }

    /** The plans of which the caller may see the whole, under {@code change.read}. */
    public Page<Change> list(Caller caller, ListQuery query) {
        return rows.list(access.require(caller, Permission.CHANGE_READ), query);
    }

    /** What a plan does to each thing. */
    public Page<ChangeTarget> targets(Caller caller, UUID id, ListQuery query) {
        Reach reach = access.require(caller, Permission.CHANGE_READ);
        found(rows.find(reach, id));
        return targets.list(reach, id, query);
    }

    /** What the groups and products are called that some targets of a plan name, by id. */
    public Map<UUID, String> names(Caller caller, Collection<ChangeTarget> some) {
        Set<UUID> ids = new HashSet<>();
        for (ChangeTarget target : some) {
            for (String links : List.of("groups", "licenses")) {
                if (target.after().get(links) instanceof Map<?, ?> named) {
                    named.keySet().forEach(id -> ids.add(UUID.fromString(id.toString())));
                }
            }
        }
        return ids.isEmpty() ? Map.of() : targets.names(access.require(caller, Permission.CHANGE_READ), ids);
    }

    /** Some of the targets in their order, those after a number; for whoever goes through all of them. */
    public List<ChangeTarget> targetsAfter(Caller caller, UUID id, long number) {
        return targets.after(access.require(caller, Permission.CHANGE_READ), id, number);
    }

    private Reach reach(Caller caller, Set<Permission> needed, Set<OrganizationId> organizations) {
        Reach reach = new Reach.Everything();
        for (Permission permission : needed) {
            for (OrganizationId organization : organizations) {
                access.require(caller, permission, organization);
            }
            reach = reach.shared(access.require(caller, permission));
        }
        if (!organizations.isEmpty()) {
            return new Reach.Some(organizations);
        }
        Refusal.unless(
                !reach.equals(Reach.nowhere()),
                Refusal.Reason.NOT_PERMITTED,
                "There is no organization where the caller has all permissions that this needs");
        return reach;
    }

    static Set<Permission> ofEdits(Subject subject, Collection<EditKind> edits) {
        Set<Permission> needed = EnumSet.noneOf(Permission.class);
        for (EditKind edit : edits) {
            switch (edit) {
                case CREATE, SET, ENABLE, DISABLE, RESTORE ->
                    needed.add(subject == Subject.USER ? Permission.USER_WRITE : Permission.GROUP_WRITE);
                case DELETE -> needed.add(subject == Subject.USER ? Permission.USER_DELETE : Permission.GROUP_WRITE);
                case LICENSES -> needed.add(Permission.LICENSE_WRITE);
                case MEMBERSHIPS -> {
                    // Each kind of group has a permission of its own.
                }
            }
        }
        return needed;
    }

    /** What the groups need that things come into or go out of. */
    private Set<Permission> ofGroups(Caller caller, Edit edit, Reach reach) {
        Set<Permission> needed = EnumSet.noneOf(Permission.class);
        if (edit.changesMemberships()) {
            List<Links.GroupLink> groups = database.transaction(reach, session -> Links.groups(session, edit));
            Refusal.unless(
                    groups.size() == edit.groups().size(),
                    Refusal.Reason.MALFORMED,
                    "One of the groups is not there, or out of reach",
                    "addToGroups");
            for (Links.GroupLink group : groups) {
                Permission permission = GroupKinds.toWrite(group.kind());
                access.require(caller, permission, group.organization());
                needed.add(permission);
            }
        }
        return needed;
    }

    private static List<String> kinds(Caller caller, Reach reach) {
        List<String> kinds = new ArrayList<>(List.of(Group.Kind.SECURITY.stored(), Group.Kind.MICROSOFT_365.stored()));
        if (caller.reach(Permission.USER_GROUP_WRITE).contains(reach)) {
            kinds.add(Group.Kind.HUB.stored());
        }
        return kinds;
    }

    /** Whose a plan without any target is. */
    private OrganizationId fallback(Caller caller, Reach reach) {
        OrganizationId home = caller.home();
        if (home != null && reach.covers(home)) {
            return home;
        }
        return reach instanceof Reach.Some(var some) ? some.iterator().next() : GroupKinds.root(database);
    }

    private static List<String> names(Collection<Permission> permissions) {
        return permissions.stream().map(Permission::wireName).sorted().toList();
    }

    /** What rows of a file need of whoever plans them, apart from their groups. */
    static Set<Permission> ofRows(List<RowEdit> rows) {
        Set<Permission> needed = EnumSet.of(Permission.CHANGE_WRITE, Permission.USER_READ_BASIC, Permission.USER_WRITE);
        if (rows.stream().anyMatch(RowEdit::changesLicenses)) {
            needed.add(Permission.LICENSE_WRITE);
        }
        return needed;
    }

    static Change found(@Nullable Change change) {
        if (change == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such change within reach");
        }
        return change;
    }
}
