package io.tenantry.console.settings;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.access.ServiceAccount;
import io.tenantry.access.ServiceAccounts;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Programs with rights of their own: made, given a new secret, roles and an owner, disabled and deleted. */
@Controller
class ProgramsEndpoint {
    private static final String PAGE = SettingsTab.PAGE + "/service-accounts";
    private static final String ONE = PAGE + "/{accountId}";

    private final ServiceAccounts programs;
    private final OrganizationSettings settings;
    private final OrganizationTabs tabs;

    ProgramsEndpoint(ServiceAccounts programs, OrganizationSettings settings, OrganizationTabs tabs) {
        this.programs = programs;
        this.settings = settings;
        this.tabs = tabs;
    }

    @GetMapping(PAGE)
    @Requires({Permission.SERVICE_ACCOUNT_READ, Permission.ORGANIZATION_READ})
    String list(Visit visit, @PathVariable String organizationId) {
        return listed(visit, Given.organization(organizationId));
    }

    /** Makes a service account and shows its secret, this once. */
    @PostMapping(PAGE)
    @Requires({Permission.SERVICE_ACCOUNT_WRITE, Permission.SERVICE_ACCOUNT_READ, Permission.ORGANIZATION_READ})
    String create(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        try {
            ServiceAccounts.Wish wish =
                    new ServiceAccounts.Wish(visit.required("name"), owner(visit, organization), true, null, false);
            ServiceAccounts.Created created = programs.create(visit.caller(), organization, wish);
            return shown(visit, created.account(), created.secret());
        } catch (Refusal refusal) {
            visit.tell(refusal);
            return listed(visit, organization);
        }
    }

    @GetMapping(ONE)
    @Requires(
            value = {Permission.SERVICE_ACCOUNT_READ, Permission.ORGANIZATION_READ},
            note = "role.read to see its roles")
    String page(Visit visit, @PathVariable String organizationId, @PathVariable String accountId) {
        return shown(visit, account(visit, organizationId, accountId), null);
    }

    /** Shows the new secret this once; the old one stops working at once. */
    @PostMapping(ONE + "/secret")
    @Requires({Permission.SERVICE_ACCOUNT_WRITE, Permission.SERVICE_ACCOUNT_READ, Permission.ORGANIZATION_READ})
    String renew(Visit visit, @PathVariable String organizationId, @PathVariable String accountId) {
        ServiceAccount account = account(visit, organizationId, accountId);
        ServiceAccounts.Created renewed = programs.renewSecret(visit.caller(), account.organization(), account.id());
        return shown(visit, renewed.account(), renewed.secret());
    }

    /** Its name and its owner. */
    @PostMapping(ONE)
    @Requires({Permission.SERVICE_ACCOUNT_WRITE, Permission.SERVICE_ACCOUNT_READ, Permission.ORGANIZATION_READ})
    String change(Visit visit, @PathVariable String organizationId, @PathVariable String accountId) {
        ServiceAccount account = account(visit, organizationId, accountId);
        return done(
                visit,
                account,
                "change",
                () -> programs.change(
                        visit.caller(),
                        account.organization(),
                        account.id(),
                        new ServiceAccounts.Wish(
                                visit.required("name"),
                                owner(visit, account.organization()),
                                account.isEnabled(),
                                account.callsPerMinute(),
                                account.isUnthrottled()),
                        account.version()));
    }

    @PostMapping(ONE + "/disable")
    @Requires({Permission.SERVICE_ACCOUNT_WRITE, Permission.SERVICE_ACCOUNT_READ, Permission.ORGANIZATION_READ})
    String disable(Visit visit, @PathVariable String organizationId, @PathVariable String accountId) {
        return enabled(visit, account(visit, organizationId, accountId), false);
    }

    @PostMapping(ONE + "/enable")
    @Requires({Permission.SERVICE_ACCOUNT_WRITE, Permission.SERVICE_ACCOUNT_READ, Permission.ORGANIZATION_READ})
    String enable(Visit visit, @PathVariable String organizationId, @PathVariable String accountId) {
        return enabled(visit, account(visit, organizationId, accountId), true);
    }

