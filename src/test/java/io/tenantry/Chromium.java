package io.tenantry;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A real browser, used by keyboard, and what it complained about: errors of pages, and requests to anywhere but the hub. */
public final class Chromium implements AutoCloseable {
    private static final Path PICTURES = Path.of("target/pages");

    private final List<String> complaints = new ArrayList<>();
    private final Playwright playwright = Playwright.create();
    private final Browser browser = playwright
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
    private BrowserContext context = browser.newContext();
    private Page page = context.newPage();

    /**
     * Opens a window of its own in place of the one before.
     *
     * @param isOurs which addresses pages may ask for
     * @param refusal what the browser says of an error page that the test expects
     */
    public Page open(Browser.NewContextOptions options, Predicate<String> isOurs, String refusal) {
        context.close();
        context = browser.newContext(options);
        page = context.newPage();
        page.onConsoleMessage(message -> note(message, refusal));
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!isOurs.test(request.url())) {
                complaints.add("off-host: " + request.url());
            }
        });
        return page;
    }

    private void note(ConsoleMessage message, String refusal) {
        if (message.type().equals("error") && !message.text().contains(refusal)) {
            complaints.add(message.text());
        }
    }

    public BrowserContext context() {
        return context;
    }

    public List<String> complaints() {
        return complaints;
    }

    /** Fills in fields from the one that has the focus on, and sends the form. */
    public void type(String... fields) {
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

    public void photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
