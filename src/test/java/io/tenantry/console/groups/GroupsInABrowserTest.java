package io.tenantry.console.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.console.ConsoleBrowserTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Groups in a real browser: made, changed, filled with people and groups, owned, and walked through. */
class GroupsInABrowserTest extends ConsoleBrowserTest {
    private static final int MANY = 130;

    private String members() {
        return page.locator("#members .holdings").innerText();
    }

    @Test
    void aGroupIsMadeChangedAndFilledWithPeopleAndGroups() {
        UUID inner = Estate.group(customer, "Night shift");
        UUID lin = Estate.user(customer, "Lin");
        Estate.member(customer, inner, lin, "user");
        pages.open("/console/groups?organization=" + customer);
        page.click("a:text-is('New group')");
        page.selectOption("#kind", "microsoft365");
        page.click("button:text-is('Choose')");
        page.waitForSelector("#mailNickname");
        page.fill("#displayName", "Store staff");
        page.fill("#mailNickname", "store staff");
        pages.inspect("group-new");
        page.click("button:text-is('Create')");
        page.waitForSelector("#mailNickname[aria-invalid=true]");
        assertThat(page.inputValue("#displayName")).isEqualTo("Store staff");
        page.fill("#mailNickname", "store" + customer.toString().substring(24));
        page.click("button:text-is('Create')");
        page.waitForSelector(".news:has-text('Made')");

        page.click("a:text-is('Add members')");
        page.fill("#name", "noon");
        page.click("button:text-is('Look')");
        page.click("[aria-label='Put Noon in']");
        page.waitForSelector(".news:has-text('members are changed')");
        page.click("a:text-is('Add members')");
        page.fill("#name", "night");
        page.click("button:text-is('Look')");
        page.waitForSelector("[aria-label='Put Night shift in']");
        pages.inspect("group-add");
        page.click("[aria-label='Put Night shift in']");
        page.waitForSelector(".news:has-text('members are changed')");
        assertThat(members()).contains("Noon", "Night shift").doesNotContain("Lin");
        page.click("a:text-is('Also through groups')");
        page.waitForSelector("#members .holdings:has-text('Lin')");
        assertThat(members()).contains("through a group");

        page.click("summary:text-is('Add an owner')");
        page.fill("#owner", nameOf("Noon", noon));
        page.click("details[open] button:text-is('Add')");
        page.waitForSelector("#owners a:text-is('Noon')");
        pages.inspect("group");
        page.click("#owners summary:text-is('Take away')");
        page.click("text=Yes, take away");
        page.waitForSelector("#owners p:text-is('Nobody.')");

        page.click("a:text-is('Edit')");
        page.fill("#description", "Whoever works in the store");
        page.click("button:text-is('Save')");
        page.waitForSelector("dd:text-is('Whoever works in the store')");
    }

    @Test
    void manyAreWalkedThroughAndManyPutInByName() {
        UUID all = Estate.group(customer, "Everybody");
        Estate.run("""
                INSERT INTO users (organization_id, id, object_id, upn, display_name)
                SELECT ?, id, id, 'm' || n || '.' || id || '@example.com', 'Member ' || lpad(n::text, 3, '0')
                FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, ?) n) made
                """, customer.value(), MANY);
        Estate.run("""
                INSERT INTO memberships (organization_id, id, group_id, member_id, member_kind)
                SELECT organization_id, gen_random_uuid(), ?, id, 'user' FROM users
                WHERE organization_id = ? AND display_name LIKE 'Member %'
                """, all, customer.value());
        String group = "/console/groups/" + customer + "/" + all;
        pages.open(group);
        assertThat(page.locator("#members > header").innerText()).contains("130 direct members");
        assertThat(page.locator("#members .holdings > li").count()).isEqualTo(100);
        page.click("#members [rel=next]");
        page.waitForURL(address -> address.contains("after="));
        assertThat(page.locator("#members .holdings > li").count()).isEqualTo(MANY - 100);
        page.click("a:text-is('First page')");
        page.waitForURL(address -> !address.contains("after="));

        pages.open(group + "/add");
        page.fill("#names", nameOf("Noon", noon) + "\nnobody@nowhere.example\n");
        page.click("button:text-is('Put them in')");
        page.waitForSelector("[role=alert]:has-text('nobody@nowhere.example')");
        assertThat(page.locator("[role=alert]").innerText()).contains("1 person is put in");
        pages.inspect("group-add-many");
        pages.open(group);
        assertThat(page.locator("#members > header").innerText()).contains("131 direct members");
    }

    @Test
    void aGroupCannotBePutIntoItself() {
        UUID outer = Estate.group(customer, "Outer");
        UUID inner = Estate.group(customer, "Inner");
        Estate.member(customer, outer, inner, "group");
        pages.open("/console/groups/" + customer + "/" + inner + "/add?name=outer");
        page.click("[aria-label='Put Outer in']");
        page.waitForSelector("[role=alert]:has-text('contain itself')");
        pages.open("/console/groups/" + customer + "/" + inner);
        assertThat(page.locator("article").innerText()).contains("Lies within", "Outer");
    }
}
