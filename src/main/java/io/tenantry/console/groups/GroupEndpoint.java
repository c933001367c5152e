package io.tenantry.console.groups;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Requires;
import io.tenantry.console.Act;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Histories;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.NamedGroup;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.GroupLicense;
import io.tenantry.licensing.GroupLicenses;
import io.tenantry.organizations.Organizations;
import io.tenantry.platform.history.Past;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.workplace.GroupOwners;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One group: its members, what it lies in, what it gives, and what can be done. */
@Controller
class GroupEndpoint {
    private static final String PAGE = "/console/groups/{organizationId}/{groupId}";
    private static final String NOTE = "usergroup.write for hub user groups";
    private static final Map<String, String> NEWS = Map.of(
            "deleted", "Deleted. For 30 days this can be undone from the list of deleted groups.",
            "restored", "Restored, with its members.",
            "made", "Made. It has no members yet.",
            "changed", "Saved.",
            "owners", "The owners are changed.",
            "members", "The members are changed.");

    private final Groups groups;
    private final Memberships memberships;
    private final Known known;
    private final Past past;

    GroupEndpoint(Groups groups, Memberships memberships, Known known, Past past) {
        this.groups = groups;
        this.memberships = memberships;
        this.known = known;
        this.past = past;
    }

    /** What else is known of groups. */
    @Component
    record Known(
            Histories histories,
            GroupLicenses licenses,
            Organizations organizations,
            GroupMembers members,
            GroupOwners owners) {}

    @GetMapping(PAGE)
    @Requires(value = Permission.GROUP_READ_BASIC, note = "usergroup.readbasic for hub user groups")
    String page(Visit visit, @PathVariable String organizationId, @PathVariable String groupId) {
        Caller caller = visit.caller();
        OrganizationId organization = Given.organization(organizationId);
        Set<Group.Kind> kinds = GroupKinds.readable(caller, organization);
        Instant asOf = past.moment(visit.field("asOf"));
        Group group = known.histories().group(caller, organization, Given.group(groupId), kinds, asOf);
        String done = visit.field("done");
        known.members().show(visit, group, kinds, asOf);
        visit.with("group", group)
                .with("kind", GroupKinds.label(group.kind()))
                .with("link", GroupRow.link(group))
                .with("asOf", visit.field("asOf"))
                .with("news", done == null ? null : NEWS.get(done))
                .with(
                        "organizationName",
                        known.organizations()
                                .names(caller, Set.of(organization))
                                .get(organization))
                .with("owners", asOf == null ? owners(caller, group) : null)
                .with("outer", asOf == null ? outer(caller, group, kinds) : null)
                .with("licenses", asOf == null ? licenses(caller, group) : null)
                .with(
                        "mayWrite",
                        asOf == null
                                && caller.reach(GroupKinds.toWrite(group.kind()))
                                        .covers(organization))
                .with("acts", asOf == null && group.deletedAt() == null ? acts(visit, group) : List.of());
        return "console/groups/group";
    }

    @PostMapping(PAGE + "/members")
    @Requires(value = Permission.GROUP_WRITE, note = NOTE)
    String takeOut(Visit visit, @PathVariable String organizationId, @PathVariable String groupId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID member = Given.id(visit.required("remove"));
        memberships.remove(
                visit.because(),
                organization,
                Given.group(groupId),
                GroupKinds.writable(visit.caller(), organization),
                new Memberships.MemberKey(member, false, null, Refusal.Reason.NOT_FOUND, "memberId"));
        return "redirect:/console/groups/" + organization + "/" + Given.id(groupId) + "?done=members";
    }

    @PostMapping(PAGE + "/delete")
    @Requires(value = Permission.GROUP_WRITE, note = NOTE)
    String delete(Visit visit, @PathVariable String organizationId, @PathVariable String groupId) {
        OrganizationId organization = Given.organization(organizationId);
        groups.delete(
                visit.because(), organization, Given.group(groupId), GroupKinds.writable(visit.caller(), organization));
        return "redirect:/console/groups?deleted=true&organization=" + organization;
    }

    @PostMapping(PAGE + "/restore")
    @Requires(value = Permission.GROUP_WRITE, note = NOTE)
    String restore(Visit visit, @PathVariable String organizationId, @PathVariable String groupId) {
        OrganizationId organization = Given.organization(organizationId);
        Group restored = groups.restore(
                visit.because(), organization, Given.group(groupId), GroupKinds.writable(visit.caller(), organization));
        return "redirect:" + GroupRow.link(restored) + "?done=restored";
    }

    /** Hub user groups have none, and who they are is told by those who may see people. */
    private @Nullable List<GroupOwners.Owner> owners(Caller caller, Group group) {
        return group.kind() == Group.Kind.HUB
                        || !caller.reach(Permission.USER_READ).covers(group.organization())
                ? null
                : known.owners().of(caller, group);
    }

    private List<NamedGroup> outer(Caller caller, Group group, Set<Group.Kind> kinds) {
        return memberships.namesOf(
                caller,
                group.organization(),
                new Memberships.Of(PrincipalKind.GROUP, group.id().value()),
                kinds,
                Belonging.ANY);
    }

    private List<GroupLicense> licenses(Caller caller, Group group) {
        return caller.reach(Permission.LICENSE_READ).covers(group.organization())
                ? known.licenses()
                        .of(caller, group.organization(), Given.group(group.id().toString()))
                : List.of();
    }

    private static List<Act> acts(Visit visit, Group group) {
        return List.of(Act.needing(
                        visit,
                        GroupKinds.toWrite(group.kind()),
                        group.organization(),
                        "delete",
                        "Delete",
                        "Its members lose what comes through it: licenses, rights and access. It can be restored for 30 days.")
                .dangerous()
                .unless(group.system() ? "The group belongs to the hub itself." : null));
    }
}
