package io.tenantry.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import io.tenantry.Estate;
import io.tenantry.console.ConsoleBrowserTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People from a template, and reasons for what is done with them, in a real browser. */
class TemplatesInABrowserTest extends ConsoleBrowserTest {
    @BeforeEach
    void buyWorkplaces() {
        Estate.subscription(customer, "Workplace for all");
    }

    private String templates() {
        return "/console/organizations/" + customer + "/settings/templates";
    }

    private void makeATemplate() {
        pages.open(templates());
        page.click("a:text-is('New template')");
        page.fill("#name", "Store staff");
        page.fill("#upnPattern", "{given}.{surname}@" + domain());
        page.fill("#department", "Store");
        page.fill("#usageLocation", "DE");
        page.check("label:has-text('Microsoft 365 E3') input");
        page.check("label:has-text('Sales team') input");
    }

    @Test
    void somebodyIsMadeFromATemplateWithItsGroupsLicensesAndSignInName() {
        UUID team = Estate.group(customer, "Sales team");
        makeATemplate();
        page.fill("#upnPattern", "{nickname}@" + domain());
        page.click("button:text-is('Save')");
        page.waitForSelector("#upnPattern[aria-invalid=true]");
        assertThat(page.inputValue("#department")).isEqualTo("Store");
        assertThat(page.isChecked("label:has-text('Sales team') input")).isTrue();
        page.fill("#upnPattern", "{given}.{surname}@" + domain());
        pages.inspect("template");
        page.click("button:text-is('Save')");
        page.waitForSelector(".news:has-text('Saved')");
        pages.inspect("templates");

        for (String name : new String[] {"zoe.obrien@" + domain(), "zoe.obrien2@" + domain()}) {
            pages.open("/console/people/new?organization=" + customer);
            page.selectOption("#template", new SelectOption().setLabel("Store staff"));
            page.click("button:text-is('Fill in')");
            page.waitForURL(address -> address.contains("template="));
            assertThat(page.inputValue("#department")).isEqualTo("Store");
            page.fill("#displayName", "Zoë O'Brien");
            page.click("button:text-is('Create')");
            page.waitForSelector("[role=alert]:has-text('given name')");
            page.fill("#givenName", "Zoë");
            page.fill("#surname", "O'Brien");
            pages.inspect("person-from-template");
            page.click("button:text-is('Create')");
            page.waitForSelector(".secret");
            assertThat(page.innerText("article"))
                    .contains("Sales team", "Microsoft 365 E3")
                    .doesNotContain("Not done");
            assertThat(Estate.ask("SELECT count(*) FROM users WHERE upn = '" + name + "' AND department = 'Store'"))
                    .isEqualTo("1");
        }
        assertThat(Estate.ask("SELECT count(*) FROM memberships WHERE group_id = '" + team + "'"))
                .isEqualTo("2");
        pages.open(templates());
        page.click("a:text-is('Store staff')");
        page.click("summary:text-is('Delete')");
        page.click("text=Yes, delete");
        page.waitForSelector(".news:has-text('Deleted')");
    }

    @Test
    void whySomethingIsDoneStandsInTheTrail() {
        pages.open("/console/people/" + customer + "/" + noon);
        page.click("details.act > summary:text-is('Disable')");
        page.fill("#reason-disable", "Left the company on Friday");
        page.click("text=Yes, disable");
        page.waitForSelector(".news");
        pages.open("/console/audit?organization=" + customer + "&filter=action%20eq%20%27user.change%27");
        assertThat(page.locator("tbody").innerText()).contains("Done", "Left the company on Friday");
    }
}
