package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.tenantry.Client;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final Path PICTURES = Path.of("target/pages");

    private final List<String> complaints = new ArrayList<>();
    private final Playwright playwright = Playwright.create();
    private final com.microsoft.playwright.Browser chromium = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    private BrowserContext context = chromium.newContext();
    private Page page = context.newPage();

    @BeforeEach
    void openBrowser() {
        show(ColorScheme.LIGHT, 1200);
        complaints.clear();
    }

    @AfterAll
    void closeBrowser() {
        playwright.close();
    }

    private void show(ColorScheme scheme, int width) {
        context.close();
        context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, 800));
        // The application that people come back to; nobody listens there.
        context.route(
                address -> address.startsWith(REDIRECT),
                route -> route.fulfill(new Route.FulfillOptions().setStatus(200).setBody("back")));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            // A refused sign-in is a 401 page, which the browser mentions.
            if (message.type().equals("error") && !message.text().contains("status of 401")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(hubUrl()) && !request.url().startsWith(REDIRECT)) {
                complaints.add("off-host: " + request.url());
            }
        });
    }

    private void type(String... fields) {
        // The browser gives the first field the focus a moment after the page is there; keys before that are lost.
        page.waitForSelector("input:focus");
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                page.keyboard().press("Tab");
            }
            page.keyboard().press("ControlOrMeta+A");
            page.keyboard().type(fields[i]);
        }
        page.keyboard().press("Enter");
    }

    private void photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    @Test
    void aPersonSignsInByKeyboardAndTheApplicationGetsTokens() {
        Application application = register(organization, true);
        page.navigate(hubUrl() + withPkce(application));
        type(adasName(), PASSWORD);
        page.waitForURL(address -> address.startsWith(REDIRECT));
        Map<String, String> answer = Stream.of(page.url().split("\\?", 2)[1].split("&", -1))
                .collect(Collectors.toMap(pair -> pair.split("=", 2)[0], pair -> pair.split("=", 2)[1]));
        assertThat(answer).containsEntry("state", "s1");
        Client.Answer tokens = redeem(application, String.valueOf(answer.get("code")));
        assertThat(status(text(tokens, "access_token"))).isEqualTo(200);
        assertThat(complaints).isEmpty();
    }

    @Test
    void aWrongPasswordShowsOneNeutralMessage() {
        page.navigate(hubUrl() + "/login");
        type(adasName(), "not the right one at all");
        page.waitForSelector(".message");
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT)
                        .allInnerTexts())
                .containsExactly(
                        "That name and password do not fit, or there were too many tries. Wait a moment and try again.");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aPasswordSetByOthersIsReplacedByKeyboard() {
        giveAda(PASSWORD, true);
        page.navigate(hubUrl() + "/login");
        type(adasName(), PASSWORD);
        page.waitForSelector("#again");
        assertThat(page.innerText("h2")).isEqualTo("Change your password");
        photograph("password-light");
        page.focus("#password");
        type(PASSWORD, "seven owls read newspapers", "seven owls read newspapers");
        page.waitForURL(address -> address.endsWith("/account"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void theDocumentationReadsInLightAndDarkAndOnAPhone() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1200, 390)) {
                show(scheme, width);
                String name = scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
                page.navigate(hubUrl() + "/login");
                photograph("login-" + name);
                page.navigate(hubUrl() + "/docs");
                photograph("docs-" + name);
                // Opens the first operation without a mouse.
                page.focus("details summary");
                page.keyboard().press("Enter");
                assertThat(page.locator("details[open]").count()).isEqualTo(1);
                photograph("docs-open-" + name);
                Object overflow =
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assertThat(overflow).as("scrolling sideways at %s", name).isEqualTo(0);
            }
        }
        assertThat(complaints).isEmpty();
    }
}
