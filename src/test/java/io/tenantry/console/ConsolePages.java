package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tenantry.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The console in a real browser: looked at wide and narrow, in light and dark, and held against the rules of accessibility. */
public final class ConsolePages implements AutoCloseable {
    private static final int WIDE = 1440;
    private static final int NARROW = 390;
    private static final int HEIGHT = 900;
    private static final String AXE = axe();

    /** What axe finds wrong, one line each. */
    private static final String RUN = """
            async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}))
                .violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))
            """;

    private final Chromium chromium = new Chromium();
    private Page page = chromium.context().newPage();
    private String hubUrl = "";

    private static String axe() {
        try (InputStream in = Objects.requireNonNull(ConsolePages.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    public Page page() {
        return page;
    }

    /** Opens a window in which nobody is signed in. */
    public Page visit(String url) {
        hubUrl = url;
        page = chromium.open(
                new com.microsoft.playwright.Browser.NewContextOptions()
                        .setColorScheme(ColorScheme.LIGHT)
                        .setViewportSize(WIDE, HEIGHT),
                address -> address.startsWith(hubUrl),
                "Failed to load resource");
        chromium.complaints().clear();
        return page;
    }

    /** Opens a window and signs in by keyboard. */
    public Page signIn(String url, String name, String password) {
        visit(url).navigate(hubUrl + "/console");
        chromium.type(name, password);
        page.waitForURL(hubUrl + "/console");
        return page;
    }

    /** Fills in fields from the one that has the focus on, and sends the form. */
    public void type(String... fields) {
        chromium.type(fields);
    }

    public Page open(String path) {
        page.navigate(hubUrl + path);
        return page;
    }

    /** Looks at the page that is open from all sides, and keeps pictures of it. */
    public void inspect(String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : List.of(WIDE, NARROW)) {
                page.setViewportSize(width, HEIGHT);
                // What has been scrolled under the bar would count as covered by it.
                page.evaluate("window.scrollTo(0, 0)");
                String at = name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
                chromium.photograph("console-" + at);
                Object overflow =
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assertThat(overflow).as("scrolling sideways at %s", at).isEqualTo(0);
                page.evaluate(AXE);
                assertThat((List<?>) page.evaluate(RUN))
                        .as("what axe finds at %s", at)
                        .isEmpty();
            }
        }
        page.setViewportSize(WIDE, HEIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(chromium.complaints()).isEmpty();
    }

    @Override
    public void close() {
        chromium.close();
    }
}
