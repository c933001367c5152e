package io.tenantry.selfservice;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
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

/** A person with a password and a mail address, and no permission at all. */
abstract class SelfServiceTest extends HubTest {
    static final String PASSWORD = "violet tractor humming eleven";
    static final String NEXT = "seven owls read newspapers";

    @Autowired
    private Passwords passwords;

    @Autowired
    private Database database;

    OrganizationId organization = new OrganizationId(Ids.next());
    UUID ada = organization.value();
    Client client = new Client("");

    @BeforeEach
    void makePerson() {
        client = new Client(hubUrl());
        organization = Estate.organization(TestOrganizations.root(), "Fig & Sons");
        ada = person("ada");
    }

    /** A person whose password is {@link #PASSWORD}. */
    UUID person(String name) {
        UUID id = Estate.user(organization, name);
        Estate.run("UPDATE users SET mail = ? WHERE id = ?", mailOf(id), id);
        PasswordHash hash = passwords.prepare(PASSWORD, PasswordContext.of());
        database.change(new Reach.Everything(), session -> passwords.store(session, organization, id, hash, false));
        return id;
    }

    static String mailOf(UUID user) {
        return user + "@mail.example";
    }

    static String nameOf(String name, UUID user) {
        return name + "." + user + "@example.com";
    }

    String adasName() {
        return nameOf("ada", ada);
    }

    /** How signing in with the password is answered: 302 when it is right. */
    int signIn(Browser browser, String name, String password) {
        browser.open("/login");
        return browser.submit("/login", "name", name, "password", password).status();
    }

    Browser signedIn() {
        Browser browser = new Browser(hubUrl());
        int status = signIn(browser, adasName(), PASSWORD);
        if (status != 302) {
            throw new AssertionError("Not signed in: " + status);
        }
        return browser;
    }
}
