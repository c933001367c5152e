package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.access.BuiltInRole;
import io.tenantry.microsoft.MadeTenant;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections to Microsoft tenants and their mirrors at the command line; the tenant is another organization of the hub. */
class ConnectCommandTest extends CommandsTest {
    private static final int PEOPLE = 40;

    private OrganizationId tenant = new OrganizationId(new UUID(0, 0));
    private Path secret = Path.of("");

    @BeforeEach
    void makeTenant() throws IOException {
        tenant = Estate.organization(TestOrganizations.root(), "Tenant");
        MadeTenant.fill(TestPostgres.shared(), tenant, PEOPLE);
        secret = home().resolve("secret");
        Files.writeString(secret, Estate.SECRET + "\n");
    }

    private UUID application(BuiltInRole role) {
        return Estate.application(tenant, role);
    }

    private Ran connect(UUID application) {
        return run(
                "connect",
                "microsoft",
                customer().toString(),
                "--tenant",
                tenant.toString(),
                "--client",
                application.toString(),
                "--secret-file",
                secret.toString(),
                "--emulated-by",
                hubUrl(),
                "--sync-minutes",
                "0");
    }

    @Test
    void connectsReadsShowsAndDisconnects() {
        Ran connected = connect(application(BuiltInRole.ADMINISTRATORS));
        assertThat(connected.exitCode()).as(connected.err()).isZero();
        assertThat(connected.out()).contains("The connection works").doesNotContain(Estate.SECRET);

        Ran read = run("sync", "now", customer().toString(), "-o", "json");
        assertThat(read.exitCode()).as(read.err()).isZero();
        assertThat(read.json().path("state").asString()).isEqualTo("done");
        assertThat(read.json().path("usersExpected").asInt()).isEqualTo(PEOPLE);
        assertThat(read.json().path("counts").path("usersCreated").asInt()).isEqualTo(PEOPLE);
        assertThat(read.json().path("counts").path("subscriptionsChanged").asInt())
                .isEqualTo(1);
        assertThat(read.json().path("notice").isNull()).as(read.out()).isTrue();
        assertThat(run("sync", "now", customer().toString(), "--full").exitCode())
                .isZero();
        assertThat(run("sync", "runs", customer().toString(), "-o", "csv").out().lines())
                .hasSize(3)
                .last()
                .asString()
                .contains(",done," + PEOPLE + "," + PEOPLE + ",0,0,20,");
        assertThat(run("subscriptions", "list", "--organization", customer().toString())
                        .out())
                .contains("Office");

        Ran listed = run("sync", "list", "-o", "json");
        assertThat(listed.json().get(0).path("lagSeconds").asLong()).isBetween(0L, 120L);
        assertThat(listed.json().get(0).path("lastRun").path("state").asString())
                .isEqualTo("done");
        assertThat(run("connect", "list").out()).contains(tenant.toString(), "LAG (S)", "done");
        assertThat(run("connect", "show", customer().toString(), "-o", "csv").out())
                .contains(tenant + ",secret,");

        assertThat(run("connect", "remove", customer().toString()).exitCode()).isZero();
        assertThat(run("connect", "list", "-o", "json").out()).isEqualToIgnoringNewLines("[]");
        assertThat(run("sync", "now", customer().toString()).err()).contains("not connected");
    }

    @Test
    void namesEachPermissionThatIsMissingUntilTheCredentialIsRenewed() throws IOException {
        Ran weak = connect(application(BuiltInRole.GROUP_ADMINISTRATORS));
        assertThat(weak.exitCode()).isEqualTo(1);
        assertThat(weak.out())
                .contains(
                        "Missing: LicenseAssignment.Read.All, to see products and their units",
                        "Missing: Domain.Read.All, to see the tenant's domains")
                .doesNotContain("Missing: Group.Read.All");
        assertThat(weak.err()).contains("has to consent");
        assertThat(run("connect", "test", customer().toString()).exitCode()).isEqualTo(1);

        Files.writeString(secret, "another secret altogether");
        Ran wrong = run("connect", "renew", customer().toString(), "--secret-file", secret.toString());
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("no token");
        Ran both = run(
                "connect",
                "renew",
                customer().toString(),
                "--secret-file",
                secret.toString(),
                "--certificate-file",
                secret.toString());
        assertThat(both.err()).contains("say --secret-file or --certificate-file");
        assertThat(run("connect", "renew", customer().toString(), "--secret-file", "/nowhere")
                        .err())
                .contains("cannot be read");
    }
}
