package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tenantry.Estate;
import io.tenantry.events.Receiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks and what became of their deliveries, in a real browser. */
class WebhooksInABrowserTest extends ConsoleBrowserTest {
    private Receiver receiver = Receiver.open();

    @BeforeEach
    void openReceiver() {
        receiver.close();
        receiver = Receiver.open();
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    /** Adds a webhook of the customer that is told when people are changed, and answers its secret. */
    private String added() {
        pages.open("/console/webhooks");
        page.click("a.button:text-is('New webhook')");
        page.fill("#name", "fig");
        page.keyboard().press("Enter");
        page.click("a:text-is('Fig & Sons')");
        page.fill("#name", "Ticket desk");
        page.fill("#url", receiver.url());
        page.click("summary:has-text('All events')");
        page.check("input[value='user.updated']");
        page.check("input[value='user.disabled']");
        page.check("input[value='user.enabled']");
        pages.inspect("new-webhook");
        page.click("button:text-is('Add')");
        page.waitForSelector("h1:text-is('Ticket desk')");
        return page.innerText(".secret");
    }

    private void disableNoon() {
        pages.open("/console/people/" + customer + "/" + noon);
        page.click("details.act > summary:text-is('Disable')");
        page.click("text=Yes, disable");
        page.waitForSelector(".news");
    }

    @Test
    void aWebhookIsAddedTriedChangedAndPausedAndItsSecretShownOnce() {
        String secret = added();
        assertThat(secret).startsWith("whsec_");
        String link = "/console/webhooks/" + customer + "/"
                + Estate.ask("SELECT id FROM webhooks WHERE organization_id = ?", customer.value());
        pages.open(link);
        assertThat(page.locator(".secret").count()).isZero();
        assertThat(page.locator("article").innerText()).contains("/hook?…").doesNotContain("key=hidden");

        page.click("summary:text-is('Test delivery')");
        page.click("text=Yes, test delivery");
        page.waitForSelector("h2:text-is('The receiver took the test delivery')");
        assertThat(receiver.calls(calls -> !calls.isEmpty()).getFirst().isSignedWith(secret))
                .isTrue();
        receiver.answers(500);
        page.click("summary:text-is('Test delivery')");
        page.click("text=Yes, test delivery");
        page.waitForSelector("h2:text-is('The receiver did not take the test delivery')");
        assertThat(page.locator(".problem").innerText()).contains("500");
        pages.inspect("webhook");

        page.click("summary:text-is('Replace the secret')");
        page.click("button:text-is('Replace')");
        page.waitForSelector(".secret");
        assertThat(page.innerText(".secret")).startsWith("whsec_").isNotEqualTo(secret);

        page.click("summary:has-text('Change name')");
        page.fill("#name", "Help desk");
        page.uncheck("input[value='user.enabled']");
        page.click("button:text-is('Save')");
        page.waitForSelector("h1:text-is('Help desk')");
        assertThat(page.locator(".facts").innerText()).contains("user.updated").doesNotContain("user.enabled");
        page.click("summary:text-is('Pause')");
        page.click("text=Yes, pause");
        page.waitForSelector(".badge:text-is('Paused')");
        page.click("summary:text-is('Resume')");
        page.click("text=Yes, resume");
        page.waitForSelector(".badge:text-is('On')");
        page.click("summary:text-is('Remove')");
        page.click("text=Yes, remove");
        page.waitForURL(hubUrl() + "/console/webhooks");
        assertThat(page.locator("tbody").innerText()).doesNotContain("Help desk");
    }

    @Test
    void whatCannotBeAddedIsSaidAndNothingIsLost() {
        pages.open("/console/webhooks/new?organization=" + customer);
        page.fill("#name", "Inside");
        page.fill("#url", "http://10.0.0.1/hook");
        page.click("button:text-is('Add')");
        page.waitForSelector("[role=alert]");
        assertThat(page.inputValue("#name")).isEqualTo("Inside");
        assertThat(page.inputValue("#url")).isEqualTo("http://10.0.0.1/hook");
    }

    @Test
    void deadLettersAreSeenLookedIntoAndSentAgainOneByOneTogetherOrByTime() {
        added();
        String webhook = Estate.ask("SELECT id FROM webhooks WHERE organization_id = ?", customer.value());
        disableNoon();
        String event = receiver.calls(calls -> !calls.isEmpty()).getFirst().id();
        // As if it had been tried for days.
        pages.open("/console/deliveries?organization=" + customer + "&webhook=" + webhook);
        page.waitForSelector("td .badge, td.good, td.warning");
        Estate.run(
                "UPDATE webhook_deliveries SET state = 'dead', finished_at = now(), status = 503, problem = 'It answered 503'"
                        + " WHERE webhook_id = ?::uuid",
                webhook);

        pages.open("/console/webhooks");
        page.locator("tbody tr", new Page.LocatorOptions().setHasText("Ticket desk"))
                .locator("td.number a")
                .click();
        page.waitForSelector(".count:has-text('1 match')");
        assertThat(page.locator("tbody").innerText()).contains("user.disabled", "Given up", "503");
        pages.inspect("deliveries");
        page.click("tbody a");
        page.waitForSelector("h1:text-is('user.disabled')");
        assertThat(page.locator("pre").innerText()).contains(event, "\"accountEnabled\" : false");
        pages.inspect("delivery");
        page.click("button:text-is('Send again')");
        page.waitForSelector(".news:has-text('1 event is on the way again')");
        receiver.calls(
                calls -> calls.stream().filter(call -> call.id().equals(event)).count() >= 2);

        pages.open("/console/deliveries?organization=" + customer + "&webhook=" + webhook);
        page.check("[name=all]");
        page.click("button:text-is('Send the selected again')");
        page.waitForSelector(".news:has-text('on the way again')");
        receiver.calls(
                calls -> calls.stream().filter(call -> call.id().equals(event)).count() >= 3);

        page.click("summary:text-is('Send events again')");
        page.fill("#from", "2020-01-01T00:00");
        page.click("button:text-is('Send again')");
        page.waitForSelector(".news:has-text('on the way again')");
        receiver.calls(
                calls -> calls.stream().filter(call -> call.id().equals(event)).count() >= 4);
    }
}
