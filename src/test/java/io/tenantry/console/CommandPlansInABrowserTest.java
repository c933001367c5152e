package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Plans of running a set for many people, and what an organization always gives a set, in a real browser. */
class CommandPlansInABrowserTest extends ConsoleBrowserTest {
    private static final String OFFBOARD = "5acf8c56-2914-599f-b7d1-3a9f67d04e16";

    private static final String ONBOARD = "b0fa86cd-bdce-504b-bd63-4b7727483f61";

    private void plan(String people) {
        pages.open("/console/blocks/" + OFFBOARD);
        page.selectOption("#organization", new SelectOption().setLabel("Fig & Sons"));
        page.fill("#people", people);
        page.click("button:text-is('Plan first')");
    }

    @Test
    void aSetIsPlannedForManyAgreedToBySomebodyElseAndApplied() {
        UUID grace = person(reseller, "Grace Hopper");
        Estate.assign(reseller, grace, "user", BuiltInRole.ADMINISTRATORS, reseller);
        Estate.run(
                "INSERT INTO change_rules (organization_id, rules) VALUES (?, '[{\"name\": \"Everything\", \"edits\": [],"
                        + " \"moreThan\": null, \"privileged\": false, \"tag\": null, \"costMoreThan\": null}]')",
                customer.value());
        plan(noon + "\nghost@fig.example");
        page.waitForURL(address -> address.contains("/console/command-plans/"));
        String address = page.url();
        assertThat(page.innerText("article"))
                .contains("waiting", "This is your own plan", "ghost@fig.example", "Block sign-in", "is not known");
        assertThat(page.locator("button:text-is('Apply to 1 person')").count()).isZero();
        pages.inspect("command-plan");
        pages.open("/console/command-plans");
        pages.inspect("command-plans");
        assertThat(page.locator("tbody").innerText()).contains("Offboard", "Fig & Sons", "waiting");

        pages.signIn(hubUrl(), nameOf("grace", grace), PASSWORD);
        page = pages.page();
        pages.open("/console/approvals");
        page.click("section:has-text('offboard') >> text=Look at the plan");
        page.fill("#comment", "Agreed");
        page.click("button:text-is('Approve')");
        page.waitForSelector(".badge:text-is('approved')");
        page.click("button:text-is('Apply to 1 person')");
        page.waitForURL(job -> job.contains("/console/jobs/"));
        page.waitForSelector("#progress .badge.good:text-is('Completed')");
        page.click("a:text-is('One job for each')");
        page.waitForSelector("tbody tr");
        assertThat(page.locator("tbody tr").count()).isEqualTo(1);
        page.navigate(address);
        assertThat(page.innerText("article")).contains("applied", "as a job", "Agreed");
    }

    @Test
    void aPlanThatWouldDoSomethingElseByNowIsNotApplied() {
        UUID boss = Estate.user(customer, "Boss");
        plan(noon.toString());
        page.waitForSelector("button:text-is('Apply to 1 person')");
        Estate.run("UPDATE users SET manager_id = ? WHERE id = ?", boss, noon);
        page.click("button:text-is('Apply to 1 person')");
        page.waitForSelector("[role=alert]:has-text('plan anew')");
        page.click("button:text-is('Throw the plan away')");
        page.waitForSelector(".badge:text-is('cancelled')");
        assertThat(page.locator("#next-title").count()).isZero();
    }

