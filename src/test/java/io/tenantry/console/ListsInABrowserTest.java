package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Request;
import io.tenantry.Estate;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding people, and what every list can do, in a real browser. */
class ListsInABrowserTest extends ConsoleBrowserTest {
    private static final int MANY = 120;

    private void makeMany() {
        Estate.run("""
                INSERT INTO users (organization_id, id, object_id, upn, display_name, department)
                SELECT ?, id, id, 'p' || n || '.' || id || '@example.com', 'Person ' || lpad(n::text, 3, '0'), 'Store'
                FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, ?) n) made
                """, customer.value(), MANY);
    }

    private List<String> names() {
        return page.locator("tbody td:nth-child(2)").allInnerTexts();
    }

    @Test
    void anyoneIsFoundFromAnyPageByKeyboardAlone() {
        page.keyboard().press("/");
        page.keyboard().type("noo");
        page.waitForSelector("#found [role=option]");
        assertThat(page.locator("#found .who").allInnerTexts()).containsExactly("Noon");
        assertThat(page.locator("#found .where").innerText()).isEqualTo("Fig & Sons");
        page.keyboard().press("Enter");
        page.waitForURL(address -> address.endsWith("/console/people/" + customer + "/" + noon));
    }

    @Test
    void aListIsFilteredSortedAndWalkedByPages() {
        makeMany();
        pages.open("/console/people");
        assertThat(names()).hasSize(50).contains("Ada Lovelace");
        page.fill("#filter", "department eq 'Store'");
        page.keyboard().press("Enter");
        page.waitForSelector(".count:has-text('120 matches')");
        assertThat(names()).startsWith("Person 001", "Person 002");
        page.click("[rel=next]");
        page.waitForSelector(".count:has-text('51 to 100')");
        assertThat(names()).startsWith("Person 051");
        page.click("[rel=next]");
        page.waitForSelector(".count:has-text('101 to 120')");
        page.click("[rel=prev]");
        page.waitForSelector(".count:has-text('51 to 100')");
        assertThat(names()).startsWith("Person 051").hasSize(50);
        page.click("thead a:text-is('Name')");
        page.waitForSelector("th[aria-sort=descending]");
        assertThat(names()).startsWith("Person 120");

        page.fill("#filter", "nonsense eq 1");
        page.keyboard().press("Enter");
        page.waitForSelector("#problem");
        assertThat(page.innerText("#problem")).contains("nonsense");
        assertThat(page.inputValue("#filter")).isEqualTo("nonsense eq 1");
    }

    @Test
    void aConditionIsAddedByChoosing() {
        pages.open("/console/people");
        page.click("summary:has-text('Add a condition')");
        page.selectOption("#add-field", "department");
        page.selectOption("#add-operator", "contains");
        page.fill("#add-value", "ale");
        page.keyboard().press("Enter");
        page.waitForURL(address -> address.contains("filter="));
        assertThat(page.inputValue("#filter")).isEqualTo("contains(department,'ale')");
        assertThat(names()).containsExactly("Noon");
    }

    @Test
    void aViewIsSavedAndTheFileHoldsExactlyWhatIsShown() throws IOException {
        pages.open("/console/people?filter=department%20eq%20%27Sales%27&column=displayName&column=department");
        assertThat(page.locator("thead th a").allInnerTexts()).containsExactly("Name", "Department");
        Download file = page.waitForDownload(() -> page.click(".export"));
        assertThat(Files.readString(file.path())).isEqualToNormalizingNewlines("Name,Department\nNoon,Sales\n");

        page.click("summary:has-text('Save this view')");
        page.fill("#view-name", "Sales people");
        page.keyboard().press("Enter");
        page.waitForSelector(".view [aria-current]");
        pages.open("/console/people");
        page.click(".view a");
        page.waitForURL(address -> address.contains("filter=department"));
        assertThat(names()).containsExactly("Noon");
        page.getByLabel("Forget the view Sales people").click();
        page.waitForURL(hubUrl() + "/console/people");
        assertThat(page.locator(".view").count()).isZero();
    }

    @Test
    void allThatMatchAreSelectedNotOnlyThePage() {
        makeMany();
        pages.open("/console/people?filter=department%20eq%20%27Store%27");
        page.check(".every");
        assertThat(page.innerText(".picked")).isEqualTo("50 selected");
        page.check("[name=all]");
        assertThat(page.innerText(".picked")).isEqualTo("120 selected");
        Request sent = page.waitForRequest("**/console/changes/new", () -> page.click("text=Change the selected"));
        assertThat(sent.postData()).contains("all=true", "filter=department+eq+%27Store%27", "list=people", "proof=");
    }

    @Test
    void theListReadsInLightAndDarkAndOnAPhone() {
        makeMany();
        pages.open("/console/people?text=person");
        pages.inspect("people");
        pages.open("/console/people?text=nobody%20at%20all");
        pages.inspect("people-none");
        pages.open("/console/nowhere");
        pages.inspect("error");
    }
}
