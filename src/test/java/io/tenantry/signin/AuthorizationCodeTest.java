package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How applications get tokens for the people who sign in to them. */
class AuthorizationCodeTest extends SignInTest {
    @Test
    void aBrowserIsSentToTheLoginPageAndBackWithACode() {
        Application application = register(organization, true);
        Browser browser = new Browser(hubUrl());
        Client.Answer asked = browser.open(withPkce(application));
        assertThat(asked.status()).isEqualTo(302);
        assertThat(asked.header("Location")).startsWith(hubUrl() + "/login?continue=%2Foauth2%2Fauthorize");

        assertThat(browser.open(String.valueOf(asked.header("Location"))).status())
                .isEqualTo(200);
        Client.Answer signedIn = browser.submit("/login", "name", adasName(), "password", PASSWORD);
        assertThat(signedIn.status()).isEqualTo(302);
        Client.Answer back = browser.open(String.valueOf(signedIn.header("Location")));
        assertThat(back.header("Location")).startsWith(REDIRECT + "?");
        Map<String, String> answer = parameters(back);
        assertThat(answer).containsEntry("state", "s1").containsKey("code");

        Client.Answer tokens = redeem(application, String.valueOf(answer.get("code")));
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(status(text(tokens, "access_token"))).isEqualTo(200);
        assertThat(text(tokens, "id_token")).isNotBlank();
        assertThat(text(tokens, "refresh_token")).isNotBlank();
    }

    @Test
    void userInfoTellsWhatTheScopesAllow() {
        Application application = register(organization, false);
        String token = text(redeem(application, code(application)), "access_token");
        Client.Answer info = client.get("/userinfo", token);
        assertThat(info.status()).isEqualTo(200);
        assertThat(info.body().get("sub").asString()).isEqualTo(ada.toString());
        assertThat(info.body().get("preferred_username").asString()).isEqualTo(adasName());
        assertThat(info.body().has("email")).isFalse();
    }

    @Test
    void anIdTokenIsNoAccessToken() {
        Application application = register(organization, true);
        assertThat(status(text(redeem(application, code(application)), "id_token")))
                .isEqualTo(401);
    }

    @Test
    void aPublicApplicationNeedsPkce() {
        Application application = register(organization, true);
        Map<String, String> answer = parameters(signedIn().open(authorize(application, "redirect_uri", REDIRECT)));
        assertThat(answer).containsEntry("error", "invalid_request").doesNotContainKey("code");
        Map<String, String> plain = parameters(signedIn()
                .open(authorize(
                        application,
                        "redirect_uri",
                        REDIRECT,
                        "code_challenge",
                        VERIFIER,
                        "code_challenge_method",
                        "plain")));
        assertThat(plain).containsEntry("error", "invalid_request").doesNotContainKey("code");
    }

    @Test
    void aWrongVerifierRedeemsNothing() {
        Application application = register(organization, true);
        Client.Answer answer = client.post(
                "/oauth2/token",
                List.of(),
                "grant_type",
                "authorization_code",
                "code",
                code(application),
                "redirect_uri",
                REDIRECT,
                "client_id",
                application.id(),
                "code_verifier",
                VERIFIER + "x");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer, "error")).isEqualTo("invalid_grant");
    }

    @Test
    void aConfidentialApplicationWithoutPkceWorksAsMicrosoftsConnectorsDo() {
        Application application = register(organization, false);
        String path = authorize(application, "redirect_uri", REDIRECT)
                .replace("/oauth2/authorize", "/common/oauth2/v2.0/authorize");
        String code = parameters(signedIn().open(path)).get("code");
        Client.Answer tokens = client.post(
                "/common/oauth2/v2.0/token",
                List.of(),
                "grant_type",
                "authorization_code",
                "code",
                String.valueOf(code),
                "redirect_uri",
                REDIRECT,
                "client_id",
                application.id(),
                "client_secret",
                application.secret());
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(status(text(tokens, "access_token"))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:18999/cb/",
                "http://127.0.0.1:18999/CB",
                "http://127.0.0.1:18999/cb?x=1",
                "http://127.0.0.1:18999/cb#f",
                "http://127.0.0.1:19000/cb",
                "http://localhost:18999/cb",
                "https://127.0.0.1:18999/cb",
                "http://127.0.0.1:18999/cb/../evil",
                "http://127.0.0.1:18999@evil.example/cb",
                "http://127.0.0.1:18999%2fcb",
                "//127.0.0.1:18999/cb"
            })
    void aRedirectThatDiffersByACharacterIsRefused(String redirect) {
        Application application = register(organization, false);
        Client.Answer answer = signedIn().open(authorize(application, "redirect_uri", redirect));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void aCodeWorksOnceAndASecondUseEndsWhatTheFirstGave() {
        Application application = register(organization, true);
        String code = code(application);
        String token = text(redeem(application, code), "access_token");
        assertThat(status(token)).isEqualTo(200);
        assertThat(redeem(application, code).status()).isEqualTo(400);
        WithinASecond.becomes(401, () -> status(token));
    }

    @Test
    void anApplicationCannotRedeemAnothersCode() {
        Application application = register(organization, true);
        Application other = register(organization, true);
        String code = code(application);
        assertThat(redeem(other, code).status()).isEqualTo(400);
    }

    @Test
    void anApplicationServesOnlyItsOrganizationAndThoseBelow() {
        Application foreign = register(Estate.organization(TestOrganizations.root(), "Foreign"), true);
        Map<String, String> answer = parameters(signedIn().open(withPkce(foreign)));
        assertThat(answer).containsEntry("error", "access_denied").doesNotContainKey("code");
        Application operators = register(TestOrganizations.root(), true);
        assertThat(code(operators)).isNotBlank();
    }

    @Test
    void aRemovedApplicationEndsItsTokens() {
        Application application = register(organization, true);
        String token = text(redeem(application, code(application)), "access_token");
        assertThat(status(token)).isEqualTo(200);
        String path = "/api/v1/organizations/" + organization + "/sign-in-clients/" + application.id();
        assertThat(client.send("DELETE", path, operator, null).status()).isEqualTo(204);
        WithinASecond.becomes(401, () -> status(token));
    }

    @Test
    void signingOutEndsTheSessionAndItsTokens() {
        Application application = register(organization, true);
        Browser browser = signedIn();
        String code = parameters(browser.open(withPkce(application))).get("code");
        Client.Answer tokens = redeem(application, String.valueOf(code));
        String token = text(tokens, "access_token");
        assertThat(status(token)).isEqualTo(200);
        Client.Answer out = browser.open("/connect/logout?"
                + Client.form(
                        "id_token_hint",
                        text(tokens, "id_token"),
                        "post_logout_redirect_uri",
                        REDIRECT,
                        "state",
                        "bye"));
        assertThat(out.status()).isEqualTo(302);
        assertThat(out.header("Location")).isEqualTo(REDIRECT + "?state=bye");
        WithinASecond.becomes(401, () -> status(token));
        assertThat(browser.open(withPkce(application)).header("Location")).contains("/login?");
    }
}
