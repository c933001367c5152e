package io.tenantry.console.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.tenantry.Estate;
import io.tenantry.console.ConsoleBrowserTest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People from files, in a real browser: chosen, told apart, planned, applied and taken back. */
class ImportsInABrowserTest extends ConsoleBrowserTest {
    private static final int MANY = 20_000;

    private void send(String name, String text) {
        pages.open("/console/imports?organization=" + customer);
        page.setInputFiles("#file", new FilePayload(name, "text/csv", text.getBytes(StandardCharsets.UTF_8)));
        page.click("text=Look at the columns");
        page.waitForSelector("h2:text-is('What the columns mean')");
    }

    private long people() {
        return Long.parseLong(Estate.ask(
                "SELECT count(*) FROM users WHERE deleted_at IS NULL AND organization_id = ?", customer.value()));
    }

    private void waitForTheOutcome() {
        page.waitForSelector("h2:text-is('What now')", new Page.WaitForSelectorOptions().setTimeout(120_000));
    }

    @Test
    void aTemplateIsKnownPlannedAppliedAndTakenBack() throws IOException {
        pages.open("/console/imports");
        page.click("text=Fig & Sons");
        page.waitForSelector("h1:text-is('Import people into Fig & Sons')");
        pages.inspect("import");
        send("people.csv", """
                User name,First name,Last name,Display name,Job title,Department
                ada@%1$s,Ada,Byron,Ada Byron,Analyst,Engines
                ,Nobody,Knows,Nobody,Clerk,Sales
                grace@%1$s,Grace,Hopper,Grace Hopper,Admiral,Navy
                """.formatted(domain()));
        assertThat(page.innerText(".states")).contains("Microsoft 365 admin center template");
        assertThat(page.inputValue("[name=meaning-0]")).isEqualTo("userPrincipalName");
        assertThat(page.innerText("#rows-title")).isEqualTo("1 row of the first 3 cannot be imported");
        assertThat(page.innerText(".targets tbody")).contains("is empty, and so we cannot tell who this is");
        pages.inspect("import-columns");
        page.click("text=Show the plan");
        waitForTheOutcome();
        assertThat(page.innerText(".summary")).contains("would be made\n2", "failed\n1");
        assertThat(people()).isEqualTo(1);
        pages.inspect("import-planned");
        Download result = page.waitForDownload(() -> page.click("text=Result as CSV"));
        assertThat(Files.readAllLines(result.path()).get(2)).contains("failed");
        page.click("text=Go on to the plan");
        page.waitForSelector("h2:text-is('What is done to whom')");
        assertThat(page.innerText("tbody")).contains("Grace Hopper", "Admiral");
        page.click("button:has-text('Apply to 2 people')");
        page.waitForSelector(".badge:text-is('Done')");
        assertThat(people()).isEqualTo(3);
        page.click("button:text-is('Undo')");
        page.waitForSelector("a:text-is('What this takes back')");
        page.click("button:has-text('Apply to 2 people')");
        page.waitForSelector(".badge:text-is('Done')");
        assertThat(people()).isEqualTo(1);
    }

    @Test
    void columnsThatNobodyKnowsAreTold() {
        send("liste.csv", "Kennung;Name;Abteilung;Notiz\nada@" + domain() + ";Ada;Engines;x\n");
        assertThat(page.innerText("article")).contains("plain CSV", "No column holds the user principal name");
        assertThat(page.locator("text=Show the plan").count()).isZero();
        pages.inspect("import-unknown");
        page.selectOption("[name=meaning-0]", "userPrincipalName");
        page.selectOption("[name=meaning-2]", "userPrincipalName");
        page.click("text=Look again");
        page.waitForSelector(".problem:has-text('fills userPrincipalName twice')");
        page.selectOption("[name=meaning-2]", "department");
        page.click("text=Look again");
        page.waitForSelector("#rows-title:text-is('The first rows are in order')");
        assertThat(page.inputValue("[name=meaning-2]")).isEqualTo("department");
        page.click("text=Import at once");
        waitForTheOutcome();
        assertThat(page.innerText(".summary")).contains("made\n1");
        assertThat(page.innerText("article")).contains("Columns that were left out: Notiz");
        assertThat(Estate.ask("SELECT department FROM users WHERE upn = ?", "ada@" + domain()))
                .isEqualTo("Engines");
        assertThat(Estate.ask("SELECT count(*) FROM import_uploads WHERE organization_id = ?", customer.value()))
                .isEqualTo("0");
    }

    @Test
    void passwordsAreNeitherShownNorKeptReadably() {
        String password = "marble heron quietly nine";
        send("new.csv", "userPrincipalName,displayName,password\nada@" + domain() + ",Ada," + password + "\n");
        assertThat(page.content()).doesNotContain(password);
        assertThat(page.innerText("article")).contains("••••••", "a plan keeps no passwords");
        assertThat(Estate.ask(
                        "SELECT count(*) FROM import_upload_parts WHERE organization_id = ? AND content LIKE '%marble%'",
                        customer.value()))
                .isEqualTo("0");
    }

    @Test
    void nobodyElseGoesOnWithAFileThatSomebodySent() {
        send("people.csv", "userPrincipalName,displayName\nada@" + domain() + ",Ada\n");
        String path = URI.create(page.url()).getPath();
        var grace = person(reseller, "Grace Hopper");
        Estate.assign(reseller, grace, "user", io.tenantry.access.BuiltInRole.ADMINISTRATORS, reseller);
        assertThat(signedIn(nameOf("grace", grace)).open(path).status()).isEqualTo(404);
        assertThat(signedInAsAdmin().open(path).status()).isEqualTo(200);
    }

    @Test
    void largeFilesAreTakenAndTooLargeOnesAreToldOnThePage(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("many.csv");
        String filler = "x".repeat(600);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("userPrincipalName,displayName,department,Remarks\n");
            for (int row = 0; row < MANY; row++) {
                out.write("p" + row + "@" + domain() + ",Person " + row + ",Store," + filler + row + "\n");
            }
        }
        assertThat(Files.size(file)).isGreaterThan(12_000_000);
        pages.open("/console/imports?organization=" + customer);
        page.evaluate("document.querySelector('form.drop').dataset.max = '1000'");
        page.setInputFiles("#file", file);
        page.waitForSelector("#too-large:not([hidden])");
        page.click("text=Look at the columns");
        assertThat(page.url()).endsWith("organization=" + customer);
        pages.inspect("import-too-large");
        page.evaluate("document.querySelector('form.drop').dataset.max = '100000000'");
        page.click("text=Look at the columns");
        page.waitForSelector("h2:text-is('What the columns mean')");
        page.click("text=Show the plan");
        waitForTheOutcome();
        assertThat(page.innerText(".summary")).contains("would be made\n20,000");
    }

    @Test
    void aFormWithFilesThatHidesItsLengthIsRefused() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hubUrl() + "/console/imports"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofInputStream(InputStream::nullInputStream))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(411);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        }
    }
}
