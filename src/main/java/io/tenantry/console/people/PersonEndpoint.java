package io.tenantry.console.people;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.directory.User;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One person: how he stands, what he has and why, what became of him, and what can be done. */
@Controller
class PersonEndpoint {
    static final String PAGE = "/console/people/{organizationId}/{userId}";

    private static final Map<String, String> NEWS = Map.ofEntries(
            Map.entry("enabled", "The account is enabled."),
            Map.entry("disabled", "The account is disabled."),
            Map.entry("must-change", "The password has to be replaced at the next sign-in."),
            Map.entry("second-factor", "The second factor is gone; a new one can be set up at the next sign-in."),
            Map.entry("unlocked", "The failed sign-ins are forgotten and the lock is taken off."),
            Map.entry("signed-out", "All sessions have ended, here and in applications."),
            Map.entry("session-ended", "That session has ended."),
            Map.entry("changed", "The changes are saved."),
            Map.entry("unchanged", "Nothing was different, so nothing was changed."),
            Map.entry("created", "The person is there."),
            Map.entry("deleted", "Deleted. For 30 days this can be undone here."),
            Map.entry("restored", "Restored."),
            Map.entry("licenses", "The licenses are changed."),
            Map.entry("groups", "The groups are changed."));

    private final PersonView view;

    PersonEndpoint(PersonView view) {
        this.view = view;
    }

    @GetMapping(PAGE)
    @Requires(Permission.USER_READ)
    String page(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        User user = view.user(visit, Given.organization(organizationId), Given.user(userId));
        String done = visit.field("done");
        visit.with("news", done == null ? null : NEWS.get(done));
        return show(visit, user, view);
    }

    /** The page of somebody who was read already. */
    static String show(Visit visit, User user, PersonView view) {
        view.show(visit, user);
        boolean isPast = visit.field("asOf") != null;
        String guard = isPast ? null : view.guard(visit, user);
        visit.with("guard", guard)
                .with("acts", isPast ? List.of() : PersonActs.of(visit, user, guard))
                .with(
                        "mayEdit",
                        !isPast && !user.isDeleted() && guard == null && may(visit, Permission.USER_WRITE, user))
                .with("mayLicense", !isPast && guard == null && may(visit, Permission.LICENSE_WRITE, user))
                .with("maySignOut", !isPast && guard == null && may(visit, Permission.USER_PASSWORD_WRITE, user))
                .with("mayCopy", may(visit, Permission.USER_WRITE, user));
        return "console/people/person";
    }

    private static boolean may(Visit visit, Permission permission, User user) {
        return visit.caller().reach(permission).covers(user.organization());
    }
}
