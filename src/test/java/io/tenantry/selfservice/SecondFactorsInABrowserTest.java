package io.tenantry.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.Reach;
import io.tenantry.console.ConsolePages;
import io.tenantry.credentials.SecondFactors;
import io.tenantry.credentials.SignInPolicies;
import io.tenantry.credentials.internal.Totp;
import io.tenantry.platform.database.Database;
import io.tenantry.signin.Browser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Second factors and passkeys in a real browser with an authenticator that only pretends to have a finger on it. Passkeys belong to a
 * name, never to a number, so the hub goes by {@code localhost} here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorsInABrowserTest extends SelfServiceTest {
    private final ConsolePages pages = new ConsolePages();
    private final SecondFactors factors;
    private final SignInPolicies policies;
    private final Database database;
    private Page page = pages.page();
    private String authenticator = "";

    @Autowired
    SecondFactorsInABrowserTest(SecondFactors factors, SignInPolicies policies, Database database) {
        this.database = database;
        this.factors = factors;
        this.policies = policies;
    }

    @AfterAll
    void closeBrowser() {
        pages.close();
    }

    private String hub() {
        return hubUrl().replace("127.0.0.1", "localhost");
    }

    private CDPSession visit() {
        page = pages.visit(hub());
        CDPSession devices = page.context().newCDPSession(page);
        devices.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject wanted = new JsonObject();
        wanted.add("options", options);
        authenticator = devices.send("WebAuthn.addVirtualAuthenticator", wanted)
                .get("authenticatorId")
                .getAsString();
        return devices;
    }

    private void signIn(String path) {
        page.navigate(hub() + "/login?continue=" + path);
        pages.type(adasName(), PASSWORD);
    }

    private void addPasskey(String name) {
        page.fill("#key-name", name);
        page.click("text=Add a passkey");
    }

    private String methods() {
        return read("""
                SELECT array_to_string(methods, ' ') FROM sign_in_sessions
                WHERE user_id = ? AND ended_at IS NULL ORDER BY signed_in_at DESC LIMIT 1
                """);
    }

    private String read(String sql) {
        String found = database.first(new Reach.Everything(), sql, row -> row.getString(1), ada);
        return found == null ? "" : found;
    }

    @Test
    void aPasskeySignsInWithoutAPasswordAndConfirmsOne() {
        visit();
        signIn("/account/second-factor");
        page.waitForSelector("#passkeys");
        pages.inspect("factor-none");
        addPasskey("My laptop");
        page.waitForSelector(".codes");
        assertThat(page.locator(".codes li").count()).isEqualTo(10);
        pages.inspect("recovery-codes");
        page.click("text=I have kept them");
        page.waitForSelector("#passkeys tbody:has-text('My laptop')");
        pages.inspect("factor-passkey");
        page.navigate(hub() + "/account");
        page.click("text=Sign out");

        page.navigate(hub() + "/login");
        pages.inspect("login");
        page.click("text=Sign in with a passkey");
        page.waitForURL(hub() + "/account");
        assertThat(methods()).isEqualTo("hwk user mfa");
        page.click("text=Sign out");

        signIn("/account");
        page.waitForURL(address -> address.contains("/login/code"));
        pages.inspect("code");
        page.click("text=Use a passkey");
        page.waitForURL(hub() + "/account");
        assertThat(methods()).isEqualTo("pwd hwk user mfa");
        page.navigate(hub() + "/account/second-factor");
        page.click("#passkeys button:text-is('Remove')");
        page.waitForSelector(".news:has-text('removed')");
        page.navigate(hub() + "/login");
        page.click("text=Sign in with a passkey");
        page.waitForSelector(".message:has-text('not known here any more')");
    }

    @Test
    void whoeverIsNotVerifiedByHisDeviceDoesNotGetIn() {
        CDPSession devices = visit();
        signIn("/account/second-factor");
        page.waitForSelector("#passkeys");
        addPasskey("My laptop");
        page.waitForSelector(".codes");
        JsonObject nobody = new JsonObject();
        nobody.addProperty("authenticatorId", authenticator);
        nobody.addProperty("isUserVerified", false);
        devices.send("WebAuthn.setUserVerified", nobody);
        page.navigate(hub() + "/login");
        page.click("text=Sign in with a passkey");
        page.waitForSelector(".key-form [role=status]:has-text('No passkey was used')");
        assertThat(page.url()).contains("/login");
    }

    @Test
    void whatAKeyHasSignedOnceSignsNobodyInAgain() {
        visit();
        signIn("/account/second-factor");
        page.waitForSelector("#passkeys");
        addPasskey("My laptop");
        page.waitForSelector(".codes");
        List<String> sent = new ArrayList<>();
        page.onRequest(request -> note(request, sent));
        page.navigate(hub() + "/login");
        page.click("text=Sign in with a passkey");
        page.waitForURL(hub() + "/account");
        Map<String, String> form = Stream.of(sent.getFirst().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        Estate.run("UPDATE passkeys SET sign_count = 0 WHERE user_id = ?", ada);
        Browser thief = new Browser(hub());
        thief.open("/login");
        assertThat(thief.submit(
                                "/login/passkey",
                                "question",
                                Objects.requireNonNull(form.get("question")),
                                "answer",
                                Objects.requireNonNull(form.get("answer")))
                        .status())
                .isEqualTo(401);
        assertThat(thief.hasCookie("tenantry_session")).isFalse();
    }

    private static void note(Request request, List<String> sent) {
        String body = request.postData();
        if (request.url().endsWith("/login/passkey") && body != null) {
            sent.add(body);
        }
    }

    @Test
    void anAppIsSetUpByKeyboardAndItsCodesAreAskedForAfterwards() {
        Browser elsewhere = signedIn();
        visit();
        signIn("/account/second-factor");
        page.waitForSelector("#app");
        page.focus("text=Set up an app");
        page.keyboard().press("Enter");
        page.waitForSelector(".qr");
        pages.inspect("set-up-app");
        page.locator("summary").focus();
        page.keyboard().press("Enter");
        String secret = page.innerText(".key").replace(" ", "");
        page.focus("#code");
        pages.type("123456");
        page.waitForSelector(".message:has-text('does not fit')");
        page.locator("summary").focus();
        page.keyboard().press("Enter");
        assertThat(page.innerText(".key").replace(" ", "")).isEqualTo(secret);
        page.focus("#code");
        pages.type(Totp.code(secret, Instant.now()));
        page.waitForSelector(".codes");
        String recovery = page.locator(".codes li").first().innerText();
        page.focus("text=I have kept them");
        page.keyboard().press("Enter");
        page.waitForSelector("#recovery:has-text('You have 10 left')");
        pages.inspect("factor-app");
        assertThat(elsewhere.open("/account").status()).isEqualTo(302);
        assertThat(POST.next(mailOf(ada)).text().replaceAll("\\s+", " ")).contains("an authenticator app was added");

        page.navigate(hub() + "/account");
        page.click("text=Sign out");
        signIn("/account");
        page.waitForSelector("#code");
        pages.type("000000");
        page.waitForSelector(".message:has-text('That code does not fit')");
        pages.inspect("code-refused");
        pages.type(recovery);
        page.waitForURL(hub() + "/account");
        assertThat(page.innerText("#security")).contains("An authenticator app", "9 recovery codes");
        pages.inspect("account");
    }

    @Test
    void whoHasToHaveOneMakesAPasskeyOnHisWayIn() {
        policies.change(
                TestOrganizations.everywhere(),
                organization,
                Map.of("secondFactorPolicy", Map.of("required", "everybody")),
                null);
        visit();
        signIn("/account");
        page.waitForURL(address -> address.contains("/login/set-up"));
        pages.inspect("set-up");
        page.click("text=Or use a passkey instead");
        page.waitForSelector(".codes");
        page.click("text=I have kept them");
        page.waitForURL(hub() + "/account");
        assertThat(factors.held(organization, ada).passkeys()).isEqualTo(1);
    }

    @Test
    void everyPageBeforeAndAfterTheSignInIsForEverybody() {
        visit();
        Map<String, String> before = Map.of(
                "login", "/login",
                "replace-password", "/login/password",
                "elsewhere", "/login/elsewhere",
                "forgot", "/account/forgot",
                "dead-reset", "/account/reset?token=x",
                "dead-invitation", "/account/invitation?token=x",
                "refused-application", "/oauth2/authorize?response_type=code&client_id=nobody");
        before.forEach((name, path) -> {
            page.navigate(hub() + path);
            pages.inspect("sign-in-" + name);
        });
        signIn("/account");
        page.waitForURL(hub() + "/account");
        pages.inspect("sign-in-account");
        page.navigate(hub() + "/account/password");
        pages.inspect("sign-in-own-password");
    }

    @Test
    void whoHasSignedInLongAgoDoesSoOnceMoreBeforeHeChangesHowHeSignsIn() {
        visit();
        signIn("/account/second-factor");
        page.waitForSelector("#passkeys");
        Estate.run("UPDATE sign_in_sessions SET signed_in_at = now() - interval '11 minutes' WHERE user_id = ?", ada);
        page.click("text=Set up an app");
        page.waitForSelector(".message:has-text('sign in once more')");
        pages.type(adasName(), PASSWORD);
        page.waitForURL(hub() + "/account/second-factor");
        page.click("text=Set up an app");
        page.waitForSelector(".qr");
        assertThat(read("SELECT count(*) FROM sign_in_sessions WHERE user_id = ?"))
                .isEqualTo("1");
    }
}
