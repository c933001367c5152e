package io.tenantry.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.console.ConsoleTest;
import io.tenantry.credentials.NewFactor;
import io.tenantry.credentials.SecondFactors;
import io.tenantry.credentials.internal.Totp;
import io.tenantry.signin.Browser;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Help on a person's page for those who have lost what they sign in with. */
class SecondFactorResetTest extends ConsoleTest {
    private final SecondFactors factors;

    @Autowired
    SecondFactorResetTest(SecondFactors factors) {
        this.factors = factors;
    }

    @Test
    void takesAwayWhatWasLostWhereThereIsSomething() {
        UUID grace = person(customer, "Grace");
        String page = "/console/people/" + customer + "/" + grace;
        Browser browser = signedInAsAdmin();
        assertThat(browser.open(page).raw().body()).doesNotContain("Reset second factor");
        SecondFactors.Setup setup = factors.setup(customer, grace, "");
        factors.add(
                customer, grace, new NewFactor.App(setup.sealed(), Totp.code(setup.secret(), Instant.now())), "test");
        assertThat(browser.open(page).raw().body()).contains("Reset second factor", ">Second factor</span>");
        assertThat(browser.submit(page + "/second-factor").header("Location")).endsWith("?done=second-factor");
        assertThat(browser.open(page).raw().body()).doesNotContain("Reset second factor");
        assertThat(factors.held(customer, grace).isAny()).isFalse();
    }

    @Test
    void isNotForThoseWhoSetPasswordsOnly() {
        UUID grace = person(customer, "Grace");
        UUID helper = person(customer, "Hal");
        Estate.assign(customer, helper, "user", BuiltInRole.HELPDESK, customer);
        String page = "/console/people/" + customer + "/" + grace;
        Browser browser = signedIn(nameOf("hal", helper));
        browser.open(page);
        assertThat(browser.submit(page + "/second-factor").status()).isEqualTo(403);
    }
}
