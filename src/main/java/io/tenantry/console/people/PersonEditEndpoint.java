package io.tenantry.console.people;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.directory.Alongside;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Changing a person's properties. */
@Controller
class PersonEditEndpoint {
    private static final String FORM = "console/people/edit";

    private final Users users;
    private final UserChanges changes;

    PersonEditEndpoint(Users users, UserChanges changes) {
        this.users = users;
        this.changes = changes;
    }

    @GetMapping(PersonEndpoint.PAGE + "/edit")
    @Requires(Permission.USER_WRITE)
    String form(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        User user = users.get(visit.caller(), Given.organization(organizationId), Given.user(userId));
        return show(visit, user, PersonForm.of(user));
    }

    /** Saves what is different, unless somebody else has changed the person meanwhile. */
    @PostMapping(PersonEndpoint.PAGE + "/edit")
    @Requires(Permission.USER_WRITE)
    String save(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        OrganizationId organization = Given.organization(organizationId);
        UserKey key = Given.user(userId);
        User before = users.get(visit.caller(), organization, key);
        PersonForm form = PersonForm.of(visit);
        try {
            long version = version(visit);
            User after = changes.change(
                    visit.caller(), organization, key, form.differing(before), version, Alongside.NOTHING);
            boolean isSame = after.version() == before.version();
            return "redirect:" + PersonRow.link(after) + "?done=" + (isSame ? "unchanged" : "changed");
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.NOT_PERMITTED) {
                throw refusal;
            }
            visit.refused(refusal);
            return show(visit, before, form);
        }
    }

    private static long version(Visit visit) {
        String version = visit.required("version");
        Refusal.unless(version.matches("\\d{1,18}"), Refusal.Reason.MALFORMED, "The form is not complete", "version");
        return Long.parseLong(version);
    }

    private static String show(Visit visit, User user, PersonForm form) {
        visit.with("user", user).with("link", PersonRow.link(user)).with("form", form);
        return FORM;
    }
}
