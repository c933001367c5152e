package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long a browser stays signed in, and who else cannot use that. */
class SessionsTest extends SignInTest {
    private static final String COOKIE = "tenantry_session";

    private int status(Browser browser) {
        return browser.open("/account").status();
    }

    @Test
    void aBrowserThatIsUsedAllTheTimeIsSignedOutInTheEnd() {
        Browser browser = signedIn();
        assertThat(status(browser)).isEqualTo(200);
        Estate.run("UPDATE sign_in_sessions SET expires_at = now() - interval '1 second' WHERE user_id = ?", ada);
        assertThat(status(browser)).isEqualTo(302);
    }

    @Test
    void oneThatNobodyUsesIsSignedOutSooner() {
        Browser browser = signedIn();
        Estate.run("UPDATE sign_in_sessions SET seen_at = now() - interval '61 minutes' WHERE user_id = ?", ada);
        assertThat(status(browser)).isEqualTo(302);
    }

    @Test
    void aCookieThatSomebodyPlantedBeforeSignsNobodyInAfterwards() {
        String planted = "planted-by-somebody-else-before-she-signed-in";
        Browser browser = new Browser(hubUrl());
        browser.plant(COOKIE, planted);
        browser.open("/login");
        assertThat(browser.submit("/login", "name", adasName(), "password", PASSWORD)
                        .status())
                .isEqualTo(302);
        assertThat(status(browser)).isEqualTo(200);
        Browser thief = new Browser(hubUrl());
        thief.plant(COOKIE, planted);
        assertThat(status(thief)).isEqualTo(302);
    }

    @Test
    void signingInOnceMoreMakesTheCookieBeforeWorthless() {
        Browser browser = signedIn();
        Browser thief = new Browser(hubUrl());
        thief.plant(COOKIE, browser.cookie(COOKIE));
        assertThat(status(thief)).isEqualTo(200);
        browser.open("/login");
        browser.submit("/login", "name", adasName(), "password", PASSWORD);
        assertThat(status(browser)).isEqualTo(200);
        assertThat(status(thief)).isEqualTo(302);
    }

    @Test
    void aSiteThatSendsOurFormsFromElsewhereChangesNothing() {
        Browser browser = signedIn();
        for (String path : List.of(
                "/account/sign-out",
                "/account/password",
                "/account/sessions/end-others",
                "/account/second-factor/remove",
                "/account/second-factor/codes",
                "/account/second-factor/passkeys")) {
            browser.open("/account");
            Client.Answer answer = browser.submit(path, "proof", "made-up");
            assertThat(answer.status()).as(path).isIn(302, 422);
        }
        assertThat(status(browser)).isEqualTo(200);
    }

    @Test
    void anApplicationThatAsksForAFreshSignInGetsOne() {
        Application application = register(organization, true);
        Browser browser = signedIn();
        assertThat(parameters(browser.open(withPkce(application) + "&max_age=600")))
                .containsKey("code");
        Estate.run("UPDATE sign_in_sessions SET signed_in_at = now() - interval '11 minutes' WHERE user_id = ?", ada);
        assertThat(parameters(browser.open(withPkce(application)))).containsKey("code");
        for (String wish : List.of("&max_age=600", "&prompt=login", "&max_age=soon")) {
            Client.Answer asked = browser.open(withPkce(application) + wish);
            assertThat(asked.header("Location")).as(wish).contains("/login?continue=");
        }
        assertThat(parameters(browser.open(withPkce(application) + "&max_age=600&prompt=none")))
                .containsEntry("error", "login_required");

        Client.Answer elsewhere =
                browser.open(withPkce(application).replace("18999", "18998") + "&max_age=600&prompt=none");
        assertThat(elsewhere.status()).isEqualTo(400);

        Client.Answer asked = browser.open(withPkce(application) + "&prompt=login");
        browser.open(String.valueOf(asked.header("Location")));
        Client.Answer again = browser.submit("/login", "name", adasName(), "password", PASSWORD);
        Map<String, String> back = parameters(browser.open(String.valueOf(again.header("Location"))));
        assertThat(back).containsKey("code").containsEntry("state", "s1");
    }
}
