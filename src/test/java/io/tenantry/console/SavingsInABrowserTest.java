package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.Licenses;
import io.tenantry.usage.SoftwareEstate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Savings with their reasons, taken back and given back, in a real browser. */
class SavingsInABrowserTest extends ConsoleBrowserTest {
    @Autowired
    private Licenses licenses;

    /** Five units were bought; Noon has not used his for long. A phone service that the hub keeps no licences of is wasted too. */
    @BeforeEach
    void makeWaste() {
        Estate.subscription(customer, "Microsoft 365 E3");
        SoftwareEstate software = SoftwareEstate.of(customer);
        UUID app = software.application("Microsoft 365", "Microsoft Corporation");
        UUID plan = software.plan(app, "Microsoft 365 E3", 36, SoftwareEstate.E3, null);
        UUID zoom = software.application("Zoom", "Zoom Inc.");
        UUID pro = software.plan(zoom, "Zoom Pro", 15, null, null);
        licenses.change(
                TestOrganizations.everywhere(),
                customer,
                new UserKey.Id(new UserId(noon)),
                new LicenseChange(List.of(new LicenseChange.Added(SoftwareEstate.E3, Set.of())), List.of()));
        UUID person = software.person("Noon", noon);
        software.seat(person, app, plan, Duration.ofDays(100), true);
        software.seat(person, zoom, pro, null, true);
        pages.open("/console/savings/rules?organization=" + customer);
        page.click("button:text-is('Look for savings now')");
        page.waitForSelector(".news:has-text('anew')");
    }

    private void openSavings() {
        pages.open("/console/savings?organization=" + customer);
    }

    @Test
    void savingsAreTickedPlannedAppliedWrittenDownAndGivenBack() {
        openSavings();
        assertThat(page.locator(".totals").innerText()).contains("inactive-90", "unassigned-seats", "never-used");
        assertThat(page.locator(".rows tbody").innerText())
                .contains("Microsoft 365 E3", "days ago", "90 %", "2027-06-30", "36.00");
        pages.inspect("savings");
        page.click(".totals a:text-is('inactive-90')");
        page.waitForSelector(".count:has-text('1 match')");
        page.check("[name=id]");
        page.click("button:text-is('Reclaim the selected')");
        page.waitForSelector("h1:has-text('Reclaim savings')");
        assertThat(page.locator(".figures").innerText()).contains("1", "36.00 EUR");
        page.fill("#title", "Monthly review");
        page.check("[name=lower]");
        pages.inspect("reclaim-new");
        page.click("button:text-is('Plan it')");
        page.waitForSelector("a:text-is('Look at the plan and apply it')");
        String reclaim = page.url();
        page.click("a:text-is('Look at the plan and apply it')");
        page.click("button:has-text('Apply to 1 person')");
        page.waitForSelector(".badge:text-is('Done')");
        assertThat(licenses.of(TestOrganizations.everywhere(), customer, new UserKey.Id(new UserId(noon)))
                        .licenses())
                .isEmpty();
        awaitState(reclaim, "Done");
        assertThat(page.locator("section:has(#lowered-title)").innerText()).contains("by 1 unit");
        pages.inspect("reclaim");
        pages.open("/console/ledger?organization=" + customer);
        assertThat(page.locator("tbody").innerText()).contains("Microsoft 365 E3", "Noon", "36.00");
        pages.inspect("ledger");
        page.navigate(reclaim);
        page.click("summary:text-is('Give everything back')");
        page.click("text=Yes, give everything back");
        page.click("button:has-text('Apply to 1 person')");
        page.waitForSelector(".badge:text-is('Done')");
        awaitState(reclaim, "Given back");
        pages.open("/console/reclaims?organization=" + customer);
        assertThat(page.locator("tbody").innerText()).contains("Given back");
        pages.inspect("reclaims-of-one");
    }

