package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import io.tenantry.Estate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Running sets and looking after their jobs, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkInABrowserTest extends ConsoleTest {
    private static final String OFFBOARD = "/console/blocks/5acf8c56-2914-599f-b7d1-3a9f67d04e16";

    private final ConsolePages pages = new ConsolePages();
    private Page page = pages.page();

    @BeforeEach
    void signIn() {
        page = pages.signIn(hubUrl(), nameOf("ada", admin), PASSWORD);
    }

    @AfterAll
    void closeBrowser() {
        pages.close();
    }

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
}
