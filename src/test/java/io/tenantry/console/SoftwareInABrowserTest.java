package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.federation.internal.TestDirectory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who uses which software, in a real browser: from a file that a source is sent to a price, a chart and an account's owner. */
class SoftwareInABrowserTest extends ConsoleBrowserTest {
    /** Adds a feed and sends it a file of three people in two applications; one of its rows cannot be used. */
    private void feed() {
        pages.open("/console/sources?organization=" + customer);
        page.fill("#name", "Monthly export");
        page.selectOption("#kind", new SelectOption().setLabel("Files"));
        page.click("button:text-is('Add')");
        page.waitForSelector("h1:text-is('Monthly export')");
        String today = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String longAgo = Instant.now()
                .minus(200, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        page.fill("#csv", """
                application,vendor,externalId,email,displayName,department,subscriptions,activity
                Zoom,Zoom Inc.,z-1,grace@fig.example,Grace Hopper,Sales,Zoom Pro,%s
                Zoom,Zoom Inc.,z-2,edsger@fig.example,Edsger Dijkstra,Sales,Zoom Pro,%s
                Jira,Atlassian,j-1,grace@fig.example,Grace Hopper,Sales,Jira Premium,
                Jira,Atlassian,j-2,barbara@fig.example,Barbara Liskov,Research,,
                Jira,Atlassian,j-3,broken@fig.example,Nobody,Research,,yesterday
                """.formatted(today, longAgo));
        page.click("button:text-is('Take it in')");
        page.waitForSelector(".news");
    }

    private String personOf(String email) {
        return Estate.ask("SELECT id FROM people WHERE organization_id = ? AND email = ?", customer.value(), email);
    }

    private String application(String name) {
        return "/console/applications/" + customer + "/"
                + Estate.ask(
                        "SELECT id FROM applications WHERE organization_id = ? AND name = ?", customer.value(), name);
    }

    @Test
    void aSourceIsAddedTakesAFileAndTellsWhatWasWrongWithIt() {
        feed();
        assertThat(page.locator("section:has(#runs-title)").innerText()).contains("With problems", "1 row");
        page.click("summary:text-is('1 row')");
        assertThat(page.locator("section:has(#runs-title)").innerText()).contains("Row 6");
        pages.inspect("source");
        page.uncheck("[name=enabled]");
        page.click("button:text-is('Save')");
        page.waitForSelector(".badge:text-is('Switched off')");
        page.fill("#csv", "application,externalId");
        page.click("button:text-is('Take it in')");
        page.waitForSelector("[role=alert]:has-text('switched off')");
        pages.open("/console/sources?organization=" + customer);
        assertThat(page.locator("tbody").innerText()).contains("Monthly export", "Files", "4");
        pages.inspect("sources");
        page.fill("#name", "The hub");
        page.selectOption("#kind", new SelectOption().setLabel("People of this hub"));
        page.click("button:text-is('Add')");
        page.click("summary:text-is('Read now')");
        page.click("text=Yes, read now");
        page.waitForSelector(".news");
        assertThat(page.locator("section:has(#runs-title)").innerText()).contains("Done");
        page.click("summary:text-is('Remove')");
        page.click("text=Yes, remove");
        page.waitForURL(address -> address.contains("/console/sources?organization="));
        assertThat(page.locator("tbody").innerText()).doesNotContain("The hub");
    }

    @Test
    void aDirectoryIsSetUpReadAndItsPasswordNeverShown() {
        try (TestDirectory directory = TestDirectory.start()) {
            directory.person("ada", "Ada Lovelace");
            pages.open("/console/sources?organization=" + customer);
            page.fill("#name", "Head office");
            page.selectOption("#kind", new SelectOption().setLabel("LDAP directory"));
            page.click("button:text-is('Add')");
            page.waitForSelector("h1:text-is('Head office')");
            assertThat(page.locator("summary:text-is('Read now')").count()).isZero();
            page.fill("#host", "127.0.0.1");
            page.selectOption("#security", "plain");
            page.fill("#port", String.valueOf(directory.port("plain")));
            page.fill("#bindDn", TestDirectory.READER);
            page.fill("#secret", TestDirectory.READERS_PASSWORD);
            page.fill("#searchBase", TestDirectory.BASE);
            page.click("button:text-is('Save')");
            page.waitForSelector(".news");
            assertThat(page.locator("#secret").inputValue()).isEmpty();
            assertThat(page.content()).doesNotContain(TestDirectory.READERS_PASSWORD);
            page.click("summary:text-is('Names of the attributes there')");
            assertThat(page.locator("[id='map.externalId']").getAttribute("placeholder"))
                    .isEqualTo("entryUUID");
            pages.inspect("source-directory");
            page.fill("[id='map.application']", "=Intranet");
            page.click("button:text-is('Save')");
            page.waitForSelector(".news");
            page.click("summary:text-is('Read now')");
            page.click("text=Yes, read now");
            page.waitForSelector(".states:has-text('1 account')");
            assertThat(application("Intranet")).isNotBlank();
            page.fill("#host", "localhost");
            page.click("button:text-is('Save')");
            page.waitForSelector("[role=alert]:has-text('secret has to be given again')");
        }
    }

    @Test
    void aScimServerIsAskedForItsAddressAndToken() {
        pages.open("/console/sources?organization=" + customer);
        page.fill("#name", "Wiki");
        page.selectOption("#kind", new SelectOption().setLabel("SCIM server"));
        page.click("button:text-is('Add')");
        page.waitForSelector("h1:text-is('Wiki')");
        page.fill("#url", hubUrl() + "/scim/v2/" + customer);
        page.fill("#secret", "no token of that hub");
        page.click("button:text-is('Save')");
        page.waitForSelector(".news");
        pages.inspect("source-scim");
        page.click("summary:text-is('Read now')");
        page.click("text=Yes, read now");
        page.waitForSelector(".badge:text-is('Failed')");
        assertThat(page.locator("section:has(#runs-title)").innerText()).contains("401");
    }

    @Test
    void peopleAreListedByActivityWithAFilterAndAFileOfJustThat() {
        feed();
        pages.open("/console/usage?organization=" + customer);
        assertThat(page.locator("tbody").innerText()).contains("Grace Hopper", "Active", "Inactive", "No activity");
        pages.inspect("software-users");
        page.click("summary:text-is('Add a condition')");
        page.selectOption("#add-field", "status");
        page.fill("#add-value", "Inactive");
        page.click("button:text-is('Add')");
        page.waitForSelector(".count:has-text('1 match')");
        assertThat(page.locator("tbody").innerText()).contains("Edsger").doesNotContain("Grace");
        String csv = String.valueOf(
                page.evaluate("async () => (await fetch(document.querySelector('.export').href)).text()"));
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv)
                .startsWith("Name,Organization,Department,Status")
                .contains("Edsger Dijkstra,Fig & Sons,Sales,Inactive");
    }

