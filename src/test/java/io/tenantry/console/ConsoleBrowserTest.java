package io.tenantry.console;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Ada, who administers the hub, before the console in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConsoleBrowserTest extends ConsoleTest {
    protected final ConsolePages pages = new ConsolePages();
    protected Page page = pages.page();

    @BeforeEach
    void signIn() {
        page = pages.signIn(hubUrl(), nameOf("ada", admin), PASSWORD);
    }

    @AfterAll
    void closeBrowser() {
        pages.close();
    }
}
