package io.tenantry.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import io.tenantry.console.ConsoleBrowserTest;
import io.tenantry.tenancy.OrganizationId;
import org.junit.jupiter.api.Test;

/** The rules of organizations in a real browser: what is set, what is inherited, and the way back. */
class PoliciesInABrowserTest extends ConsoleBrowserTest {
    private static final String LEAST = "passwordValidityPolicy.minLength";
    private static final String FAILURES = "bruteForceDetectionPolicy.maxLoginFailures";

    private static String at(OrganizationId organization, String rest) {
        return "/console/organizations/" + organization + "/settings/" + rest;
    }

    private String field(String name) {
        return "[id='" + name + "']";
    }

    private String hint(String name) {
        return page.innerText("[id='" + name + "-hint']");
    }

    @Test
    void whatIsSetAboveIsInheritedBelowUntilSomethingElseIsSaid() {
        pages.open(at(reseller, "policies"));
        assertThat(hint(LEAST)).contains("Now 15", "the hub's settings");
        page.fill(field(LEAST), "20");
        page.selectOption(field("passwordExpirationPolicy.enabled"), new SelectOption().setLabel("yes"));
        page.click("button:text-is('Save')");
        page.waitForSelector(".news:has-text('Saved')");
        assertThat(hint(LEAST)).contains("Set here; otherwise 15");

        pages.open(at(customer, "policies"));
        assertThat(hint(LEAST)).contains("Now 20, from Harbour Services");
        assertThat(page.inputValue(field(LEAST))).isEmpty();
        page.fill(field(LEAST), "24");
        page.fill(field("bruteForceDetectionPolicy.maxFailureWait"), "30m");
        page.click("button:text-is('Save')");
        page.waitForSelector(".news:has-text('Saved')");
        assertThat(hint(LEAST)).contains("Set here; otherwise 20");
        pages.inspect("policies");
        page.fill(field(LEAST), "");
        page.click("button:text-is('Save')");
        page.waitForSelector(".news:has-text('Saved')");
        assertThat(hint(LEAST)).contains("Now 20, from Harbour Services");

        page.click("summary:text-is('When failed sign-ins lock an account')");
        page.click("text=Yes, inherit these again");
        page.waitForSelector(".news:has-text('inherited again')");
        assertThat(page.inputValue(field("bruteForceDetectionPolicy.maxFailureWait")))
                .isEmpty();
        assertThat(page.locator("h2:text-is('Back to what is inherited')").count())
                .isZero();
    }

    @Test
    void aRuleThatCannotBeIsSaidAtItsFieldAndNothingIsLost() {
        pages.open(at(customer, "policies"));
        page.fill(field(LEAST), "16");
        page.fill(field(FAILURES), "a few");
        page.click("button:text-is('Save')");
        page.waitForSelector(field(FAILURES) + "[aria-invalid=true]");
        assertThat(hint(FAILURES)).contains("a whole number from 1 to 1000");
        assertThat(page.inputValue(field(LEAST))).isEqualTo("16");
        assertThat(page.inputValue(field(FAILURES))).isEqualTo("a few");
        pages.inspect("policies-wrong");
    }

    @Test
    void whatTwoPeopleChangeAtOnceIsNotLost() {
        pages.open(at(customer, "policies"));
        Page other = page.context().newPage();
        other.navigate(hubUrl() + at(customer, "policies"));
        other.fill(field(LEAST), "18");
        other.click("button:text-is('Save')");
        other.waitForSelector(".news");
        page.fill(field(LEAST), "22");
        page.click("button:text-is('Save')");
        page.waitForSelector("[role=alert]:has-text('changed meanwhile')");
        pages.open(at(customer, "policies"));
        assertThat(page.inputValue(field(LEAST))).isEqualTo("18");
    }

    @Test
    void rulesOfApprovalAreChangedAndInheritedAgain() {
        pages.open(at(customer, "approval-rules"));
        assertThat(page.locator("article").innerText()).contains("the hub's usual ones");
        assertThat(page.inputValue("#name-0")).isEqualTo("More than 25 are deleted");
        page.fill("#moreThan-0", "five");
        page.click("button:text-is('Set these rules here')");
        page.waitForSelector("#moreThan-0[aria-invalid=true]");
        assertThat(page.inputValue("#moreThan-0")).isEqualTo("five");
        page.fill("#moreThan-0", "5");
        page.fill("#name-0", "More than 5 are deleted");
        page.fill("#name-1", "");
        page.fill("#name-5", "Anything for those with the tag vip");
        page.fill("#tag-5", "vip");
        page.check("[name=kind-5][value=licenses]");
        pages.inspect("approval-rules");
        page.click("button:text-is('Set these rules here')");
        page.waitForSelector(".news:has-text('Saved')");
        assertThat(page.locator("article").innerText()).contains("They are set here.");
        assertThat(page.inputValue("#moreThan-0")).isEqualTo("5");
        assertThat(page.inputValue("#name-1")).isEqualTo("More than 1,000 are changed");
        assertThat(page.inputValue("#tag-4")).isEqualTo("vip");
        assertThat(page.isChecked("[name=kind-4][value=licenses]")).isTrue();
        page.click("summary:text-is('Back to what is inherited')");
        page.click("text=Yes, inherit them again");
        page.waitForSelector(".news:has-text('inherited again')");
        assertThat(page.inputValue("#name-0")).isEqualTo("More than 25 are deleted");
    }
}