    @Test
    void aPersonTellsWhyHisAccountsAreOneAndAnAccountIsMovedAndComesBack() {
        feed();
        String grace = "/console/usage/" + customer + "/" + personOf("grace@fig.example");
        pages.open(grace);
        assertThat(page.locator("article").innerText()).contains("Zoom Pro", "Jira Premium", "2 accounts");
        page.click("#accounts summary:text-is('Why?')");
        assertThat(page.locator("#accounts").innerText()).contains("They have the same address");
        pages.inspect("software-user");
        page.click("[aria-label='Move the account in Jira']");
        page.fill("#name", "barbara");
        page.keyboard().press("Enter");
        page.waitForSelector("[aria-label='Move it to Barbara Liskov']");
        pages.inspect("move-account");
        page.click("[aria-label='Move it to Barbara Liskov']");
        page.waitForSelector(".news:has-text('moved')");
        assertThat(page.locator("#accounts").innerText()).contains("Moved by hand", "grace@fig.example");
        page.click("[aria-label='Move the account in Jira back']");
        page.waitForSelector(".news:has-text('went back')");
        assertThat(page.locator("h1").innerText()).isEqualTo("Grace Hopper");
        page.check("[name=review]");
        page.click("button:text-is('Save')");
        page.waitForSelector(".badge:text-is('In review')");
    }

