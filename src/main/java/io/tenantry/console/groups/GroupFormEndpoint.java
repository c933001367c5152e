package io.tenantry.console.groups;

import io.tenantry.access.Access;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.directory.Group;
import io.tenantry.directory.Groups;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.OrganizationId;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Making a group, and changing what it is called and how it is described. */
@Controller
class GroupFormEndpoint {
    private static final String NEW = "/console/groups/new";
    private static final String EDIT = "/console/groups/{organizationId}/{groupId}/edit";
    private static final String NOTE = "usergroup.write for hub user groups";

    private final Access access;
    private final Groups groups;
    private final Organizations organizations;

    GroupFormEndpoint(Access access, Groups groups, Organizations organizations) {
        this.access = access;
        this.groups = groups;
        this.organizations = organizations;
    }

    /** In the caller's own organization, where no other is named. */
    @GetMapping(NEW)
    @Requires(value = Permission.GROUP_WRITE, note = NOTE)
    String form(Visit visit) {
        OrganizationId organization = organization(visit);
        Set<Group.Kind> kinds = GroupKinds.required(access, visit.caller(), organization);
        Group.Kind first = kinds.iterator().next();
        return show(
                visit, organization, GroupForm.of(visit, visit.field("kind") == null ? first : GroupForm.kind(visit)));
    }

    @PostMapping(NEW)
    @Requires(value = Permission.GROUP_WRITE, note = NOTE)
    String create(Visit visit) {
        OrganizationId organization = organization(visit);
        GroupForm form = GroupForm.of(visit, GroupForm.kind(visit));
        try {
            Group made = groups.create(visit.caller(), organization, form.wanted());
            return "redirect:" + GroupRow.link(made) + "?done=made";
        } catch (Refusal refusal) {
            visit.tell(refusal);
            return show(visit, organization, form);
        }
    }

    @GetMapping(EDIT)
    @Requires(value = Permission.GROUP_WRITE, note = NOTE)
    String edit(Visit visit, @PathVariable String organizationId, @PathVariable String groupId) {
        Group group = group(visit, organizationId, groupId);
        return show(visit, group, GroupForm.of(group), String.valueOf(group.version()));
    }

    /** Saves what is different, unless somebody else has changed the group meanwhile. */
    @PostMapping(EDIT)
    @Requires(value = Permission.GROUP_WRITE, note = NOTE)
    String save(Visit visit, @PathVariable String organizationId, @PathVariable String groupId) {
        Group before = group(visit, organizationId, groupId);
        GroupForm form = GroupForm.of(visit, before.kind());
        String version = visit.required("version");
        try {
            Refusal.unless(
                    version.matches("\\d{1,18}"), Refusal.Reason.MALFORMED, "The form is not complete", "version");
            groups.change(
                    visit.caller(),
                    before.organization(),
                    Given.group(groupId),
                    Set.of(before.kind()),
                    form.differing(before),
                    Long.valueOf(version));
            return "redirect:" + GroupRow.link(before) + "?done=changed";
        } catch (Refusal refusal) {
            visit.tell(refusal);
            return show(visit, before, form, version);
        }
    }

    private Group group(Visit visit, String organizationId, String groupId) {
        OrganizationId organization = Given.organization(organizationId);
        Set<Group.Kind> kinds = GroupKinds.required(access, visit.caller(), organization);
        return groups.get(visit.caller(), organization, Given.group(groupId), kinds);
    }

    private static OrganizationId organization(Visit visit) {
        String named = visit.field("organization");
        OrganizationId home = visit.caller().home();
        return named == null
                ? Objects.requireNonNull(home, "Whoever is signed in lives somewhere")
                : Given.organization(named);
    }

    private String show(Visit visit, OrganizationId organization, GroupForm form) {
        visit.with("kinds", GroupKinds.writable(visit.caller(), organization));
        return show(visit, organization, null, form);
    }

    private String show(Visit visit, Group group, GroupForm form, String version) {
        visit.with("version", version).with("link", GroupRow.link(group));
        return show(visit, group.organization(), group, form);
    }

    private String show(Visit visit, OrganizationId organization, @Nullable Group group, GroupForm form) {
        String home = organizations.names(visit.caller(), Set.of(organization)).get(organization);
        String made = home == null ? "New group" : "New group in " + home;
        visit.with("group", group)
                .with("form", form)
                .with("organization", organization)
                .with("organizationName", home)
                .with("title", group == null ? made : "Edit " + group.displayName());
        return "console/groups/form";
    }
}
