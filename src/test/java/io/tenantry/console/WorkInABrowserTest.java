package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.Licenses;
import io.tenantry.usage.SoftwareEstate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Running sets and looking after their jobs, in a real browser. */
class WorkInABrowserTest extends ConsoleBrowserTest {
    private static final String OFFBOARD = "/console/blocks/5acf8c56-2914-599f-b7d1-3a9f67d04e16";

    @Autowired
    private Licenses licenses;

    @Test
    void somebodyIsOffboardedByAFormWatchedAndTakenBack() {
        pages.open("/console/sets");
        assertThat(page.locator("tbody").innerText()).contains("Offboard", "Onboard");
        pages.open(OFFBOARD);
        pages.inspect("offboard");
        page.selectOption("#organization", new SelectOption().setLabel("Fig & Sons"));
        page.fill("#people", noon.toString());
        page.click("button:text-is('Run')");
        page.waitForURL(address -> address.contains("/console/jobs/"));
        page.waitForSelector("#progress .badge.good:text-is('Completed')");
        assertThat(page.locator("#progress").innerText()).contains("1 of 1 completed");
        pages.open("/console/jobs");
        assertThat(page.locator("tbody").innerText()).contains("Offboard");
        page.locator("tbody tr", new Page.LocatorOptions().setHasText("noon"))
                .locator("a")
                .first()
                .click();
        page.waitForSelector("#progress li");
        assertThat(page.locator("#progress").innerText()).contains("Block sign-in", "done");
        pages.inspect("job");
        page.click("summary:text-is('Undo')");
        page.click("text=Yes, undo");
        page.waitForSelector("dt:text-is('Undoes')");
        page.waitForSelector("#progress .badge.good:text-is('Completed')");
    }

    @Test
    void whatCannotBeRunIsSaidOnTheFormAndNothingIsLost() {
        pages.open(OFFBOARD);
        page.selectOption("#organization", new SelectOption().setLabel("Fig & Sons"));
        page.fill("#people", noon.toString());
        page.fill("#at", "2099-03-30T08:00");
        page.fill("#zone", "Mars/Olympus");
        page.click("button:text-is('Run')");
        page.waitForSelector("[role=alert]");
        assertThat(page.inputValue("#people")).isEqualTo(noon.toString());
        page.fill("#zone", "Europe/Zurich");
        page.click("button:text-is('Run')");
        page.waitForURL(address -> address.contains("/console/jobs/"));
        assertThat(page.locator("#progress").innerText()).contains("planned for 30 Mar 2099, 06:00 UTC");
    }

    @Test
    void schedulesStandInACalendarAndArePaused() {
        Estate.schedule(customer, "Mornings");
        pages.open("/console/schedules");
        pages.inspect("schedules");
        page.click("[aria-label='Pause Mornings']");
        page.waitForSelector("[aria-label='Resume Mornings']");
        pages.open("/console/blocks");
        assertThat(page.locator("tbody").innerText()).contains("Block sign-in");
        pages.open("/console");
        assertThat(page.locator(".tiles").innerText()).contains("Jobs within a day");
    }

    @Test
    void aPlannedJobStandsOnItsLocalDayWithItsLocalTime() {
        UUID schedule = Estate.schedule(customer, "Early");
        Estate.run("UPDATE command_schedules SET zone = 'Asia/Tokyo' WHERE id = ?", schedule);
        LocalDate tomorrow = LocalDate.now(ZoneId.of("Asia/Tokyo")).plusDays(1);
        UUID job = Estate.job(customer, noon, "noon");
        Estate.run(
                "UPDATE command_jobs SET status = 'Pending', finished_at = NULL, schedule_id = ?, planned_at = ?::timestamptz,"
                        + " due_at = 'infinity' WHERE id = ?",
                schedule,
                tomorrow.atTime(8, 0)
                        .atZone(ZoneId.of("Asia/Tokyo"))
                        .toInstant()
                        .toString(),
                job);
        pages.open("/console/schedules");
        assertThat(page.locator("td:has-text('" + tomorrow + "')").innerText()).contains("08:00 Asia/Tokyo");
        pages.inspect("schedules");
    }

