package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Licences, subscriptions and products at the command line. */
class LicenseCommandsTest extends CommandsTest {
    private UUID ada = new UUID(0, 0);

    @BeforeEach
    void hire() {
        ada = Estate.user(customer(), "Ada");
        Estate.run("UPDATE users SET usage_location = 'US' WHERE id = ?", ada);
    }

    private Ran here(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--organization";
        all[arguments.length + 1] = customer().toString();
        return run(all);
    }

    @Test
    void buysAssignsExplainsAndTakesAway() {
        Ran bought = here("subscriptions", "create", "SPE_E3", "2", "--price", "36.50", "EUR", "-o", "json");
        assertThat(bought.exitCode()).as(bought.err()).isZero();
        assertThat(bought.json().get("unitPrice").asDouble()).isEqualTo(36.5);
        String id = bought.json().get("id").asString();

        Ran given =
                here("licenses", "assign", ada.toString(), "--product", "SPE_E3", "--without", "TEAMS1", "-o", "json");
        assertThat(given.exitCode()).as(given.err()).isZero();
        assertThat(given.json().get(0).get("disabledPlans").get(0).asString())
                .isEqualTo("57ff2da0-773e-42df-b2af-ffb7a2317929");
        assertThat(here("licenses", "list").out()).contains("Microsoft 365 E3", "Enabled");
        assertThat(here("licenses", "why", ada.toString(), "spe_e3").out()).contains("direct");
        assertThat(here("licenses", "show", ada.toString(), "-o", "csv").out()).contains("SPE_E3,yes,direct");
        assertThat(here("licenses", "holders", "SPE_E3").out()).contains("Ada");
        assertThat(here("licenses", "ledger").out()).contains("Contoso", "Microsoft 365 E3");
        assertThat(run("licenses", "ledger", "--drift", "-o", "json").out()).isEqualToIgnoringNewLines("[]");

        assertThat(here("subscriptions", "change", id, "--quantity", "1", "--renew", "false")
                        .exitCode())
                .isZero();
        Ran tooFew = here("subscriptions", "change", id, "--quantity", "0");
        assertThat(tooFew.exitCode()).isEqualTo(1);
        assertThat(tooFew.err()).contains("The quantity is from 1 to");
        assertThat(here("licenses", "remove", ada.toString(), "--product", "SPE_E3")
                        .exitCode())
                .isZero();
        assertThat(here("subscriptions", "cancel", id, "-o", "json")
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("deleted");
        assertThat(here("subscriptions", "list").out()).contains("deleted");
        assertThat(run("subscriptions", "list").out()).doesNotContain("Microsoft 365 E3");
    }

    @Test
    void groupsAreLicensedByName() {
        Estate.subscription(customer(), "E3");
        UUID team = Estate.group(customer(), "Night shift");
        Estate.run("UPDATE groups SET kind = 'security' WHERE id = ?", team);
        Estate.member(customer(), team, ada, "user");

        Ran given = here("licenses", "assign", "--group", "Night shift", "--product", "SPE_E3");
        assertThat(given.exitCode()).as(given.err()).isZero();
        assertThat(given.out()).contains("HOLDING", "Microsoft 365 E3");
        assertThat(here("licenses", "why", ada.toString(), "SPE_E3").out()).contains("group", "Night shift");
        assertThat(here("licenses", "show").exitCode()).isEqualTo(2);
        assertThat(here("licenses", "assign", ada.toString(), "--product", "NO_SUCH")
                        .err())
                .contains("there is no product 'NO_SUCH'");
        assertThat(here("licenses", "assign", ada.toString(), "--product", "SPE_E3", "--without", "NONE")
                        .err())
                .contains("none of the products has the service plan 'NONE'");
    }

    @Test
    void theOperatorLoadsMicrosoftsListOfProducts() throws IOException {
        assertThat(run("skus", "list", "--filter", "partNumber eq 'SPE_E3'").out())
                .contains("Microsoft 365 E3");
        assertThat(run("skus", "show", "SPE_E3").out()).contains("TEAMS1");
        UUID sku = UUID.randomUUID();
        Path file = home().resolve("products.csv");
        Files.writeString(file, """
                Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names
                Noon,NOON_%1$s,%1$s,NOON_PLAN,%2$s,Noon plan
                """.formatted(sku, UUID.randomUUID()));
        Ran refused = run("skus", "import", file.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("plans.write");

        OrganizationId root = TestOrganizations.root();
        UUID operator = Estate.serviceAccount(root, null);
        Estate.assign(root, operator, "service account", BuiltInRole.ADMINISTRATORS, root);
        run("login", "--url", hubUrl(), "--client-id", operator.toString(), "--client-secret", Estate.SECRET);
        Ran loaded = run("skus", "import", file.toString());
        assertThat(loaded.err()).isEmpty();
        assertThat(loaded.out()).contains("1 products with 1 service plans loaded, 1 of them new.");
        assertThat(run("skus", "show", "noon_" + sku).out()).contains("Noon plan");
    }
}
