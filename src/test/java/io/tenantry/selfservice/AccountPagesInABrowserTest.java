package io.tenantry.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tenantry.Chromium;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.signin.Browser;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages of one's own account in a real browser, used by keyboard, without scripts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountPagesInABrowserTest extends SelfServiceTest {
    private final Chromium chromium = new Chromium();
    private Page page = chromium.context().newPage();

    @BeforeEach
    void openBrowser() {
        show(ColorScheme.LIGHT, 1200);
        chromium.complaints().clear();
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    private void show(ColorScheme scheme, int width) {
        show(new com.microsoft.playwright.Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setJavaScriptEnabled(false)
                .setViewportSize(width, 800));
    }

    /** A form that is refused is an error page, which the browser mentions. */
    private void show(com.microsoft.playwright.Browser.NewContextOptions options) {
        page = chromium.open(options, address -> address.startsWith(hubUrl()), "Failed to load resource");
    }

    private void photographEverywhere(String name) {
        String at = page.url();
        var cookies = chromium.context().cookies();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1200, 390)) {
                show(scheme, width);
                chromium.context()
                        .addCookies(cookies.stream()
                                .map(cookie -> new com.microsoft.playwright.options.Cookie(cookie.name, cookie.value)
                                        .setUrl(hubUrl()))
                                .toList());
                page.navigate(at);
                chromium.photograph(name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
                double widest = page.locator("main").boundingBox().width;
                assertThat(widest).as("%s at %s", name, width).isLessThanOrEqualTo(width);
            }
        }
    }

    private void signInByKeyboard(String password) {
        page.navigate(hubUrl() + "/account");
        chromium.type(adasName(), password);
        page.waitForURL(hubUrl() + "/account");
    }

    @Test
    void aPersonSeesHisAccountAndEndsASessionElsewhere() {
        UUID team = Estate.group(organization, "Payroll");
        UUID all = Estate.group(organization, "Everybody at Fig");
        Estate.member(organization, team, ada, "user");
        Estate.member(organization, all, team, "group");
        Browser elsewhere = signedIn();
        Browser further = signedIn();

        signInByKeyboard(PASSWORD);
        assertThat(page.locator("#profile dd").allInnerTexts()).contains("ada", adasName(), mailOf(ada));
        assertThat(page.locator("#groups tbody tr").allInnerTexts())
                .containsExactly("Everybody at Fig\tthrough Payroll", "Payroll\tdirectly");
        assertThat(page.locator("#sessions tbody tr").count()).isEqualTo(3);
        assertThat(page.locator("#sessions tbody tr", new Page.LocatorOptions().setHasText("this browser"))
                        .innerText())
                .contains("Chrome on Linux", "127.0.0.1");
        assertThat(page.locator("#sign-ins tbody tr").count()).isEqualTo(3);
        photographEverywhere("account");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("End this session"))
                .first()
                .focus();
        page.keyboard().press("Enter");
        page.waitForURL(address -> address.contains("done=session"));
        assertThat(page.getByRole(AriaRole.STATUS).innerText()).isEqualTo("That session has ended.");
        assertThat(page.locator("#sessions tbody tr").count()).isEqualTo(2);
        page.getByText("End all others").focus();
        page.keyboard().press("Enter");
        page.waitForURL(address -> address.contains("done=sessions"));
        assertThat(page.locator("#sessions tbody tr").count()).isEqualTo(1);
        assertThat(elsewhere.open("/account").status()).isEqualTo(302);
        assertThat(further.open("/account").status()).isEqualTo(302);

        page.getByText("Sign out").focus();
        page.keyboard().press("Enter");
        page.waitForURL(address -> address.contains("signed-out"));
        page.navigate(hubUrl() + "/account");
        assertThat(page.url()).contains("/login?continue=/account");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aPersonChangesHisPasswordAndStaysSignedInHereOnly() {
        Browser elsewhere = signedIn();
        signInByKeyboard(PASSWORD);
        page.navigate(hubUrl() + "/account/password");
        chromium.photograph("change-password-light-1200");
        chromium.type("not the current one", NEXT, NEXT);
        page.waitForSelector(".message");
        assertThat(page.getByRole(AriaRole.ALERT).innerText()).startsWith("The current password is not right");
        chromium.type(PASSWORD, NEXT, "another one than before");
        page.waitForSelector(".message:has-text('differ')");
        chromium.type(PASSWORD, NEXT, NEXT);
        page.waitForURL(address -> address.contains("done=password"));
        assertThat(page.getByRole(AriaRole.STATUS).innerText()).startsWith("Your password was changed.");
        assertThat(elsewhere.open("/account").status()).isEqualTo(302);
        assertThat(signIn(new Browser(hubUrl()), adasName(), NEXT)).isEqualTo(302);
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void whereScriptsRunAPasswordIsWeighedWhileItIsTyped() {
        signInByKeyboard(PASSWORD);
        var cookies = chromium.context().cookies();
        show(new com.microsoft.playwright.Browser.NewContextOptions());
        chromium.context()
                .addCookies(cookies.stream()
                        .map(cookie ->
                                new com.microsoft.playwright.options.Cookie(cookie.name, cookie.value).setUrl(hubUrl()))
                        .toList());
        page.navigate(hubUrl() + "/account/password");
        assertThat(page.innerText("#advice")).startsWith("At least 15 characters.");
        page.focus("#next");
        page.keyboard().type("password");
        page.waitForSelector("#strength:has-text('guess')");
        page.keyboard().type(" among seven quiet owls");
        page.waitForSelector("#strength:has-text('good')");
        chromium.photograph("strength-light");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void anInvitationIsTakenUpByKeyboard() {
        UUID operator = Estate.serviceAccount(organization, null);
        Estate.assign(organization, operator, "service account", BuiltInRole.ADMINISTRATORS, organization);
        String mail = Ids.next() + "@mail.example";
        String name = "grace." + organization + "@example.com";
        assertThat(client.send(
                                "POST",
                                "/api/v1/organizations/" + organization + "/invitations",
                                client.tokenOf(operator),
                                """
                {"mail": "%s", "userName": "%s", "displayName": "Grace Hopper"}""".formatted(mail, name))
                        .status())
                .isEqualTo(201);
        page.navigate(hubUrl() + POST.next(mail).link());
        assertThat(page.innerText("h2")).isEqualTo("Your account at Fig & Sons");
        photographEverywhere("invitation");
        chromium.type("Grace H.", name, "grace grace grace", "grace grace grace");
        page.waitForSelector(".message");
        chromium.photograph("invitation-refused-light-390");
        page.focus("#next");
        chromium.type(NEXT, NEXT);
        page.waitForURL(address -> address.endsWith("/login?welcome"));
        chromium.type(name, NEXT);
        page.waitForURL(hubUrl() + "/account");
        assertThat(page.locator("#profile dd").allInnerTexts()).contains("Grace H.", name, mail);
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aForgottenPasswordIsReplacedByKeyboard() {
        page.navigate(hubUrl() + "/login");
        page.getByText("Forgot your password?").focus();
        page.keyboard().press("Enter");
        page.waitForSelector("h2:has-text('Forgot')");
        photographEverywhere("forgot");
        chromium.type(adasName());
        page.waitForSelector("h2:has-text('Look into your mail')");
        chromium.photograph("asked-light-390");

        String link = POST.next(mailOf(ada)).link();
        page.navigate(hubUrl() + link);
        photographEverywhere("reset");
        chromium.type("password password", "password password");
        page.waitForSelector(".message");
        chromium.photograph("reset-refused-light-1200");
        chromium.type(NEXT, NEXT);
        page.waitForURL(address -> address.endsWith("/login?new-password"));
        assertThat(page.locator(".message").innerText()).startsWith("Your password was changed.");
        page.navigate(hubUrl() + link);
        assertThat(page.innerText("h2")).isEqualTo("This link does not work any more");
        chromium.photograph("dead-link-light-1200");
        assertThat(chromium.complaints()).isEmpty();
    }
}
