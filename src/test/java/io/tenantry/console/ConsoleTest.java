package io.tenantry.console;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Reach;
import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.PasswordHash;
import io.tenantry.credentials.Passwords;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.signin.Browser;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A reseller with a customer, an administrator of both who can sign in, and people to look after. */
public abstract class ConsoleTest extends HubTest {
    protected static final String PASSWORD = "violet tractor humming eleven";

    @Autowired
    private Passwords passwords;

    @Autowired
    private Database database;

    protected OrganizationId reseller = new OrganizationId(Ids.next());
    protected OrganizationId customer = reseller;
    protected UUID admin = reseller.value();
    protected UUID noon = reseller.value();

    @BeforeEach
    protected void makeEstate() {
        reseller = Estate.reseller(TestOrganizations.root(), "Harbour Services");
        customer = Estate.organization(reseller, "Fig & Sons");
        Estate.run(
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, ?, true, true)",
                customer.value(),
                domain());
        admin = person(reseller, "Ada Lovelace");
        Estate.assign(reseller, admin, "user", BuiltInRole.ADMINISTRATORS, reseller);
        noon = Estate.user(customer, "Noon");
        Estate.run(
                "UPDATE users SET mail = ?, department = 'Sales', job_title = 'Clerk', usage_location = 'DE' WHERE id = ?",
                "noon@mail.example",
                noon);
    }

    /** The customer's domain. */
    protected String domain() {
        return "d" + customer + ".example";
    }

    /** Somebody who can sign in with {@link #PASSWORD} and has no role. */
    protected UUID person(OrganizationId organization, String name) {
        UUID id = Estate.user(organization, name.split(" ", 2)[0].toLowerCase(java.util.Locale.ROOT));
        Estate.run("UPDATE users SET display_name = ? WHERE id = ?", name, id);
        PasswordHash hash = passwords.prepare(PASSWORD, PasswordContext.of());
        database.change(new Reach.Everything(), session -> passwords.store(session, organization, id, hash, false));
        return id;
    }

    /** The sign-in name of somebody whom {@link #person} made. */
    protected static String nameOf(String firstName, UUID id) {
        return firstName + "." + id + "@example.com";
    }

    protected Browser signedIn(String name) {
        Browser browser = new Browser(hubUrl());
        browser.open("/login?continue=/console");
        Client.Answer answer = browser.submit("/login", "name", name, "password", PASSWORD);
        if (answer.status() != 302) {
            throw new AssertionError("Not signed in: " + answer.status());
        }
        return browser;
    }

    protected Browser signedInAsAdmin() {
        return signedIn(nameOf("ada", admin));
    }
}
