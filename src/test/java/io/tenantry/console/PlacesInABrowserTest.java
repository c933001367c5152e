package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every place of the navigation in a real browser: it opens, reads in light and dark and on a phone, and keeps its promise. */
class PlacesInABrowserTest extends ConsoleBrowserTest {
    @BeforeEach
    void makeMore() {
        Estate.subscription(customer, "Workplace for all");
        UUID team = Estate.group(customer, "Sales team");
        Estate.member(customer, team, noon, "user");
    }

    @Test
    void everyPlaceOpensAndReadsEverywhere() {
        List<String> places = page.locator(".places a").all().stream()
                .map(place -> place.getAttribute("href"))
                .toList();
        assertThat(places)
                .contains(
                        "/console",
                        "/console/people",
                        "/console/groups",
                        "/console/organizations",
                        "/console/licenses",
                        "/console/subscriptions",
                        "/console/audit",
                        "/console/rights");
        for (String place : places) {
            pages.open(place);
            assertThat(page.locator(".places [aria-current]").getAttribute("href"))
                    .isEqualTo(place);
            pages.inspect(
                    place.equals("/console")
                            ? "overview"
                            : place.substring("/console/".length()).replace('/', '-'));
        }
    }

    @Test
    void anOrganizationShowsItsPeopleAndLicenses() {
        pages.open("/console/organizations?text=fig");
        page.click("a:text-is('Fig & Sons')");
        page.waitForSelector("h1:text-is('Fig & Sons')");
        assertThat(page.locator(".figures").innerText()).contains("1", "accounts");
        assertThat(page.locator("table").innerText()).contains("Microsoft 365 E3");
        pages.inspect("organization");
        page.click(".actions a:text-is('People')");
        page.waitForSelector(".count:has-text('1 match')");
    }

    @Test
    void rolesAreAssignedAndTakenAway() {
        pages.open("/console/organizations/" + customer + "/settings");
        page.click("summary:text-is('Assign a role')");
        page.fill("#principal", nameOf("Noon", noon));
        page.selectOption("#role", new com.microsoft.playwright.options.SelectOption().setLabel("User Administrators"));
        pages.inspect("settings");
        page.click("button:text-is('Assign')");
        page.waitForSelector("td:text-is('User Administrators')");
        pages.open("/console/rights?principal=" + noon);
        assertThat(page.locator("article").innerText()).contains("Set a person's password", "Fig & Sons");
        pages.inspect("rights-of-another");
        pages.open("/console/organizations/" + customer + "/settings");
        page.click("summary:text-is('Take away')");
        page.click("text=Yes, take it away");
        page.waitForSelector("text=Nobody who lives here holds a role.");
    }

    @Test
    void theTrailIsFilteredAndVerified() {
        pages.open("/console/people/" + customer + "/" + noon);
        page.click("details.act > summary:text-is('Disable')");
        page.click("text=Yes, disable");
        page.waitForSelector(".news");
        pages.open("/console/audit?organization=" + customer + "&filter=action%20eq%20%27user.change%27");
        assertThat(page.locator("tbody tr").count()).isEqualTo(1);
        assertThat(page.locator("tbody").innerText()).contains("account_enabled: false", "Done");
        page.click("a.button:text-is('Verify')");
        page.click("button:text-is('Verify now')");
        page.waitForSelector(".news:has-text('as it was written')");
        pages.inspect("verified");
    }
}
