package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tenantry.console.ConsolePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** The first minutes with a hub that was started without anything, in a browser. */
class FirstRunTest {
    private static final Path FOLDER = Path.of("target", "hub-of-first-run");
    private static final String PASSWORD = "violet tractor humming eleven";

    @BeforeEach
    void forgetTheLastRun() throws IOException {
        // The programs may stay, they are the same in every run.
        FileSystemUtils.deleteRecursively(FOLDER.resolve("postgres/data"));
        Files.deleteIfExists(FOLDER.resolve("setup-code"));
    }

    @Test
    void whoeverKnowsTheCodeSetsTheHubUpAndIsShownWaysToBegin() throws Exception {
        try (RunningHub hub = RunningHub.startGuided(FOLDER);
                ConsolePages pages = new ConsolePages()) {
            String url = hub.address().toString();
            Page page = pages.visit(url);
            page.navigate(url + "/");
            page.waitForURL(url + "/start");
            pages.inspect("set-up");
            fill(page, "abcde-fghjk-mnpqr-stuvw", PASSWORD);
            page.waitForSelector("#code[aria-invalid=true]");
            assertThat(page.innerText(".message")).contains("not the set-up code");
            assertThat(page.inputValue("#organization")).isEqualTo("Analytical Engines");
            String code = Files.readString(FOLDER.resolve("setup-code")).strip();
            fill(page, code, "too short");
            assertThat(page.innerText(".message")).contains("15 characters");
            fill(page, code, PASSWORD);
            page.waitForURL(address -> address.contains("/login"));
            assertThat(page.innerText("form")).contains("Your account is ready");
            page.fill("#name", "ada@engines.example");
            page.fill("#password", PASSWORD);
            page.click("button:text-is('Sign in')");
            page.waitForURL(url + "/console/welcome");
            assertThat(page.innerText("article")).contains("Import a CSV", "Connect a Microsoft tenant", "--demo");
            pages.inspect("welcome");
            page.click("text=Import people >> nth=-1");
            page.waitForSelector("h1:has-text('in which organization?')");
            page.navigate(url + "/start");
            page.waitForURL(address -> address.contains("/login"));
            assertThat(FOLDER.resolve("setup-code")).doesNotExist();
        }
    }

    private static void fill(Page page, String code, String password) {
        page.fill("#code", code);
        page.fill("#organization", "Analytical Engines");
        page.fill("#display-name", "Ada Lovelace");
        page.fill("#name", "ada@engines.example");
        page.fill("#next", password);
        page.fill("#again", password);
        page.click("button:text-is('Set up the hub')");
        page.waitForLoadState();
    }
}
