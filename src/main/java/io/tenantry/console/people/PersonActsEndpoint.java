package io.tenantry.console.people;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.credentials.SecondFactors;
import io.tenantry.credentials.UserPasswords;
import io.tenantry.directory.Alongside;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.signin.Sessions;
import io.tenantry.tenancy.OrganizationId;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What is done with a person's account, each after a second look on his page. */
@Controller
class PersonActsEndpoint {
    private final UserChanges changes;
    private final UserPasswords passwords;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final PersonView view;

    PersonActsEndpoint(
            UserChanges changes, UserPasswords passwords, SecondFactors factors, Sessions sessions, PersonView view) {
        this.factors = factors;
        this.changes = changes;
        this.passwords = passwords;
        this.sessions = sessions;
        this.view = view;
    }

    @PostMapping(PersonEndpoint.PAGE + "/enable")
    @Requires(Permission.USER_WRITE)
    String enable(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        return enabled(visit, Given.organization(organizationId), Given.user(userId), true);
    }

    @PostMapping(PersonEndpoint.PAGE + "/disable")
    @Requires(Permission.USER_WRITE)
    String disable(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        return enabled(visit, Given.organization(organizationId), Given.user(userId), false);
    }

    private String enabled(Visit visit, OrganizationId organization, UserKey key, boolean enabled) {
        Values<UserField> values = new Values<UserField>().set(UserField.ACCOUNT_ENABLED, enabled);
        User user = changes.change(visit.because(), organization, key, values, null, Alongside.NOTHING);
        return back(user, enabled ? "enabled" : "disabled");
    }

    /** Makes a password and shows it, this once: it is written down nowhere. */
    @PostMapping(PersonEndpoint.PAGE + "/password")
    @Requires(Permission.USER_PASSWORD_WRITE)
    String password(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        OrganizationId organization = Given.organization(organizationId);
        UserKey key = Given.user(userId);
        String made = NewPasswords.next();
        passwords.set(visit.because(), organization, key, new UserPasswords.Given(made, true));
        visit.with("password", made);
        return PersonEndpoint.show(visit, view.user(visit, organization, key), view);
    }

    @PostMapping(PersonEndpoint.PAGE + "/must-change")
    @Requires(Permission.USER_PASSWORD_WRITE)
    String mustChange(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        OrganizationId organization = Given.organization(organizationId);
        passwords.set(visit.because(), organization, Given.user(userId), new UserPasswords.Given(null, true));
        return back(organizationId, userId, "must-change");
    }

    @PostMapping(PersonEndpoint.PAGE + "/unlock")
    @Requires(Permission.USER_PASSWORD_WRITE)
    String unlock(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        passwords.clearFailures(visit.because(), Given.organization(organizationId), Given.user(userId));
        return back(organizationId, userId, "unlocked");
    }

    @PostMapping(PersonEndpoint.PAGE + "/second-factor")
    @Requires(Permission.USER_SECOND_FACTOR_RESET)
    String resetSecondFactor(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        factors.reset(visit.because(), Given.organization(organizationId), Given.user(userId));
        return back(organizationId, userId, "second-factor");
    }

    @PostMapping(PersonEndpoint.PAGE + "/sign-out")
    @Requires(Permission.USER_PASSWORD_WRITE)
    String signOut(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        User user = signedIn(visit, organizationId, userId);
        sessions.endOthers(
                visit.because().actor(), user.organization(), user.id().value(), new Sessions.Current(null, null));
        return back(user, "signed-out");
    }

    /** Ends one place where he is signed in; a browser's end takes what was granted in it along. */
    @PostMapping(PersonEndpoint.PAGE + "/sessions/{sessionId}/end")
    @Requires(Permission.USER_PASSWORD_WRITE)
    String endSession(
            Visit visit,
            @PathVariable String organizationId,
            @PathVariable String userId,
            @PathVariable String sessionId) {
        User user = signedIn(visit, organizationId, userId);
        boolean ended = sessions.end(
                visit.because().actor(), user.organization(), user.id().value(), Given.id(sessionId));
        Refusal.unless(ended, Refusal.Reason.NOT_FOUND, "He is not signed in there any more");
        return back(user, "session-ended");
    }

    /** Somebody whose sessions may be ended: not by a program, and not by those who may do less than he. */
    private User signedIn(Visit visit, String organizationId, String userId) {
        visit.caller().requireInPerson();
        return changes.touch(
                visit.because(),
                Permission.USER_PASSWORD_WRITE,
                Given.organization(organizationId),
                Given.user(userId),
                Alongside.NOTHING);
    }

    @PostMapping(PersonEndpoint.PAGE + "/delete")
    @Requires(Permission.USER_DELETE)
    String delete(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        changes.delete(visit.because(), Given.organization(organizationId), Given.user(userId));
        return back(organizationId, userId, "deleted");
    }

    @PostMapping(PersonEndpoint.PAGE + "/restore")
    @Requires(Permission.USER_WRITE)
    String restore(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        changes.restore(visit.because(), Given.organization(organizationId), Given.user(userId));
        return back(organizationId, userId, "restored");
    }

    private static String back(User user, String done) {
        return "redirect:" + PersonRow.link(user) + "?done=" + done;
    }

    private static String back(String organizationId, String userId, String done) {
        return "redirect:/console/people/" + Given.id(organizationId) + "/" + Given.id(userId) + "?done=" + done;
    }
}