    @Test
    void anApplicationsPriceIsEditedAndItsUsersAndActivityAreShown() {
        feed();
        pages.open("/console/applications?organization=" + customer);
        pages.inspect("applications-of-one");
        page.click("a:text-is('Zoom')");
        page.waitForSelector("h1:text-is('Zoom')");
        page.click("[aria-label='Edit Zoom Pro']");
        page.locator("details[open] [name=price]").fill("120");
        page.locator("details[open] [name=currency]").fill("EUR");
        page.locator("details[open] [name=period]").selectOption("yearly");
        page.locator("details[open] button").click();
        page.waitForSelector(".news");
        assertThat(page.locator(".figures").innerText()).contains("20.00", "10.00");
        page.click("summary:text-is('Add a subscription')");
        page.fill("#plan-name", "Zoom Business");
        page.fill("#price-new", "199.90");
        page.click("details[open] button:text-is('Add')");
        page.waitForSelector("strong:text-is('Zoom Business')");
        page.fill("#category", "Meetings");
        page.click("button:text-is('Save') >> nth=-1");
        page.waitForSelector(".badge:text-is('Meetings')");
        pages.inspect("application");
        page.click("a.button:text-is('Users')");
        page.waitForSelector(".count:has-text('2 matches')");
        assertThat(page.locator("tbody").innerText())
                .contains("Grace", "Edsger")
                .doesNotContain("Barbara");
        pages.inspect("application-users");
        pages.open(application("Zoom"));
        page.click("a.button:text-is('Activity')");
        page.waitForSelector("h1:has-text('Zoom')");
        assertThat(page.locator(".figures").innerText()).contains("2", "people", "1", "active");
    }

    @Test
    void activityIsDrawnOverDaysWithTheNumbersBehindIt() {
        feed();
        for (int ago = 1; ago <= 120; ago++) {
            Estate.run("""
                    INSERT INTO daily_usage (organization_id, subject, key, day, total, active, inactive, no_activity, added, removed)
                    VALUES (?, 'organization', '', current_date - ?::int, ?, ?, ?, 5, 2, 1)
                    """, customer.value(), ago, 40 - ago / 10, 25 - ago / 12, 10);
        }
        pages.open("/console/activity?organization=" + customer + "&days=90");
        assertThat(page.locator("figure").count()).isEqualTo(3);
        page.click("summary:text-is('The numbers') >> nth=1");
        assertThat(page.locator("figure >> nth=1").locator("tbody tr").count()).isEqualTo(45);
        assertThat(page.locator(".figures").innerText()).contains("3", "−34 in 30 days");
        pages.inspect("activity-90");
        page.fill("#department", "Research");
        page.keyboard().press("Enter");
        page.waitForURL(address -> address.contains("department=Research"));
        assertThat(page.locator(".figures dd").first().innerText()).isEqualTo("1");
    }

    @Test
    void whoMayOnlyLookIsOfferedNothingToChange() {
        feed();
        UUID viewer = person(customer, "Vic Viewer");
        Estate.assign(customer, viewer, "user", BuiltInRole.READERS, customer);
        page = pages.signIn(hubUrl(), nameOf("vic", viewer), PASSWORD);
        pages.open("/console/usage/" + customer + "/" + personOf("grace@fig.example"));
        assertThat(page.locator("#accounts").innerText()).contains("Jira").doesNotContain("Move");
        pages.open(application("Zoom"));
        assertThat(page.locator("summary:text-is('Edit')").count()).isZero();
    }
}
