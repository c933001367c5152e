package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do on the console's pages, in a real browser, and how the pages look there. */
class PagesInABrowserTest extends ConsoleBrowserTest {
    private static final String E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";

    private UUID team = reseller.value();

    @BeforeEach
    void makeMore() {
        Estate.subscription(customer, "Workplace for all");
        team = Estate.group(customer, "Sales team");
        UUID all = Estate.group(customer, "Everybody");
        Estate.member(customer, team, noon, "user");
        Estate.member(customer, all, team, "group");
    }

    private String person() {
        return "/console/people/" + customer + "/" + noon;
    }

    /** Opens what can be done under this label, and does it. */
    private void act(String label) {
        page.click("details.act > summary:text-is('" + label + "')");
        page.click("details[open] button:has-text('Yes, " + label.toLowerCase(java.util.Locale.ROOT) + "')");
    }

    @Test
    void aPersonIsDisabledEnabledDeletedAndRestoredAfterASecondLook() {
        pages.open(person());
        act("Disable");
        page.waitForSelector(".news:has-text('disabled')");
        assertThat(page.locator(".states").innerText()).contains("Disabled");
        act("Enable");
        page.waitForSelector(".news:has-text('enabled')");
        act("Delete");
        page.waitForSelector(".news:has-text('Deleted')");
        assertThat(page.locator(".states").innerText()).contains("Deleted");
        act("Restore");
        page.waitForSelector(".news:has-text('Restored')");
        assertThat(page.locator("#history tbody").innerText()).contains("ada.", "Enabled");
    }

    @Test
    void aPasswordIsResetByKeyboardAndShownOnce() {
        pages.open(person());
        page.focus("details.act > summary:text-is('Reset password')");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.waitForSelector(".secret");
        assertThat(page.innerText(".secret")).matches("[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){4}");
        pages.inspect("password");
        pages.open(person());
        assertThat(page.locator(".secret").count()).isZero();
    }

    @Test
    void whatMayNotBeDoneIsExplainedBeforeAnybodyTries() {
        UUID helper = person(customer, "Hal Helper");
        Estate.assign(customer, helper, "user", BuiltInRole.USER_ADMINISTRATORS, customer);
        UUID boss = person(customer, "Bea Boss");
        Estate.assign(customer, boss, "user", BuiltInRole.ADMINISTRATORS, customer);
        page = pages.signIn(hubUrl(), nameOf("hal", helper), PASSWORD);
        pages.open("/console/people/" + customer + "/" + boss);
        assertThat(page.locator(".warning-note").innerText()).contains("more privileged than the caller");
        assertThat(page.locator("details.act summary:text-is('Reset password')").count())
                .isZero();
        pages.inspect("guarded");
        pages.open(person());
        assertThat(page.locator("#licenses").innerText()).contains("license.read");
        assertThat(page.locator("#history").innerText()).contains("audit.read");
    }

    @Test
    void aPersonIsEditedAndTheHistoryTellsWhatWasBefore() {
        pages.open(person());
        page.click("a:text-is('Edit')");
        page.fill("#department", "Purchasing");
        pages.inspect("edit");
        page.click("button:text-is('Save')");
        page.waitForSelector(".news:has-text('saved')");
        assertThat(page.locator("#history .differences").first().innerText())
                .contains("Department", "Sales", "Purchasing");
        pages.inspect("person");
    }

    @Test
    void licensesAndGroupsAreGivenAndTakenAndEachSaysWhy() {
        pages.open(person());
        assertThat(page.locator("#groups").innerText())
                .contains("Sales team", "directly", "Everybody", "through Sales team");
        page.click("a:text-is('Give a license')");
        pages.inspect("give-license");
        page.check("input[value='" + E3 + "']");
        page.click("button:text-is('Give')");
        page.waitForSelector("#licenses:has-text('Held')");
        page.click("#licenses summary:text-is('Why?')");
        assertThat(page.locator("#licenses").innerText()).contains("Given directly", "by ada.");
        page.click("#licenses summary:text-is('Take away')");
        page.click("text=Yes, take it away");
        page.waitForSelector("#licenses:has-text('None.')");

        UUID other = Estate.group(customer, "Night shift");
        page.click("a:text-is('Put into a group')");
        page.fill("#name", "night");
        page.keyboard().press("Enter");
        page.waitForURL(address -> address.contains("name=night"));
        page.click("button:text-is('Put in')");
        page.waitForSelector("#groups:has-text('Night shift')");
        pages.open("/console/groups/" + customer + "/" + other);
        assertThat(page.locator("#members").innerText()).contains("Noon");
        page.click("#members summary:text-is('Take out')");
        page.click("text=Yes, take out");
        page.waitForSelector("#members:has-text('Nobody.')");
    }

    @Test
    void aNewPersonIsMadeLikeAnotherWithChecksWhileTyping() {
        pages.open(person());
        page.click("a:text-is('Copy')");
        page.fill("#displayName", "Grace Hopper");
        page.fill("#userPrincipalName", "grace@" + domain());
        page.waitForSelector("#name-check:has-text('free')");
        assertThat(page.inputValue("#department")).isEqualTo("Sales");
        page.check("input[value='" + E3 + "']");
        pages.inspect("new-person");
        page.click("button:text-is('Create')");
        page.waitForSelector("h1:text-is('Grace Hopper is there')");
        assertThat(page.locator(".holdings").innerText()).contains("Group Sales team", "Done", "License");
        assertThat(page.locator(".holdings .bad").count()).isZero();
        pages.inspect("made");
        page.click("a.button:has-text('To Grace Hopper')");
        page.waitForSelector("#licenses:has-text('Held')");

        pages.open("/console/people/new?organization=" + customer);
        page.fill("#userPrincipalName", "grace@" + domain());
        page.waitForSelector("#name-check:has-text('Grace Hopper has this name')");
        page.fill("#displayName", "Another Grace");
        page.click("button:text-is('Create')");
        page.waitForSelector(".problem");
        assertThat(page.inputValue("#displayName")).isEqualTo("Another Grace");
    }
}
