package io.tenantry.console.home;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.console.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Three doors for whoever has just set a hub up: people from a file, people from where they are, or a look at the demo. */
@Controller
class WelcomeEndpoint {
    @GetMapping("/console/welcome")
    @Requires(
            value = {},
            note = "whoever is signed in; each door as its permissions say")
    String welcome(Visit visit) {
        visit.with("mayImport", may(visit, Permission.USER_WRITE))
                .with("mayConnect", may(visit, Permission.CONNECTION_WRITE))
                .with("mayFound", may(visit, Permission.ORGANIZATION_WRITE));
        return "console/home/welcome";
    }

    private static boolean may(Visit visit, Permission permission) {
        return !visit.caller().reach(permission).equals(Reach.nowhere());
    }
}
