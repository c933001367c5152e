package io.tenantry.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.console.ConsoleBrowserTest;
import io.tenantry.signin.Browser;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operators do about people's sessions and belongings, with the reason they give, and the small pages beside the great ones. */
class SessionsInABrowserTest extends ConsoleBrowserTest {
    private String reasonOf(String action) {
        return Estate.ask(
                "SELECT reason FROM audit_events WHERE organization_id = ? AND action = ? ORDER BY occurred_at DESC LIMIT 1",
                customer.value(),
                action);
    }

    @Test
    void oneSessionIsEndedForAReasonAndTheOtherGoesOn() {
        UUID grace = person(customer, "Grace Hopper");
        Browser first = signedIn(nameOf("grace", grace));
        Browser second = signedIn(nameOf("grace", grace));
        pages.open("/console/people/" + customer + "/" + grace);
        assertThat(page.locator("#sessions li").count()).isEqualTo(2);
        pages.inspect("person-sessions");
        page.click("#sessions li:first-child summary");
        page.fill("#sessions li:first-child [name=reason]", "Lost her telephone");
        page.click("#sessions li:first-child button");
        page.waitForSelector(".news:has-text('That session has ended')");
        assertThat(page.locator("#sessions li").count()).isEqualTo(1);
        assertThat(reasonOf("user.session.end")).isEqualTo("Lost her telephone");
        assertThat(second.open("/account").status()).isEqualTo(302);
        assertThat(first.open("/account").status()).isEqualTo(200);
    }

    @Test
    void takingOutOfAGroupIsDoneForAReason() {
        UUID group = Estate.group(customer, "Night shift");
        Estate.member(customer, group, noon, "user");
        pages.open("/console/people/" + customer + "/" + noon);
        page.click("#groups summary");
        page.fill("#groups [name=reason]", "Moved to the day shift");
        page.click("#groups button");
        page.waitForSelector(".news:has-text('The groups are changed')");
        assertThat(Estate.ask(
                        "SELECT count(*) FROM audit_events WHERE organization_id = ? AND reason = 'Moved to the day shift'",
                        customer.value()))
                .isEqualTo("1");
    }

    @Test
    void pagesThatNeedToKnowMoreAskOrLeadOn() {
        pages.open("/console/deliveries");
        page.waitForURL(hubUrl() + "/console/webhooks");
        pages.open("/console/ledger");
        page.waitForSelector("h1:has-text('in which organization?')");
        pages.open("/console/hub");
        assertThat(page.innerText("article")).contains("800 days", "tenantry.history.kept");
        pages.inspect("hub");
    }

    @Test
    void theHubHasAnIcon() {
        Client client = new Client(hubUrl());
        assertThat(client.get("/favicon.ico", null).status()).isEqualTo(200);
        assertThat(client.get("/favicon.svg", null).status()).isEqualTo(200);
    }
}
