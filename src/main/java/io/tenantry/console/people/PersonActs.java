package io.tenantry.console.people;

import io.tenantry.access.Permission;
import io.tenantry.console.Act;
import io.tenantry.console.Visit;
import io.tenantry.credentials.SecondFactors;
import io.tenantry.directory.User;
import io.tenantry.directory.UserState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be done with a person's account, and what is against it. */
final class PersonActs {
    private final Visit visit;
    private final User user;
    private final List<Act> acts = new ArrayList<>();

    private PersonActs(Visit visit, User user) {
        this.visit = visit;
        this.user = user;
    }

    /**
     * All of it.
     *
     * @param guard why the account may not be touched at all, or null
     */
    static List<Act> of(Visit visit, User user, @Nullable String guard) {
        PersonActs all = new PersonActs(visit, user);
        if (user.isDeleted()) {
            all.add(Permission.USER_WRITE, "restore", "Restore", "The account comes back with the groups it had.");
        } else {
            all.state();
            all.password();
            all.delete();
        }
        return all.acts.stream().map(act -> act.unless(guard)).toList();
    }

    private void state() {
        if (user.enabled()) {
            acts.add(act(
                            Permission.USER_WRITE,
                            "disable",
                            "Disable",
                            "Nobody can sign in with the account until it is enabled again. Licenses and groups stay.")
                    .dangerous());
        } else {
            add(Permission.USER_WRITE, "enable", "Enable", "The account can be signed in with again.");
        }
    }

    private void password() {
        add(
                Permission.USER_PASSWORD_WRITE,
                "password",
                "Reset password",
                "A new password is made and shown once. It has to be replaced at the next sign-in, and all sessions end.");
        add(
                Permission.USER_PASSWORD_WRITE,
                "must-change",
                "Ask for a new password",
                "The password stays, and has to be replaced at the next sign-in.");
        add(
                Permission.USER_PASSWORD_WRITE,
                "sign-out",
                "Sign out everywhere",
                "All browsers and applications have to sign in again.");
        if (visit.model().get("factor") instanceof SecondFactors.Held held && held.isAny()) {
            add(
                    Permission.USER_SECOND_FACTOR_RESET,
                    "second-factor",
                    "Reset second factor",
                    "Apps, passkeys and recovery codes that were lost open nothing any more. Ask who it is that asks you.");
        }
        if (visit.model().get("state") instanceof UserState state && state.isLocked()) {
            add(Permission.USER_PASSWORD_WRITE, "unlock", "Take the lock off", "The failed sign-ins are forgotten.");
        }
    }

    private void delete() {
        acts.add(act(
                        Permission.USER_DELETE,
                        "delete",
                        "Delete",
                        "The account is gone from all lists. It can be restored for 30 days.")
                .dangerous());
    }

    private void add(Permission permission, String name, String label, String consequence) {
        acts.add(act(permission, name, label, consequence));
    }

    private Act act(Permission permission, String name, String label, String consequence) {
        return Act.needing(visit, permission, user.organization(), name, label, consequence);
    }
}
