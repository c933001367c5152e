package io.tenantry.console.settings;

import io.tenantry.access.Access;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.Connection;
import io.tenantry.microsoft.Connections;
import io.tenantry.microsoft.MicrosoftSettings;
import io.tenantry.tenancy.OrganizationId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The way of an organization to its Microsoft tenant, step by step: application, credential, consent, first reading. */
@Controller
class ConnectEndpoint {
    private static final String PAGE = SettingsTab.PAGE + "/connection";
    private static final String STEPS = "console/settings/connect";

    private final Connections connections;
    private final MicrosoftSettings usual;
    private final OrganizationTabs tabs;
    private final Access access;

    ConnectEndpoint(Connections connections, MicrosoftSettings usual, OrganizationTabs tabs, Access access) {
        this.connections = connections;
        this.usual = usual;
        this.tabs = tabs;
        this.access = access;
    }

    /** The first step: which tenant, and which application is registered there. */
    @GetMapping(PAGE + "/new")
    @Requires({Permission.CONNECTION_WRITE, Permission.ORGANIZATION_READ})
    String application(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        access.require(visit.caller(), Permission.CONNECTION_WRITE, organization);
        return step(visit, organization, 1);
    }

    /** The second step: the credential. Without it what was filled in so far is checked. */
    @GetMapping(PAGE + "/credential")
    @Requires({Permission.CONNECTION_WRITE, Permission.ORGANIZATION_READ})
    String credential(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        try {
            connections.check(
                    visit.caller(), organization, ConnectForm.of(visit).wish(null));
            return step(visit, organization, 2);
        } catch (Refusal refusal) {
            return refused(visit, organization, refusal, 1);
        }
    }

    /** Connects, once Microsoft has accepted the credential. */
    @PostMapping(PAGE)
    @Requires({Permission.CONNECTION_WRITE, Permission.ORGANIZATION_READ})
    String connect(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        try {
            connections.create(
                    visit.caller(), organization, ConnectForm.of(visit).wish(ConnectForm.credential(visit)));
            return "redirect:" + OrganizationTabs.path(organization, SettingsTab.CONNECTION) + "/check";
        } catch (Refusal refusal) {
            return refused(visit, organization, refusal, ConnectForm.isMeantBy(refusal) ? 1 : 2);
        }
    }

    /** The third step: what the tenant's administrator has consented to, and what is missing. Changes nothing. */
    @GetMapping(PAGE + "/check")
    @Requires({Permission.CONNECTION_WRITE, Permission.CONNECTION_READ, Permission.ORGANIZATION_READ})
    String check(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        Connection connection = connections.get(visit.caller(), organization);
        visit.with("test", connections.test(visit.caller(), organization))
                .with("connection", connection)
                .with("consent", consent(connection));
        return step(visit, organization, 3);
    }

    /** Where an administrator of the tenant consents to all that the application asks for. */
    private static String consent(Connection connection) {
        return connection.settings().loginUrl() + "/" + connection.settings().tenantId() + "/adminconsent?client_id="
                + URLEncoder.encode(connection.settings().clientId(), StandardCharsets.UTF_8);
    }

    private String step(Visit visit, OrganizationId organization, int step) {
        tabs.show(visit, organization, SettingsTab.CONNECTION);
        visit.with("step", step)
                .with("form", ConnectForm.of(visit))
                .with("permissions", Connections.permissions())
                .with("usual", usual);
        return STEPS;
    }

    private String refused(Visit visit, OrganizationId organization, Refusal refusal, int step) {
        if (refusal.reason() == Refusal.Reason.NOT_PERMITTED && !ConnectForm.isMeantBy(refusal)) {
            throw refusal;
        }
        visit.refused(refusal);
        return step(visit, organization, step);
    }
}
