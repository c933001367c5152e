package io.tenantry.console.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.console.ConsoleTest;
import io.tenantry.signin.Browser;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an administrator is shown in a hub in which there is nobody yet. */
class FirstStepsTest extends ConsoleTest {
    private static final String EMPTY = "The hub is still empty";

    @Test
    void lieBeforeTheAdministratorOfAnEmptyHubAndEachLeadsSomewhere() {
        Browser browser = signedInAsAdmin();
        String page = browser.open("/console").raw().body();
        assertThat(page).contains(EMPTY, "serve --demo");
        for (String step : List.of(
                "/account/password",
                "/account/second-factor",
                "/console/organizations/new",
                "/console/people/new",
                "/console/imports",
                "/console/connections/new")) {
            assertThat(page).contains("href=\"" + step + "\"");
            assertThat(browser.open(step).status()).as(step).isEqualTo(200);
        }
    }

    @Test
    void goAwayByThemselvesOnceThereArePeople() {
        for (String name : List.of("Grace", "Linus", "Barbara")) {
            Estate.user(customer, name);
        }
        assertThat(signedInAsAdmin().open("/console").raw().body())
                .contains("People")
                .doesNotContain(EMPTY);
    }

    @Test
    void areNoBusinessOfThoseWhoOnlyLook() {
        UUID reader = person(reseller, "Rita Reader");
        Estate.assign(reseller, reader, "user", BuiltInRole.READERS, reseller);
        assertThat(signedIn(nameOf("rita", reader)).open("/console").raw().body())
                .doesNotContain(EMPTY);
    }
}
