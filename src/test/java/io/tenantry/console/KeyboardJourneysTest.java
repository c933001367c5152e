package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tenantry.Estate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whole pieces of work done with keys alone: nothing is clicked, and nothing gets the focus but by going there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardJourneysTest extends ConsoleTest {
    private static final int MOST_STEPS = 150;
    private static final String IS_THERE = """
            ([selector, text]) => document.activeElement.matches(selector)
                && (document.activeElement.textContent ?? '').includes(text)
            """;

    private final ConsolePages pages = new ConsolePages();
    private Page page = pages.page();

    @AfterAll
    void closeBrowser() {
        pages.close();
    }

    /** Goes on from where the focus is until it is there. */
    private void walkTo(String selector, String text) {
        for (int step = 0; step < MOST_STEPS; step++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate(IS_THERE, List.of(selector, text)))) {
                return;
            }
        }
        throw new AssertionError("There is no way by keyboard to " + selector + " " + text);
    }

    private void press(String selector, String text) {
        walkTo(selector, text);
        page.keyboard().press("Enter");
    }

    private String departments() {
        return Estate.ask("SELECT string_agg(DISTINCT department, ' ' ORDER BY department) FROM users"
                + " WHERE organization_id = '" + customer + "' AND display_name LIKE 'Person %'");
    }

    @Test
    void aSpellingIsMendedForAllWhomAFilterFindsAndTakenBackAgain() {
        Estate.run("""
                INSERT INTO users (organization_id, id, object_id, upn, display_name, department)
                SELECT ?, id, id, 'p' || n || '.' || id || '@example.com', 'Person ' || n, 'Slaes'
                FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, 12) n) made
                """, customer.value());
        page = pages.signIn(hubUrl(), nameOf("ada", admin), PASSWORD);
        press("nav a", "People");
        page.waitForURL(hubUrl() + "/console/people");
        walkTo("#filter", "");
        page.keyboard().type("department eq 'Slaes'");
        page.keyboard().press("Enter");
        page.waitForSelector(".count:has-text('12 matches')");
        walkTo(".every", "");
        page.keyboard().press("Space");
        assertThat(page.innerText(".picked")).isEqualTo("12 selected");
        press("button", "Change the selected");
        page.waitForSelector("h1:text-is('New change')");
        walkTo("#title", "");
        page.keyboard().type("Mend a spelling");
        walkTo("#property-1", "");
        page.keyboard().type("Department");
        walkTo("[name=value-1]", "");
        page.keyboard().type("Sales");
        press("button", "Show the plan");
        page.waitForSelector("h2:text-is('What is done to whom')");
        assertThat(departments()).isEqualTo("Slaes");
        press("button", "Apply to 12 people");
        page.waitForSelector(".badge:text-is('Done')");
        assertThat(departments()).isEqualTo("Sales");
        press("button", "Undo");
        page.waitForSelector("a:text-is('What this takes back')");
        press("button", "Apply to 12 people");
        page.waitForSelector(".badge:text-is('Done')");
        assertThat(departments()).isEqualTo("Slaes");
    }
}
