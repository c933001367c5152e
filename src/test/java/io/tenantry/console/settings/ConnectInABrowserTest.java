package io.tenantry.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.console.ConsoleBrowserTest;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connecting an organization to a Microsoft tenant in a real browser; another organization of the hub stands in for the tenant. */
class ConnectInABrowserTest extends ConsoleBrowserTest {
    private static final String WRONG_SECRET = "not-the-secret-that-was-agreed";

    private OrganizationId tenant = reseller;
    private OrganizationId northwind = reseller;
    private UUID application = reseller.value();

    @BeforeEach
    void makeATenant() {
        tenant = Estate.organization(TestOrganizations.root(), "Northwind at Microsoft");
        Estate.user(tenant, "Grace");
        Estate.user(tenant, "Lin");
        application = Estate.application(tenant, BuiltInRole.DISCOVERY_AGENTS);
        northwind = Estate.organization(reseller, "Northwind");
    }

    private void fillInTheApplication() {
        page.fill("#tenantId", tenant.toString());
        page.fill("#clientId", application.toString());
        page.fill("#syncMinutes", "0");
        page.click("summary:has-text('public cloud')");
        page.fill("#loginUrl", hubUrl());
        page.fill("#graphUrl", hubUrl() + "/graph/v1/organizations/" + tenant + "/v1.0");
        page.fill("#exchangeUrl", hubUrl() + "/adminapi/beta");
        page.fill(
                "#partnerCenterUrl",
                hubUrl() + "/partnercenter/v1/partners/" + tenant + "/organizations/" + tenant + "/v1.0");
    }

    private String settings() {
        return "/console/organizations/" + northwind + "/settings/connection";
    }

    private void connect() {
        pages.open(settings() + "/new");
        fillInTheApplication();
        page.click("button:text-is('Next: the credential')");
        page.fill("#secret", Estate.SECRET);
        page.click("button:text-is('Connect')");
        page.waitForSelector("[aria-current=step]:has-text('Consent')");
    }

    @Test
    void anOrganizationIsConnectedStepByStepAndWatchedUntilItIsRead() {
        pages.open("/console/connections");
        page.click("a:text-is('Connect an organization')");
        page.fill("#name", "northw");
        page.keyboard().press("Enter");
        page.waitForURL(address -> address.contains("name=northw"));
        pages.inspect("connect-choose");
        page.click("a:text-is('Northwind')");
        page.waitForSelector("[aria-current=step]:has-text('Application')");
        pages.inspect("connect-application");
        fillInTheApplication();
        page.click("button:text-is('Next: the credential')");
        page.waitForSelector("#secret");
        pages.inspect("connect-credential");
        page.fill("#secret", Estate.SECRET);
        page.click("button:text-is('Connect')");

        page.waitForSelector("th code:text-is('Group.Read.All')");
        assertThat(page.locator("tbody").innerText()).contains("see groups and their members");
        pages.inspect("connect-consent");
        Estate.assign(tenant, application, "service account", BuiltInRole.ADMINISTRATORS, tenant);
        // What a token may do is looked up anew at most a second later.
        page.waitForCondition(() -> {
            page.click("a:text-is('Check again')");
            return page.locator(".news:has-text('Everything the hub needs')").count() == 1;
        });
        page.click("button:text-is('Read the tenant for the first time')");
        page.waitForSelector("#sync .badge.good:text-is('Read')");
        assertThat(page.locator("#sync tbody").innerText()).contains("all read", "ada.");
        pages.inspect("connection");
        assertThat(page.content()).doesNotContain(Estate.SECRET);
        pages.open("/console/people?organization=" + northwind);
        assertThat(page.locator("tbody").innerText()).contains("Grace", "Lin");
        pages.open("/console/connections");
        assertThat(page.locator("tbody").innerText()).contains("Northwind", "Read");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingElseIsLost() {
        pages.open(settings() + "/new");
        fillInTheApplication();
        page.fill("#tenantId", "northwind");
        page.click("button:text-is('Next: the credential')");
        page.waitForSelector("#tenantId[aria-invalid=true]");
        assertThat(page.innerText("#tenantId-hint")).contains("Directory (tenant) ID");
        assertThat(page.inputValue("#clientId")).isEqualTo(application.toString());
        assertThat(page.inputValue("#loginUrl")).isEqualTo(hubUrl());
        pages.inspect("connect-wrong");
        page.fill("#tenantId", tenant.toString());
        page.fill("#graphUrl", "https://somewhere.example/v1.0");
        page.click("button:text-is('Next: the credential')");
        page.waitForSelector("#graphUrl[aria-invalid=true]");
        assertThat(page.innerText("#graphUrl-hint")).contains("none of Microsoft's hosts");
        page.fill("#graphUrl", hubUrl() + "/graph/v1/organizations/" + tenant + "/v1.0");
        page.click("button:text-is('Next: the credential')");
        page.fill("#secret", WRONG_SECRET);
        page.click("button:text-is('Connect')");
        page.waitForSelector("[role=alert]");
        assertThat(page.content()).contains(application.toString()).doesNotContain(WRONG_SECRET);
        assertThat(Estate.ask("SELECT count(*) FROM microsoft_connections WHERE organization_id = '" + northwind + "'"))
                .isEqualTo("0");
    }

    @Test
    void peopleOfItsOwnKeepAnOrganizationInTheHub() {
        pages.open("/console/organizations/" + customer + "/settings/connection/new");
        fillInTheApplication();
        page.click("button:text-is('Next: the credential')");
        page.waitForSelector("[role=alert]:has-text('people, groups or subscriptions of its own')");
    }

    @Test
    void aCredentialIsRenewedAndAConnectionEnds() {
        connect();
        pages.open(settings());
        page.click("summary:text-is('Renew the credential')");
        page.fill("#secret", WRONG_SECRET);
        page.click("button:text-is('Renew')");
        page.waitForSelector("[role=alert]");
        assertThat(page.content()).doesNotContain(WRONG_SECRET);
        page.fill("#secret", Estate.SECRET);
        page.click("button:text-is('Renew')");
        page.waitForSelector(".news:has-text('accepted the new credential')");
        page.click("summary:text-is('Change how often it is read')");
        page.fill("#syncMinutes", "100000");
        page.click("button:text-is('Save')");
        page.waitForSelector("#syncMinutes[aria-invalid=true]");
        page.fill("#syncMinutes", "15");
        page.click("button:text-is('Save')");
        page.waitForSelector("dd:text-is('every 15 minutes')");
        page.click("summary:text-is('Disconnect')");
        page.click("button:text-is('Yes, disconnect')");
        page.waitForSelector("h2:text-is('Lives in the hub')");
    }

    @Test
    void whoMayOnlyLookSeesNothingToChange() {
        connect();
        UUID reader = person(reseller, "Rae Reader");
        Estate.assign(reseller, reader, "user", BuiltInRole.READERS, reseller);
        page = pages.signIn(hubUrl(), nameOf("rae", reader), PASSWORD);
        pages.open(settings());
        assertThat(page.locator("dt:text-is('Tenant')").count()).isEqualTo(1);
        assertThat(page.locator("summary:text-is('Disconnect')").count()).isZero();
        pages.open(settings() + "/new");
        assertThat(page.content()).contains("connection.write");
    }
}