    @Test
    void whatAnOrganizationAlwaysGivesASetIsSaidOnce() {
        pages.open("/console/blocks/" + ONBOARD);
        page.click("a.button:text-is('Usual input')");
        page.fill("#name", "fig");
        page.keyboard().press("Enter");
        page.click("a:text-is('Fig & Sons')");
        assertThat(page.locator("[id='input.password']").count()).isZero();
        pages.inspect("usual-input");
        page.fill("[id='input.usageLocation']", "Switzerland");
        page.fill("[id='input.groups']", "Everyone\nNews, internal");
        page.click("button:text-is('Save')");
        page.waitForSelector("[role=alert]");
        assertThat(page.inputValue("[id='input.groups']")).isEqualTo("Everyone\nNews, internal");
        page.fill("[id='input.usageLocation']", "CH");
        page.selectOption("[id='input.mustChange']", "false");
        page.click("button:text-is('Save')");
        page.waitForURL(address -> address.contains("usual?organization="));
        assertThat(page.inputValue("[id='input.groups']")).isEqualTo("Everyone\nNews, internal");
        assertThat(page.inputValue("[id='input.usageLocation']")).isEqualTo("CH");
        assertThat(page.inputValue("[id='input.mustChange']")).isEqualTo("false");
    }

    @Test
    void theFormOfASetLeavesWhatIsUsualAsItIs() {
        usually(OFFBOARD, "{\"hide\": false}");
        pages.open("/console/offboard?organization=" + customer + "&people=" + noon);
        assertThat(page.inputValue("[id='input.hide']")).isEmpty();
        page.click("button:text-is('Plan first')");
        page.waitForSelector("button:text-is('Apply to 1 person')");
        assertThat(page.locator("tbody td").last().innerText()).contains("Hide from address lists");
    }

    private void usually(String set, String input) {
        Estate.run(
                "INSERT INTO command_set_defaults (organization_id, set_id, input) VALUES (?, ?, ?::jsonb)",
                customer.value(),
                UUID.fromString(set),
                input);
    }

    @Test
    void theFormOfOnboardingBeginsWithWhatIsUsualAndWhatIsEmptiedStaysEmpty() {
        usually(ONBOARD, "{\"groups\": [\"Nobody knows it\"], \"usageLocation\": \"CH\", \"mustChange\": false}");
        pages.open("/console/onboard?organization=" + customer);
        assertThat(page.inputValue("#groups")).isEqualTo("Nobody knows it");
        assertThat(page.inputValue("#usageLocation")).isEqualTo("CH");
        assertThat(page.isChecked("[name=mustChange]")).isFalse();
        page.fill("#groups", "");
        page.fill("#displayName", "Grace Hopper");
        page.fill("#userPrincipalName", "grace@" + domain());
        page.click("button:text-is('Onboard')");
        page.waitForSelector("#progress .badge.good:text-is('Completed')");
        assertThat(page.locator("section:has(#about-title)").innerText()).doesNotContain("Nobody knows it");
    }

    @Test
    void aFormHasAFieldForEachParameterWhateverTheLayoutNames() {
        Estate.run("""
                INSERT INTO command_definitions (organization_id, id, version, is_set, identifier, category, definition, created_by)
                VALUES (?, ?, 1, true, 'forms', 'Lifecycle', ?, 'script')
                """, customer.value(), admin, """
                identifier: forms
                title: All kinds of fields
                description: Has them.
                type: User
                category: Lifecycle
                read: command.user.read
                write: command.user.write
                provider: command.user
                input:
                  - {identifier: amount, schema: {type: number}}
                  - {identifier: names, schema: {type: array}}
                  - {identifier: forgotten, schema: {type: string}, required: true}
                  - {identifier: who, schema: {type: string}, required: true, default: "{{user.upn}}"}
                layout:
                  - {group: some, lines: [[amount, names], [who]]}
                blocks:
                  - {block: getuser}
                """);
        pages.open("/console/blocks/" + admin + "?input.amount=1.5");
        assertThat(page.getAttribute("[id='input.amount']", "type")).isEqualTo("number");
        page.selectOption("#organization", new SelectOption().setLabel("Fig & Sons"));
        page.fill("#people", noon.toString());
        page.fill("[id='input.names']", "Sales\nResearch, new");
        page.fill("[id='input.forgotten']", "not any more");
        page.click("button:text-is('Run')");
        page.waitForSelector("#progress .badge.good:text-is('Completed')");
        assertThat(page.locator("section:has(#about-title)").innerText())
                .contains("1.5", "Sales, Research, new", "not any more");
    }
}
