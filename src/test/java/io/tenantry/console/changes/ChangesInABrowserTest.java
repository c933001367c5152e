package io.tenantry.console.changes;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.console.ConsoleBrowserTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of many people in a real browser: chosen, planned, approved, watched and taken back. */
class ChangesInABrowserTest extends ConsoleBrowserTest {
    private static final int MANY = 120;

    @BeforeEach
    void makePeople() {
        Estate.run("""
                INSERT INTO users (organization_id, id, object_id, upn, display_name, department)
                SELECT ?, id, id, 'p' || n || '.' || id || '@example.com', 'Person ' || lpad(n::text, 3, '0'), 'Store'
                FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, ?) n) made
                """, customer.value(), MANY);
    }

    private long inDepartment(String department) {
        return Long.parseLong(Estate.ask("SELECT count(*) FROM users WHERE organization_id = '" + customer
                + "' AND department = '" + department + "'"));
    }

    private void chooseTheStore() {
        pages.open("/console/people?filter=department%20eq%20%27Store%27");
        page.check(".every");
        page.check("[name=all]");
        page.click("text=Change the selected");
        page.waitForSelector("h1:text-is('New change')");
    }

    private void setDepartment(String title, String value) {
        page.fill("#title", title);
        page.selectOption("#property-1", "department");
        page.fill("[name=value-1]", value);
        page.click("text=Show the plan");
        page.waitForSelector("h2:text-is('What is done to whom')");
    }

    @Test
    void allThatMatchAreChangedAsPlannedWatchedAndTakenBack() throws IOException {
        chooseTheStore();
        assertThat(page.innerText(".head")).contains("All people that meet department eq 'Store'");
        pages.inspect("change-new");
        setDepartment("Store becomes Shop", "Shop");
        assertThat(page.innerText(".summary")).contains("120");
        assertThat(page.locator("tbody tr").count()).isEqualTo(50);
        assertThat(page.locator("tbody tr").first().innerText()).contains("Department", "Store", "Shop");
        assertThat(inDepartment("Shop")).isZero();
        pages.inspect("change-plan");
        page.click("[rel=next]");
        page.waitForURL(address -> address.contains("after=50"));
        assertThat(page.locator("tbody tr td").first().innerText()).isEqualTo("51");
        page.click("text=First page");

        page.click("button:has-text('Apply to 120 people')");
        page.waitForSelector(".badge:text-is('Done')");
        assertThat(inDepartment("Shop")).isEqualTo(MANY);
        pages.inspect("change-done");
        Download file = page.waitForDownload(() -> page.click("text=Result as CSV"));
        List<String> lines = Files.readAllLines(file.path());
        assertThat(lines).hasSize(MANY + 1);
        assertThat(lines.get(1)).contains("Department: Store → Shop", "Done");

        page.click("button:text-is('Undo')");
        page.waitForSelector("a:text-is('What this takes back')");
        page.click("button:has-text('Apply to 120 people')");
        page.waitForSelector(".badge:text-is('Done')");
        assertThat(inDepartment("Store")).isEqualTo(MANY);
        pages.open("/console/changes");
        assertThat(page.locator("tbody tr").count()).isEqualTo(2);
        pages.inspect("changes");
    }

    @Test
    void aPlanThatNeedsSomebodyElseWaitsInHisApprovals() {
        UUID other = person(reseller, "Grace Hopper");
        Estate.assign(reseller, other, "user", BuiltInRole.ADMINISTRATORS, reseller);
        Estate.run(
                "INSERT INTO change_rules (organization_id, rules) VALUES (?, '[{\"name\": \"Everything\", \"edits\": [],"
                        + " \"moreThan\": null, \"privileged\": false, \"tag\": null, \"costMoreThan\": null}]')",
                reseller.value());
        chooseTheStore();
        setDepartment("Store becomes Shop", "Shop");
        assertThat(page.innerText("article")).contains("Waits for approval", "This is your own plan");
        assertThat(page.locator("button:has-text('Apply')").count()).isZero();
        pages.inspect("change-waiting");

        page = pages.signIn(hubUrl(), nameOf("grace", other), PASSWORD);
        pages.open("/console/approvals");
        assertThat(page.innerText("article")).contains("Store becomes Shop", "Everything");
        pages.inspect("approvals");
        page.click("a:text-is('Look at the plan')");
        page.fill("#comment", "Agreed with the shop");
        page.click("button:text-is('Approve')");
        page.waitForSelector(".badge:text-is('Approved')");
        assertThat(page.innerText("article")).contains("Agreed with the shop");
        page.click("button:has-text('Apply to 120 people')");
        page.waitForSelector(".badge:text-is('Done')");
        assertThat(inDepartment("Shop")).isEqualTo(MANY);
    }

    @Test
    void aFileIsMappedPlannedAndItsWrongRowsAreTold() {
        String noonName = Estate.ask("SELECT upn FROM users WHERE id = ?", noon);
        pages.open("/console/changes/file");
        pages.inspect("change-file");
        page.selectOption("#organization", customer.toString());
        page.fill(
                "#csv",
                "Who,Abteilung,City,Note\n" + noonName + ",Sales,Oslo,x\nnobody@nowhere.example,Sales,Oslo,y\n");
        page.click("text=Go on to the columns");
        page.waitForSelector("h1:text-is('The columns')");
        assertThat(page.inputValue("[name=meaning-2]")).isEqualTo("city");
        page.selectOption("[name=meaning-0]", "userPrincipalName");
        page.selectOption("[name=meaning-1]", "department");
        pages.inspect("change-columns");
        page.click("text=Show the plan");
        page.waitForSelector("h2:text-is('What is done to whom')");
        assertThat(page.innerText("tbody")).contains("City", "Oslo", "Line 3: There is no such person");
        page.click("button:has-text('Apply to 1 person')");
        page.waitForSelector(".badge:text-is('Done')");
        assertThat(Estate.ask("SELECT city FROM users WHERE id = ?", noon)).isEqualTo("Oslo");
    }
}