    @PostMapping(ONE + "/delete")
    @Requires({Permission.SERVICE_ACCOUNT_WRITE, Permission.SERVICE_ACCOUNT_READ, Permission.ORGANIZATION_READ})
    String delete(Visit visit, @PathVariable String organizationId, @PathVariable String accountId) {
        ServiceAccount account = account(visit, organizationId, accountId);
        programs.delete(visit.because(), account.organization(), account.id());
        return "redirect:" + OrganizationTabs.path(account.organization(), SettingsTab.PROGRAMS) + "?done=deleted";
    }

    @PostMapping(ONE + "/roles")
    @Requires(Permission.ROLE_WRITE)
    String assign(Visit visit, @PathVariable String organizationId, @PathVariable String accountId) {
        ServiceAccount account = account(visit, organizationId, accountId);
        return done(visit, account, "roles", () -> settings.assign(visit, account.organization(), account.id()));
    }

    @PostMapping(ONE + "/roles/{assignmentId}/delete")
    @Requires(Permission.ROLE_WRITE)
    String remove(
            Visit visit,
            @PathVariable String organizationId,
            @PathVariable String accountId,
            @PathVariable String assignmentId) {
        ServiceAccount account = account(visit, organizationId, accountId);
        return done(
                visit,
                account,
                "roles",
                () -> settings.assignments().remove(visit.because(), account.organization(), Given.id(assignmentId)));
    }

    private String enabled(Visit visit, ServiceAccount account, boolean isEnabled) {
        return done(
                visit,
                account,
                isEnabled ? "enable" : "disable",
                () -> programs.change(
                        visit.caller(),
                        account.organization(),
                        account.id(),
                        new ServiceAccounts.Wish(
                                account.displayName(),
                                account.owner(),
                                isEnabled,
                                account.callsPerMinute(),
                                account.isUnthrottled()),
                        account.version()));
    }

    private ServiceAccount account(Visit visit, String organizationId, String accountId) {
        return programs.get(visit.caller(), Given.organization(organizationId), Given.id(accountId));
    }

    private @Nullable UUID owner(Visit visit, OrganizationId organization) {
        String owner = visit.field("owner");
        return owner == null ? null : settings.principal(visit, organization, owner);
    }

    private String done(Visit visit, ServiceAccount account, String what, Runnable work) {
        try {
            work.run();
            return "redirect:" + path(account) + "?done=" + what;
        } catch (Refusal refusal) {
            visit.tell(refusal);
            visit.with("open", what);
            return shown(visit, account, null);
        }
    }

    private static String path(ServiceAccount account) {
        return OrganizationTabs.path(account.organization(), SettingsTab.PROGRAMS) + "/" + account.id();
    }

    private String listed(Visit visit, OrganizationId organization) {
        tabs.show(visit, organization, SettingsTab.PROGRAMS);
        visit.with("programs", programs.list(visit.caller(), organization))
                .with("done", visit.field("done"))
                .with("name", visit.field("name"))
                .with("owner", visit.field("owner"))
                .with(
                        "mayWrite",
                        visit.caller().reach(Permission.SERVICE_ACCOUNT_WRITE).covers(organization));
        return "console/settings/programs";
    }

    private String shown(Visit visit, ServiceAccount account, @Nullable String secret) {
        tabs.show(visit, account.organization(), SettingsTab.PROGRAMS);
        settings.roles(visit, account.organization(), account.id());
        visit.with("account", account)
                .with("secret", secret)
                .with("link", path(account))
                .with("owner", settings.name(visit, account.organization(), account.owner()))
                .with("done", visit.field("done"))
                .with(
                        "mayWrite",
                        visit.caller().reach(Permission.SERVICE_ACCOUNT_WRITE).covers(account.organization()));
        return "console/settings/program";
    }
}
