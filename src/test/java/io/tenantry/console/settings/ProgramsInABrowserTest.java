package io.tenantry.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.console.ConsoleBrowserTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Service accounts and mail in a real browser. */
class ProgramsInABrowserTest extends ConsoleBrowserTest {
    private boolean getsAToken(String clientId, String secret) {
        return new Client(hubUrl())
                        .post(
                                "/oauth2/token",
                                List.of(),
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                clientId,
                                "client_secret",
                                secret)
                        .status()
                == 200;
    }

    @Test
    void aProgramGetsItsSecretOnceARoleAndANewSecretAndIsDisabledAndDeleted() {
        pages.open("/console/organizations/" + customer + "/settings/service-accounts");
        page.fill("#name", "Night job");
        page.fill("#owner", "nobody@nowhere.example");
        page.click("button:text-is('Create')");
        page.waitForSelector("[role=alert]");
        assertThat(page.inputValue("#name")).isEqualTo("Night job");
        page.fill("#owner", nameOf("Noon", noon));
        pages.inspect("programs");
        page.click("button:text-is('Create')");
        page.waitForSelector(".secret");
        String first = page.innerText(".secret");
        String clientId = page.innerText(".news code");
        pages.inspect("program-secret");
        assertThat(getsAToken(clientId, first)).isTrue();

        page.click("summary:text-is('Assign a role')");
        page.selectOption("#role", new SelectOption().setLabel("Readers"));
        page.click("button:text-is('Assign')");
        page.waitForSelector("td:text-is('Readers')");
        assertThat(page.content()).doesNotContain(first);
        assertThat(page.locator("dd a").innerText()).isEqualTo("Noon");

        page.click("summary:text-is('Renew the secret')");
        page.click("text=Yes, renew the secret");
        page.waitForSelector(".secret");
        String second = page.innerText(".secret");
        assertThat(getsAToken(clientId, first)).isFalse();
        assertThat(getsAToken(clientId, second)).isTrue();

        page.click("summary:text-is('Disable')");
        page.click("text=Yes, disable");
        page.waitForSelector(".badge.warning:text-is('Disabled')");
        assertThat(getsAToken(clientId, second)).isFalse();
        pages.inspect("program");
        page.click("summary:text-is('Take away')");
        page.click("text=Yes, take it away");
        page.waitForSelector("text=None, so it may do nothing yet.");
        page.click("summary:text-is('Delete')");
        page.click("text=Yes, delete");
        page.waitForSelector(".news:has-text('Deleted')");
        assertThat(page.locator("section").first().innerText()).contains("None.");
    }

    @Test
    void aMailToOneselfTellsWhetherMailsArrive() {
        pages.open("/console/mail");
        page.click("button:text-is('Send me a mail')");
        page.waitForSelector("[role=alert]:has-text('no mail address')");
        String address = "ada" + UUID.randomUUID() + "@mail.example";
        Estate.run("UPDATE users SET mail = ? WHERE id = ?", address, admin);
        page.click("button:text-is('Send me a mail')");
        page.waitForSelector("#test .news:has-text('has taken the mail')");
        assertThat(POST.next(address).subject()).isEqualTo("A mail to see whether mails arrive");
        pages.inspect("mail");
        pages.open("/console/mail");
        assertThat(page.locator("tbody").innerText()).contains(address, "test", "Sent", "Harbour Services");
    }
}
