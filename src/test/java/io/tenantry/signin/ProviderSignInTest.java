package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.TestPostgres;
import io.tenantry.kernel.Ids;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Signing in through another provider, which is a second hub here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderSignInTest extends SignInTest {
    private OtherHub other = OtherHub.start();
    private String domain = "";
    private String name = "";
    private String source = "";

    @AfterAll
    void stopTheProvider() {
        other.close();
    }

    @BeforeEach
    void nameThePlace() {
        String unique = Ids.next().toString();
        domain = unique + ".example";
        name = "ada@" + domain;
        Estate.run("INSERT INTO domains (organization_id, name) VALUES (?, ?)", organization.value(), domain);
    }

    /** The provider as a source of the organization, with these further settings as JSON members. */
    private void add(String more) {
        SignInClients.Created client = other.register(hubUrl() + "/login/back");
        Client.Answer answer = this.client.send(
                "POST", "/api/v1/organizations/" + organization + "/identity-sources", operator, """
                        {"kind": "oidc", "name": "The other hub", "secret": "%s",
                         "settings": {"issuer": "%s", "clientId": "%s"%s}}
                        """.formatted(
                                Objects.requireNonNull(client.secret()),
                                other.issuer(),
                                client.client().clientId(),
                                more));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        source = text(answer, "id");
    }

    /** Goes all the way, and gives the hub's last answer. The hub and the provider see a browser each, as they have names. */
    private Client.Answer signInThere(Browser here, String first) {
        Client.Answer sent = here.open(first);
        assertThat(sent.status()).as(sent.raw().body()).isEqualTo(302);
        String away = String.valueOf(sent.header("Location"));
        assertThat(away).startsWith(other.issuer() + "/oauth2/authorize?").contains("code_challenge_method=S256");
        return here.open(provenThere(away));
    }

    private String provenThere(String away) {
        Browser there = new Browser(other.issuer());
        Client.Answer asked = there.open(away);
        there.open(String.valueOf(asked.header("Location")));
        Client.Answer proven = there.submit("/login", "name", name, "password", OtherHub.PASSWORD);
        assertThat(proven.status()).as(proven.raw().body()).isEqualTo(302);
        Client.Answer back = there.open(String.valueOf(proven.header("Location")));
        return String.valueOf(back.header("Location"));
    }

    private String with() {
        return "/login/with/" + source;
    }

    private List<String> events(String outcome) {
        List<String> all = new ArrayList<>();
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                var statement = connection.prepareStatement(
                        "SELECT coalesce(reason, after::text) FROM audit_events WHERE organization_id = ? AND outcome = ?"
                                + " AND action = 'user.signin'")) {
            statement.setObject(1, organization.value());
            statement.setString(2, outcome);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(String.valueOf(rows.getString(1)));
                }
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        return all;
    }

    private void link(UUID there, UUID here) {
        Estate.run(
                "INSERT INTO external_identities (organization_id, user_id, provider, subject) VALUES (?, ?, ?, ?)",
                organization.value(),
                here,
                source,
                there.toString());
    }

    @Test
    void aLinkedPersonSignsInAndTheApplicationGetsItsTokens() {
        add("");
        link(other.person(name, name), ada);
        Application application = register(organization, true);
        Browser here = new Browser(hubUrl());
        Client.Answer asked = here.open(withPkce(application) + "&domain_hint=" + domain);
        Client.Answer page = here.open(String.valueOf(asked.header("Location")));
        assertThat(page.raw().body()).contains("Sign in with The other hub").contains(with());
        String onward = withPkce(application);
        Client.Answer arrived = signInThere(here, with() + "?" + Client.form("continue", onward));
        assertThat(arrived.header("Location")).endsWith(onward);
        assertThat(here.hasCookie("tenantry_session")).isTrue();
        String code = parameters(here.open(onward)).get("code");
        Client.Answer tokens = redeem(application, String.valueOf(code));
        assertThat(status(text(tokens, "access_token"))).isEqualTo(200);
        assertThat(events("done")).anyMatch(event -> event.contains("The other hub"));
    }

    @Test
    void whomAnAdministratorLinksSignsInUntilHeEndsTheLink() {
        add("");
        UUID there = other.person(name, name);
        UUID boss = Estate.user(organization, "Second boss");
        String users = "/api/v1/organizations/" + organization + "/users/";
        String link = users + ada + "/identities/" + source;
        String subject = "{\"subject\": \"" + there + "\"}";
        assertThat(client.send("PUT", link, operator, "{\"subject\": \" \"}").status())
                .isEqualTo(400);
        assertThat(client.send("PUT", link, operator, subject).status()).isEqualTo(204);
        assertThat(client.send("PUT", link, operator, subject).status()).isEqualTo(204);
        Client.Answer taken = client.send("PUT", users + boss + "/identities/" + source, operator, subject);
        assertThat(taken.status()).as(taken.raw().body()).isEqualTo(409);
        Client.Answer known = client.get(users + ada + "/identities", operator);
        assertThat(known.body().get("items")).hasSize(1);
        assertThat(known.body().get("items").get(0).get("subject").asString()).isEqualTo(there.toString());
        assertThat(signInThere(new Browser(hubUrl()), with()).status()).isEqualTo(302);
        assertThat(client.send("DELETE", link, operator, null).status()).isEqualTo(204);
        assertThat(client.send("DELETE", link, operator, null).status()).isEqualTo(404);
        assertThat(signInThere(new Browser(hubUrl()), with()).status()).isEqualTo(401);
        Client.Answer trail = client.get(
                "/api/v1/organizations/" + organization + "/audit?filter=targetId%20eq%20'" + ada + "'", operator);
        assertThat(trail.raw().body()).contains("user.identity.link", "user.identity.unlink");
    }

    @Test
    void theWayBackWorksOnceAndInTheSameBrowserOnly() {
        add("");
        link(other.person(name, name), ada);
        Browser here = new Browser(hubUrl());
        Client.Answer sent = here.open(with());
        String back = provenThere(String.valueOf(sent.header("Location")));
        assertThat(new Browser(hubUrl()).open(back).status()).isEqualTo(401);
        assertThat(here.open(back.replaceFirst("state=[^&]+", "state=another")).status())
                .isEqualTo(401);
        assertThat(here.open(back).status()).isEqualTo(302);
        assertThat(here.open(back).status()).isEqualTo(401);
    }

    @Test
    void aStrangerIsTurnedAwayAndTheTrailTellsOfHim() {
        add("");
        other.person(name, name);
        Browser here = new Browser(hubUrl());
        Client.Answer refused = signInThere(here, with());
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.raw().body()).contains("Nobody here is known by this account");
        assertThat(here.hasCookie("tenantry_session")).isFalse();
        assertThat(events("refused")).anyMatch(event -> event.contains("Nobody here is known"));
    }

    @Test
    void whoIsDisabledHereStaysOut() {
        add("");
        link(other.person(name, name), ada);
        Estate.run("UPDATE users SET account_enabled = false WHERE id = ?", ada);
        assertThat(signInThere(new Browser(hubUrl()), with()).status()).isEqualTo(401);
    }

    @Test
    void anUnverifiedAddressLinksNobodyAndAVerifiedOneDoes() {
        UUID here = Estate.user(organization, "Ada");
        Estate.run("UPDATE users SET upn = ? WHERE id = ?", name, here);
        other.person(name, name);
        add(", \"linkByMail\": true");
        assertThat(signInThere(new Browser(hubUrl()), with()).status()).isEqualTo(401);
        replace(", \"linkByMail\": true, \"mailIsVerified\": true");
        assertThat(signInThere(new Browser(hubUrl()), with()).status()).isEqualTo(302);
        assertThat(events("done")).hasSize(1);
    }

    private void replace(String more) {
        client.send("DELETE", "/api/v1/organizations/" + organization + "/identity-sources/" + source, operator, null);
        add(more);
    }

    @Test
    void anAddressIsTooLittleToBecomeSomebodyWhoHoldsRoles() {
        Estate.run("UPDATE users SET upn = ? WHERE id = ?", name, ada);
        other.person(name, name);
        add(", \"linkByMail\": true, \"mailIsVerified\": true");
        assertThat(signInThere(new Browser(hubUrl()), with()).status()).isEqualTo(401);
    }

    @Test
    void aNewPersonIsMadeWhereTheSourceAllowsItAndOnlyInTheOrganizationsDomains() {
        add(", \"createPeople\": true, \"mailIsVerified\": true");
        other.person(name, name);
        assertThat(signInThere(new Browser(hubUrl()), with()).status()).isEqualTo(302);
        assertThat(signInThere(new Browser(hubUrl()), with()).status()).isEqualTo(302);
        Client.Answer made = client.get("/api/v1/organizations/" + organization + "/users/" + name, operator);
        assertThat(text(made, "displayName")).isEqualTo("Ada Lovelace");
        name = "eve@elsewhere-" + domain;
        other.person(name, name);
        assertThat(signInThere(new Browser(hubUrl()), with()).status()).isEqualTo(401);
    }

    @Test
    void anAddressLeadsToItsOrganizationsProvider() {
        add("");
        Browser here = new Browser(hubUrl());
        Client.Answer led = here.open("/login/elsewhere?" + Client.form("mail", name));
        assertThat(led.header("Location")).endsWith(with());
        assertThat(here.open("/login/elsewhere?mail=nobody%40nowhere.example")
                        .raw()
                        .body())
                .contains("No other sign-in is known");
        assertThat(here.open("/login?organization=" + organization).raw().body())
                .contains("Sign in with The other hub");
        assertThat(here.open("/login?organization=*").raw().body()).doesNotContain("Sign in with The other hub");
    }

    @Test
    void aSourceThatIsSwitchedOffOrRemovedIsNoWayIn() {
        add("");
        String path = "/api/v1/organizations/" + organization + "/identity-sources/" + source;
        assertThat(client.send("PATCH", path, operator, "{\"isEnabled\": false}")
                        .status())
                .isEqualTo(200);
        assertThat(new Browser(hubUrl()).open(with()).status()).isEqualTo(404);
        assertThat(new Browser(hubUrl()).open("/login/with/nonsense").status()).isEqualTo(404);
    }

    @Test
    void aProviderThatCallsItselfOtherwiseIsRefused() {
        SignInClients.Created registered = other.register(hubUrl() + "/login/back");
        String path = "/api/v1/organizations/" + organization + "/identity-sources";
        for (String issuer : List.of(
                other.issuer().replace("localhost", "127.0.0.1") + "/",
                "http://127.0.0.1:1",
                "http://10.0.0.1",
                "https://169.254.169.254")) {
            Client.Answer made = client.send("POST", path, operator, """
                    {"kind": "oidc", "name": "%s", "settings": {"issuer": "%s", "clientId": "%s"}}
                    """.formatted(
                            issuer, issuer, registered.client().clientId()));
            assertThat(made.status()).isEqualTo(201);
            Client.Answer tested = client.send("POST", path + "/" + text(made, "id") + "/test", operator, null);
            assertThat(tested.body().path("works").asBoolean(true)).as(issuer).isFalse();
            assertThat(new Browser(hubUrl())
                            .open("/login/with/" + text(made, "id"))
                            .status())
                    .isNotEqualTo(302);
        }
    }

    @Test
    void aRealBrowserGoesThereAndBack() {
        add("");
        link(other.person(name, name), ada);
        try (Playwright playwright = Playwright.create();
                com.microsoft.playwright.Browser chromium = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setArgs(
                                        List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")))) {
            Page page = chromium.newPage();
            page.navigate(hubUrl() + "/login?organization=" + organization);
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pages/login-offers.png")));
            page.click("a.offer");
            page.waitForURL(address -> address.startsWith(other.issuer()));
            page.fill("#name", name);
            page.fill("#password", OtherHub.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL(address -> address.startsWith(hubUrl() + "/account"));
            assertThat(page.context().cookies(hubUrl())).anyMatch(cookie -> cookie.name.equals("tenantry_session"));
        }
    }
}
