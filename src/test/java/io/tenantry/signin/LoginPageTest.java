package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people see when they sign in, and what nobody can make out. */
class LoginPageTest extends SignInTest {
    private Client.Answer tryToSignIn(String name, String password) {
        Browser browser = new Browser(hubUrl());
        browser.open("/login");
        return browser.submit("/login", "name", name, "password", password);
    }

    @Test
    void thePageRunsNoScriptButItsOwnAndIsNotFramed() {
        Client.Answer page = new Browser(hubUrl()).open("/login");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
        assertThat(page.raw().body())
                .doesNotContain("<script>")
                .containsOnlyOnce("<script src=\"/signin/passkey.js\" defer></script>")
                .doesNotContain("style=");
        assertThat(client.get("/signin/signin.css", null).status()).isEqualTo(200);
        assertThat(client.get("/signin/passkey.js", null).status()).isEqualTo(200);
    }

    @Test
    void wrongUnknownAndDisabledLookTheSame() {
        String wrong = tryToSignIn(adasName(), "not the right one at all").raw().body();
        String unknown = tryToSignIn("nobody@example.com", PASSWORD).raw().body();
        Estate.run("UPDATE users SET account_enabled = false WHERE id = ?", ada);
        Client.Answer disabled = tryToSignIn(adasName(), PASSWORD);
        assertThat(disabled.status()).isEqualTo(401);
        assertThat(withoutWords(unknown, "nobody@example.com")).isEqualTo(withoutWords(wrong, adasName()));
        assertThat(withoutWords(disabled.raw().body(), adasName())).isEqualTo(withoutWords(wrong, adasName()));
    }

    private static String withoutWords(String page, String name) {
        return page.replace(name, "NAME").replaceAll("(name=\"(proof|question)\" value|data-passkey)=\"[^\"]+\"", "");
    }

    @Test
    void tooManyWrongTriesMakeEvenTheRightOneWait() {
        for (int i = 0; i < 11; i++) {
            assertThat(tryToSignIn(adasName(), "wrong").status()).isEqualTo(401);
        }
        assertThat(tryToSignIn(adasName().toUpperCase(Locale.ROOT), PASSWORD).status())
                .isEqualTo(401);
        Estate.run("UPDATE logon_failures SET locked_until = now() WHERE user_id = ?", ada);
        assertThat(tryToSignIn(adasName(), PASSWORD).status()).isEqualTo(302);
        assertThat(tryToSignIn(adasName(), PASSWORD).status()).isEqualTo(302);
    }

    @Test
    void aPasswordSetByOthersIsReplacedFirst() {
        giveAda(PASSWORD, true);
        Browser browser = new Browser(hubUrl());
        browser.open("/login");
        Client.Answer page = browser.submit("/login", "name", adasName(), "password", PASSWORD);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.raw().body()).contains("choose a password of your own");
        assertThat(browser.hasCookie("tenantry_session")).isFalse();

        Client.Answer weak = replace(browser, "passwordpassword2026");
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.raw().body()).contains("words that are tried first");
        assertThat(replace(browser, PASSWORD).status()).isEqualTo(401);
        assertThat(replace(browser, "seven owls read newspapers").status()).isEqualTo(302);
        assertThat(browser.hasCookie("tenantry_session")).isTrue();
        assertThat(tryToSignIn(adasName(), "seven owls read newspapers").status())
                .isEqualTo(302);
        assertThat(tryToSignIn(adasName(), PASSWORD).status()).isEqualTo(401);
    }

    private Client.Answer replace(Browser browser, String next) {
        return browser.submit("/login/password", "name", adasName(), "password", PASSWORD, "next", next, "again", next);
    }

    @Test
    void aFormThatIsNotOursSignsNobodyIn() {
        Client.Answer answer = client.post(
                "/login", List.of(), "name", adasName(), "password", PASSWORD, "proof", "made up", "continue", "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Set-Cookie")).doesNotContain("tenantry_session");
    }

    @Test
    void thePageSendsNobodyToOtherSites() {
        for (String onward : List.of("https://evil.example/", "//evil.example", "/oauth2/authorizeevil", "/other")) {
            Browser browser = new Browser(hubUrl());
            browser.open("/login?" + Client.form("continue", onward));
            Client.Answer answer = browser.submit("/login", "name", adasName(), "password", PASSWORD);
            assertThat(answer.header("Location")).endsWith("/account");
        }
    }

    @Test
    void theSameNameInTwoOrganizationsSignsInWithItsOrganization() {
        OrganizationId other = Estate.organization(TestOrganizations.root(), "Other " + ada);
        OrganizationId first = organization;
        UUID firstAda = ada;
        organization = other;
        ada = Estate.user(other, "ada");
        Estate.run("UPDATE users SET upn = (SELECT upn FROM users WHERE id = ?) WHERE id = ?", firstAda, ada);
        giveAda("seven owls read newspapers", false);
        String name = "ada." + firstAda + "@example.com";
        assertThat(tryToSignIn(name, PASSWORD).status()).isEqualTo(302);
        assertThat(tryToSignIn(name, "seven owls read newspapers").status()).isEqualTo(401);
        assertThat(tryToSignIn(name + "#Other " + firstAda, "seven owls read newspapers")
                        .status())
                .isEqualTo(302);
        assertThat(tryToSignIn(name + "#" + first, PASSWORD).status()).isEqualTo(302);
    }
}