    @Test
    void somebodyIsOnboardedInOneFormWithTheSeatsThatAreLeft() {
        Estate.subscription(customer, "Workplace for all");
        pages.open("/console/onboard");
        page.fill("#name", "fig");
        page.keyboard().press("Enter");
        page.click("a:text-is('Fig & Sons')");
        page.fill("#displayName", "Grace Hopper");
        page.fill("#userPrincipalName", "grace@" + domain());
        page.waitForSelector("#name-check:has-text('free')");
        page.fill("#department", "Sales");
        page.fill("#usageLocation", "DE");
        page.check("[name=product]");
        page.waitForSelector("#seats:has-text('5 left')");
        pages.inspect("onboard");
        licenses.change(
                TestOrganizations.everywhere(),
                customer,
                new UserKey.Id(new UserId(noon)),
                new LicenseChange(List.of(new LicenseChange.Added(SoftwareEstate.E3, Set.of())), List.of()));
        Estate.run("UPDATE subscriptions SET quantity = 1 WHERE organization_id = ?", customer.value());
        page.uncheck("[name=product]");
        page.waitForSelector("#seats:has-text('none left')");
        page.check("[name=product]");
        page.waitForSelector("#seats:has-text('No seat is left of')");
        Estate.run("UPDATE subscriptions SET quantity = 5 WHERE organization_id = ?", customer.value());
        page.uncheck("[name=mustChange]");
        page.fill("#at", "2099-03-30T08:00");
        page.fill("#zone", "Mars/Olympus");
        page.click("button:text-is('Onboard')");
        page.waitForSelector("[role=alert]");
        assertThat(page.isChecked("[name=mustChange]")).isFalse();
        assertThat(page.inputValue("#displayName")).isEqualTo("Grace Hopper");
        assertThat(page.isChecked("[name=product]")).isTrue();
        page.fill("#at", "");
        page.click("button:text-is('Onboard')");
        page.waitForURL(address -> address.contains("/console/jobs/"));
        page.waitForSelector("#progress .badge.good:text-is('Completed')");
        pages.open("/console/people?text=grace");
        page.click("tbody a:text-is('Grace Hopper')");
        page.waitForSelector("#licenses:has-text('Held')");
    }

    @Test
    void leavingBeginsInAFormThatKnowsWhoItIs() {
        pages.open("/console/offboard?organization=" + customer + "&people=" + noon);
        page.waitForSelector("h1:text-is('Offboard')");
        assertThat(page.inputValue("#people")).isEqualTo(noon.toString());
        assertThat(page.inputValue("#organization")).isEqualTo(customer.toString());
    }

    @Test
    void aSetIsWrittenByBlocksReorderedRunAndDeleted() {
        pages.open("/console/sets");
        page.click("a.button:text-is('New set')");
        page.fill("#name", "fig");
        page.keyboard().press("Enter");
        page.click("a:text-is('Fig & Sons')");
        page.fill("#head", """
                identifier: pause
                title: Pause somebody
                description: Keeps somebody out for a while.
                type: User
                category: Lifecycle
                read: command.user.read
                write: command.user.write
                provider: command.user
                """);
        page.selectOption("#block-0", "revokesessions");
        page.selectOption("#block-1", "blocksignin");
        page.fill("#when-1", "user.nothing ==");
        page.click("button:text-is('Add')");
        page.waitForSelector("[role=alert]");
        assertThat(page.inputValue("#block-1")).isEqualTo("blocksignin");
        page.fill("#when-1", "");
        page.fill("#place-1", "0");
        page.selectOption("#failure-1", "continue");
        page.click("button:text-is('Add')");
        page.waitForSelector("h1:text-is('Pause somebody')");
        assertThat(page.locator("section:has(#made-title) li").allInnerTexts())
                .satisfiesExactly(
                        first -> assertThat(first).contains("Block sign-in", "on failure continue"),
                        second -> assertThat(second).contains("on failure stop"));
        page.click("a.button:text-is('Edit')");
        pages.inspect("edit-set");
        page.fill("#place-0", "3");
        page.click("button:text-is('Save as another version')");
        page.waitForSelector("h1:text-is('Pause somebody')");
        assertThat(page.locator("section:has(#made-title) li").last().innerText())
                .contains("Block sign-in");
        page.selectOption("#organization", new SelectOption().setLabel("Fig & Sons"));
        page.fill("#people", noon.toString());
        page.click("button:text-is('Run')");
        page.waitForSelector("#progress .badge.good:text-is('Completed')");
        pages.open("/console/sets");
        page.click("tbody a:text-is('Pause somebody')");
        page.click("summary:text-is('Delete')");
        page.click("text=Yes, delete");
        page.waitForURL(hubUrl() + "/console/sets");
        assertThat(page.locator("tbody").innerText()).doesNotContain("Pause somebody");
    }
}
