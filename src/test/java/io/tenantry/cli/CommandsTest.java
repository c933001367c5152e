package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer whose administrator is signed in at the command line. */
abstract class CommandsTest extends HubTest {
    private static final String CREDENTIALS = "tenantry.credentials";

    @TempDir
    private Path home;

    private OrganizationId customer = new OrganizationId(new UUID(0, 0));

    @BeforeEach
    void signIn() {
        System.setProperty(CREDENTIALS, home.resolve("credentials.json").toString());
        customer = Estate.organization(TestOrganizations.root(), "Contoso");
        UUID account = Estate.serviceAccount(customer, null);
        Estate.assign(customer, account, "service account", BuiltInRole.ADMINISTRATORS, customer);
        Ran login =
                run("login", "--url", hubUrl(), "--client-id", account.toString(), "--client-secret", Estate.SECRET);
        assertThat(login.exitCode()).as(login.err()).isZero();
    }

    @AfterEach
    void forget() {
        System.clearProperty(CREDENTIALS);
    }

    final OrganizationId customer() {
        return customer;
    }

    /** A folder of the test's own. */
    final Path home() {
        return home;
    }

    /** What a command printed, and its exit code. */
    record Ran(int exitCode, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return new Ran(commands.execute(arguments), out.toString(), err.toString());
    }
}
