package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.credentials.NewFactor;
import io.tenantry.credentials.SecondFactors;
import io.tenantry.credentials.SignInPolicies;
import io.tenantry.credentials.internal.Totp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages and protocols before which a second factor stands. */
class SecondFactorSignInTest extends SignInTest {
    private static final Pattern SETUP = Pattern.compile("name=\"setup\" value=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("class=\"key\">([A-Z2-7 ]+)<");

    private final SecondFactors factors;
    private final SignInPolicies policies;
    private String secret = "";

    @Autowired
    SecondFactorSignInTest(SecondFactors factors, SignInPolicies policies) {
        this.factors = factors;
        this.policies = policies;
    }

    /** Sets up Ada's app, as if some time ago. */
    private List<String> setUp() {
        SecondFactors.Setup setup = factors.setup(organization, ada, "");
        secret = setup.secret();
        List<String> codes = factors.add(organization, ada, new NewFactor.App(setup.sealed(), code()), "test");
        Estate.run("UPDATE authenticators SET last_step = 0 WHERE user_id = ?", ada);
        return codes;
    }

    private String code() {
        return Totp.code(secret, Instant.now());
    }

    private void require(String whom) {
        policies.change(
                TestOrganizations.everywhere(),
                organization,
                Map.of("secondFactorPolicy", Map.of("required", whom)),
                null);
    }

    private Browser withPassword(String onward) {
        Browser browser = new Browser(hubUrl());
        browser.open("/login?" + Client.form("continue", onward));
        Client.Answer answer = browser.submit("/login", "name", adasName(), "password", PASSWORD);
        assertThat(answer.status()).isEqualTo(302);
        browser.open(String.valueOf(answer.header("Location")));
        return browser;
    }

    private static Map<String, Object> claims(String token) {
        String json = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return new tools.jackson.databind.json.JsonMapper()
                .readValue(json, new tools.jackson.core.type.TypeReference<Map<String, Object>>() {});
    }

