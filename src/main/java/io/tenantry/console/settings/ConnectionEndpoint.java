package io.tenantry.console.settings;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.Connection;
import io.tenantry.microsoft.Connections;
import io.tenantry.microsoft.Credential;
import io.tenantry.microsoft.MirrorRun;
import io.tenantry.microsoft.Mirrors;
import io.tenantry.tenancy.OrganizationId;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** An organization's connection to its Microsoft tenant: how far the mirror is, and what can be done about it. */
@Controller
class ConnectionEndpoint {
    private static final String PAGE = SettingsTab.PAGE + "/connection";

    private final Connections connections;
    private final Mirrors mirrors;
    private final OrganizationTabs tabs;
    private final InstantSource clock;

    ConnectionEndpoint(Connections connections, Mirrors mirrors, OrganizationTabs tabs, InstantSource clock) {
        this.connections = connections;
        this.mirrors = mirrors;
        this.tabs = tabs;
        this.clock = clock;
    }

    /** While the mirror is read the page asks for the progress again and again. */
    @GetMapping(PAGE)
    @Requires({Permission.CONNECTION_READ, Permission.ORGANIZATION_READ})
    String page(Visit visit, @PathVariable String organizationId) {
        return show(visit, Given.organization(organizationId));
    }

    /** Brings the mirror up to date, in the background. */
    @PostMapping(PAGE + "/sync")
    @Requires({Permission.CONNECTION_WRITE, Permission.CONNECTION_READ, Permission.ORGANIZATION_READ})
    String sync(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        return done(visit, organization, null, () -> mirrors.start(visit.caller(), organization, visit.ticked("full")));
    }

    /** A new credential takes the old one's place once Microsoft has accepted it. */
    @PostMapping(PAGE + "/renewal")
    @Requires({Permission.CONNECTION_WRITE, Permission.CONNECTION_READ, Permission.ORGANIZATION_READ})
    String renew(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        return done(visit, organization, "renewal", () -> {
            Credential credential = ConnectForm.credential(visit);
            connections.change(
                    visit.caller(),
                    organization,
                    new Connections.Wish(null, null, credential, null, null, null, null, null),
                    null);
        });
    }

    /** How often the mirror is brought up to date. */
    @PostMapping(PAGE + "/rhythm")
    @Requires({Permission.CONNECTION_WRITE, Permission.CONNECTION_READ, Permission.ORGANIZATION_READ})
    String rhythm(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        return done(visit, organization, "rhythm", () -> {
            int minutes = ConnectForm.minutes(visit.required("syncMinutes"));
            connections.change(
                    visit.caller(),
                    organization,
                    new Connections.Wish(null, null, null, null, null, null, null, minutes),
                    null);
        });
    }

    /** The people of the mirror stay, and are the hub's own from then on. Nothing changes at Microsoft. */
    @PostMapping(PAGE + "/disconnection")
    @Requires({Permission.CONNECTION_WRITE, Permission.CONNECTION_READ, Permission.ORGANIZATION_READ})
    String disconnect(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        return done(visit, organization, "disconnection", () -> connections.delete(visit.because(), organization));
    }

    private String done(Visit visit, OrganizationId organization, @Nullable String what, Runnable work) {
        try {
            work.run();
            return "redirect:" + OrganizationTabs.path(organization, SettingsTab.CONNECTION)
                    + (what == null ? "" : "?done=" + what);
        } catch (Refusal refusal) {
            visit.tell(refusal);
            visit.with("open", what);
            return show(visit, organization);
        }
    }

    private String show(Visit visit, OrganizationId organization) {
        Caller caller = visit.caller();
        tabs.show(visit, organization, SettingsTab.CONNECTION);
        Connection connection = connections.find(caller, organization);
        List<MirrorRun> runs = connection == null ? List.of() : mirrors.list(caller, organization);
        visit.with("connection", connection)
                .with("runs", runs)
                .with("last", runs.isEmpty() ? null : runs.getFirst())
                .with("now", clock.instant())
                .with("done", visit.field("done"))
                .with("mayWrite", caller.reach(Permission.CONNECTION_WRITE).covers(organization));
        return visit.isPartial() ? "console/settings/connection :: sync" : "console/settings/connection";
    }
}
