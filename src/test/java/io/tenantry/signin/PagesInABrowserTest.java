package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.tenantry.Chromium;
import io.tenantry.Client;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The hub's pages in a real browser, used by keyboard alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInABrowserTest extends SignInTest {
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
        page = chromium.open(
                new com.microsoft.playwright.Browser.NewContextOptions()
                        .setColorScheme(scheme)
                        .setViewportSize(width, 800),
                address -> address.startsWith(hubUrl()) || address.startsWith(REDIRECT),
                // A refused sign-in is a 401 page, which the browser mentions.
                "status of 401");
        // The application that people come back to; nobody listens there.
        chromium.context()
                .route(
                        address -> address.startsWith(REDIRECT),
                        route -> route.fulfill(
                                new Route.FulfillOptions().setStatus(200).setBody("back")));
    }

    @Test
    void aPersonSignsInByKeyboardAndTheApplicationGetsTokens() {
        Application application = register(organization, true);
        page.navigate(hubUrl() + withPkce(application));
        chromium.type(adasName(), PASSWORD);
        page.waitForURL(address -> address.startsWith(REDIRECT));
        Map<String, String> answer = Stream.of(page.url().split("\\?", 2)[1].split("&", -1))
                .collect(Collectors.toMap(pair -> pair.split("=", 2)[0], pair -> pair.split("=", 2)[1]));
        assertThat(answer).containsEntry("state", "s1");
        Client.Answer tokens = redeem(application, String.valueOf(answer.get("code")));
        assertThat(status(text(tokens, "access_token"))).isEqualTo(200);
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aWrongPasswordShowsOneNeutralMessage() {
        page.navigate(hubUrl() + "/login");
        chromium.type(adasName(), "not the right one at all");
        page.waitForSelector(".message");
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT)
                        .allInnerTexts())
                .containsExactly(
                        "That name and password do not fit, or there were too many tries. Wait a moment and try again.");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aPasswordSetByOthersIsReplacedByKeyboard() {
        giveAda(PASSWORD, true);
        page.navigate(hubUrl() + "/login");
        chromium.type(adasName(), PASSWORD);
        page.waitForSelector("#again");
        assertThat(page.innerText("h2")).isEqualTo("Change your password");
        chromium.photograph("password-light");
        page.focus("#password");
        chromium.type(PASSWORD, "seven owls read newspapers", "seven owls read newspapers");
        page.waitForURL(address -> address.endsWith("/account"));
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void theDocumentationReadsInLightAndDarkAndOnAPhone() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1200, 390)) {
                show(scheme, width);
                String name = scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
                page.navigate(hubUrl() + "/login");
                chromium.photograph("login-" + name);
                page.navigate(hubUrl() + "/docs");
                chromium.photograph("docs-" + name);
                // Opens the first operation without a mouse.
                page.focus("details summary");
                page.keyboard().press("Enter");
                assertThat(page.locator("details[open]").count()).isEqualTo(1);
                chromium.photograph("docs-open-" + name);
                Object overflow =
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assertThat(overflow).as("scrolling sideways at %s", name).isEqualTo(0);
            }
        }
        assertThat(chromium.complaints()).isEmpty();
    }
}