    /** What follows on a plan is done in the background. */
    private void awaitState(String reclaim, String state) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            page.navigate(reclaim);
            return page.locator(".states .badge").first().innerText().equals(state);
        });
    }

    @Test
    void whatTheHubCannotTakeBackIsSaidAndOnlyTheRestIsPlanned() {
        openSavings();
        page.check("[name=all]");
        page.click("button:text-is('Reclaim the selected')");
        page.waitForSelector(".warning-note:has-text('1 saving is left out')");
        assertThat(page.locator(".figures").innerText()).contains("2");
        page.uncheck("[name=lower]");
        page.click("button:text-is('Plan it')");
        page.waitForSelector("[role=alert]:has-text('lowering the subscription')");
    }

    @Test
    void aSavingTellsItsEvidenceAndIsLeftOutUntilItIsLetIn() {
        openSavings();
        page.locator(".rows tbody tr", new Page.LocatorOptions().setHasText("Zoom Pro"))
                .locator("a")
                .first()
                .click();
        page.waitForSelector("h1:text-is('Zoom Pro')");
        assertThat(page.locator("article").innerText())
                .contains(
                        "Never used since it was first seen",
                        "First discovered",
                        "saas.collectors.m365",
                        "so it cannot take this back");
        pages.inspect("saving");
        page.click("summary:text-is('Leave it out')");
        page.selectOption("#kind", "subscription");
        page.fill("#reason", "Bought for the fair");
        page.click("button:text-is('Leave out')");
        page.waitForSelector(".news:has-text('left out')");
        assertThat(page.locator("section:has(#exclusions-title)").innerText()).contains("Bought for the fair");
        openSavings();
        assertThat(page.locator(".rows tbody").innerText()).doesNotContain("Zoom Pro");
        pages.open("/console/savings/rules?organization=" + customer);
        page.click("button:text-is('Let it count again')");
        page.waitForSelector(".news:has-text('counts again')");
        openSavings();
        assertThat(page.locator(".rows tbody").innerText()).contains("Zoom Pro");
    }

    @Test
    void rulesAreSetAndReportsFetchedAndMailed() {
        Estate.run("UPDATE users SET mail = 'ada@mail.example' WHERE id = ?", admin);
        pages.open("/console/savings/rules?organization=" + customer);
        page.click("[aria-label='Edit never-used']");
        page.uncheck("details[open] [name=enabled]");
        page.click("details[open] button:text-is('Save')");
        page.waitForSelector(".news:has-text('rule is changed')");
        assertThat(ruleNeverUsed()).contains("Off", "set here");
        page.click("summary:text-is('Mail it to me')");
        page.selectOption("#every", "month");
        page.check("[name=format][value=csv]");
        page.click("button:text-is('Mail it')");
        page.waitForSelector("section:has(#reports-title) :text('Every month')");
        pages.inspect("saving-rules");
        Download pdf = page.waitForDownload(() -> page.click("a:text-is('PDF')"));
        assertThat(pdf.suggestedFilename()).matches("savings-\\d{4}-\\d{2}-\\d{2}\\.pdf");
        page.click("button:text-is('Stop')");
        page.waitForSelector("text=None is mailed regularly.");
        openSavings();
        assertThat(page.locator(".rows tbody").innerText()).doesNotContain("Zoom Pro");
        pages.open("/console");
        assertThat(page.locator(".tiles").innerText()).contains("a month could be saved", "Software users");
        pages.open("/console/savings/rules?organization=" + customer);
        page.click("[aria-label='Inherit never-used again']");
        page.fill("details[open] [name=reason]", "Looked at too early");
        page.click("button:text-is('Yes, inherit it again')");
        page.waitForSelector(".news:has-text('inherited again')");
        assertThat(ruleNeverUsed()).contains("On", "15.00 EUR a month", "the hub's usual way");
    }

    private String ruleNeverUsed() {
        return page.locator("li", new Page.LocatorOptions().setHasText("never-used"))
                .first()
                .innerText();
    }
}