    @Test
    void thePasswordAloneSignsNobodyInAndTheCodeGoesOnToTheApplicationThatHearsOfIt() {
        setUp();
        Application application = register(organization, true);
        Browser browser = withPassword(withPkce(application));
        assertThat(browser.hasCookie("tenantry_session")).isFalse();
        assertThat(browser.open(withPkce(application)).header("Location")).contains("/login?");
        browser.open("/login/code?" + Client.form("continue", withPkce(application)));
        Client.Answer wrong = browser.submit("/login/code", "code", "123456");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.raw().body()).contains("That code does not fit");
        Client.Answer right = browser.submit("/login/code", "code", code());
        assertThat(right.status()).isEqualTo(302);
        String code = parameters(browser.open(String.valueOf(right.header("Location"))))
                .get("code");
        Client.Answer tokens = redeem(application, String.valueOf(code));
        for (String token : List.of("id_token", "access_token")) {
            assertThat(claims(text(tokens, token)))
                    .containsEntry("amr", List.of("pwd", "otp", "mfa"))
                    .containsEntry("acr", "2");
        }
        Client.Answer again = refresh(application, text(tokens, "refresh_token"));
        assertThat(claims(text(again, "id_token"))).containsEntry("acr", "2").containsKey("auth_time");
    }

    @Test
    void withoutOneTokensTellOfThePasswordAlone() {
        Application application = register(organization, true);
        assertThat(claims(text(redeem(application, code(application)), "id_token")))
                .containsEntry("amr", List.of("pwd"))
                .containsEntry("acr", "1");
    }

    @Test
    void whoeverComesToTheCodePageWithoutAPasswordBeginsAtTheBeginning() {
        setUp();
        Browser browser = new Browser(hubUrl());
        assertThat(browser.open("/login/code").header("Location")).endsWith("/login?late");
        assertThat(browser.open("/login/set-up").header("Location")).endsWith("/login?late");
        browser.open("/login");
        assertThat(browser.submit("/login/code", "code", code()).header("Location"))
                .endsWith("/login?late");
        assertThat(browser.hasCookie("tenantry_session")).isFalse();
    }

    @Test
    void nobodyGoesAroundHisSecondFactorBySettingUpAnother() {
        setUp();
        Browser browser = withPassword("/account");
        browser.open("/login/set-up");
        Client.Answer page = browser.open("/login/set-up");
        Matcher setup = SETUP.matcher(page.raw().body());
        Matcher key = KEY.matcher(page.raw().body());
        assertThat(setup.find() && key.find()).isTrue();
        Client.Answer answer = browser.submit(
                "/login/set-up",
                "setup",
                setup.group(1),
                "code",
                Totp.code(key.group(1).replace(" ", ""), Instant.now()));
        assertThat(answer.header("Location")).endsWith("/login?late");
        assertThat(browser.hasCookie("tenantry_session")).isFalse();
    }

    @Test
    void whoHasToHaveOneSetsItUpAndGoesOnWhereHeWantedTo() {
        require("operators");
        Browser browser = withPassword("/console");
        assertThat(browser.hasCookie("tenantry_session")).isFalse();
        Client.Answer page = browser.open("/login/set-up?continue=%2Fconsole");
        assertThat(page.raw().body()).contains("<svg", "asks for more than a password");
        Matcher setup = SETUP.matcher(page.raw().body());
        Matcher key = KEY.matcher(page.raw().body());
        assertThat(setup.find() && key.find()).isTrue();
        assertThat(browser.submit("/login/set-up", "setup", setup.group(1), "code", "123456")
                        .status())
                .isEqualTo(422);
        Client.Answer codes = browser.submit(
                "/login/set-up",
                "setup",
                setup.group(1),
                "code",
                Totp.code(key.group(1).replace(" ", ""), Instant.now()));
        assertThat(codes.status()).isEqualTo(200);
        assertThat(codes.raw().body()).contains("Your recovery codes").containsPattern("href=\"/console\"");
        assertThat(browser.open("/console").status()).isEqualTo(200);
    }

    @Test
    void aPasswordThatHasToBeReplacedAsksForTheCodeOnItsPage() {
        setUp();
        giveAda(PASSWORD, true);
        Browser browser = new Browser(hubUrl());
        browser.open("/login");
        assertThat(browser.submit("/login", "name", adasName(), "password", PASSWORD)
                        .raw()
                        .body())
                .contains("choose a password of your own");
        String next = "seven owls read newspapers";
        Client.Answer without = browser.submit(
                "/login/password", "name", adasName(), "password", PASSWORD, "next", next, "again", next);
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.raw().body()).contains("a code of it is needed too");
        assertThat(browser.submit(
                                "/login/password",
                                "name",
                                adasName(),
                                "password",
                                PASSWORD,
                                "next",
                                next,
                                "again",
                                next,
                                "code",
                                code())
                        .status())
                .isEqualTo(302);
        assertThat(browser.open("/account").status()).isEqualTo(200);
    }

    private Client.Answer login(String code) {
        return client.send(
                "POST",
                "/api/auth/v1/login",
                null,
                "{\"username\": \"%s\", \"password\": \"%s\"%s}".formatted(adasName(), PASSWORD, code));
    }

    @Test
    void programsThatLogOnWithAPasswordSendTheCodeBesideIt() {
        assertThat(login("").status()).isEqualTo(200);
        require("everybody");
        assertThat(text(login(""), "error")).isEqualTo("secondFactorSetupRequired");
        setUp();
        Client.Answer without = login("");
        assertThat(without.status()).isEqualTo(403);
        assertThat(text(without, "error")).isEqualTo("secondFactorRequired");
        assertThat(login(", \"code\": \"123456\"").status()).isEqualTo(401);
        Client.Answer with = login(", \"code\": \"" + code() + "\"");
        assertThat(with.status()).isEqualTo(200);
        assertThat(claims(text(with, "token"))).containsEntry("acr", "2");
    }
}
