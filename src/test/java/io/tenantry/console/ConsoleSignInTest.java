package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.signin.Browser;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who gets into the console, for how long, and from where. */
class ConsoleSignInTest extends ConsoleTest {
    @Test
    void whoIsNotSignedInIsSentToTheLoginPageAndBackToWhereHeWanted() {
        Browser browser = new Browser(hubUrl());
        Client.Answer answer = browser.open("/console/people?text=noon");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/login?continue=%2Fconsole%2Fpeople%3Ftext%3Dnoon");
        browser.open("/login?continue=%2Fconsole%2Fpeople%3Ftext%3Dnoon");
        Client.Answer entered = browser.submit("/login", "name", nameOf("ada", admin), "password", PASSWORD);
        assertThat(entered.status()).isEqualTo(302);
        assertThat(entered.header("Location")).endsWith("/console/people?text=noon");
        assertThat(browser.open("/console/people?text=noon").raw().body()).contains("Noon");
    }

    @Test
    void theSessionBringsTheSameRightsAsAToken() {
        UUID nobody = person(customer, "Nobody Special");
        Browser browser = signedIn(nameOf("nobody", nobody));
        assertThat(browser.open("/console").raw().body()).contains("You hold no role");
        Client.Answer refused = browser.open("/console/people");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.raw().body())
                .contains("user.readbasic", "See and search the lists of people", "Administrators");
        Estate.assign(customer, nobody, "user", BuiltInRole.USER_ADMINISTRATORS, customer);
        String people =
                signedIn(nameOf("nobody", nobody)).open("/console/people").raw().body();
        assertThat(people).contains("Noon").doesNotContain("Ada Lovelace");
    }

    @Test
    void aFormOfAnotherSiteDoesNothing() {
        Browser browser = signedInAsAdmin();
        browser.open("/console/people");
        Client.Answer forged = browser.submit("/console/views", "list", "people", "name", "Mine", "proof", "made-up");
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.raw().body()).contains("came from somewhere else");
    }

    @Test
    void whoLeavesTheBrowserAloneSignsInAgain() {
        Browser browser = signedInAsAdmin();
        assertThat(browser.open("/console").status()).isEqualTo(200);
        Estate.run("UPDATE sign_in_sessions SET seen_at = now() - interval '59 minutes' WHERE user_id = ?", admin);
        assertThat(browser.open("/console").status()).isEqualTo(200);
        Estate.run("UPDATE sign_in_sessions SET seen_at = now() - interval '59 minutes' WHERE user_id = ?", admin);
        assertThat(browser.open("/console").status()).isEqualTo(200);
        Estate.run("UPDATE sign_in_sessions SET seen_at = now() - interval '61 minutes' WHERE user_id = ?", admin);
        assertThat(browser.open("/console").status()).isEqualTo(303);
    }

    @Test
    void signingOutEndsTheSession() {
        Browser browser = signedInAsAdmin();
        browser.open("/console");
        assertThat(browser.submit("/console/sign-out").status()).isEqualTo(302);
        assertThat(browser.open("/console").status()).isEqualTo(303);
    }

    @Test
    void nothingOnThePageMayBeInline() {
        Browser browser = signedInAsAdmin();
        Client.Answer page = browser.open("/console/people");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.raw().body()).doesNotContain(" style=\"", "<style", " onclick");
        assertThat(browser.open("/console/nowhere").status()).isEqualTo(404);
        assertThat(browser.open("/console/nowhere").raw().body()).contains("There is nothing here", "Find anyone");
    }
}
