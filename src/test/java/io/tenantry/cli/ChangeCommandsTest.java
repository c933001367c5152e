package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Planned changes and the past at the command line. */
class ChangeCommandsTest extends HubTest {
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

    /** What a command printed, and its exit code. */
    private record Ran(int exitCode, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return new Ran(commands.execute(arguments), out.toString(), err.toString());
    }

    @Test
    void plansAppliesWatchesAndUndoesAChangeAndTellsThePast() {
        String within = "--organization=" + customer;
        run("users", "create", "ada@people.example", "Ada", within, "--set", "department=Slaes");
        Ran planned = run(
                "change",
                "plan",
                within,
                "--filter",
                "department eq 'Slaes'",
                "--set",
                "department=Sales",
                "-o",
                "json");
        assertThat(planned.exitCode()).as(planned.err()).isZero();
        String id = planned.json().get("id").asString();
        String before = Instant.now().toString();

        assertThat(run("change", "targets", id).out()).contains("Slaes", "Sales");
        assertThat(run("change", "apply", id).out()).contains("done: 1 done");
        assertThat(run("change", "watch", id).out()).contains("done: 1 done");
        assertThat(run("change", "list").out()).contains(id);
        assertThat(run("users", "list", within).out()).contains("Sales");
        assertThat(run("users", "list", within, "--as-of", before).out()).contains("Slaes");
        Ran undo = run("change", "undo", id, "-o", "json");
        assertThat(run("change", "apply", undo.json().get("id").asString()).exitCode())
                .isZero();
        assertThat(run("users", "list", within).out()).contains("Slaes");
        assertThat(run("change", "show", id).out()).contains("done");
    }

    @Test
    void plansWhatAFileSays() throws IOException {
        String within = "--organization=" + customer;
        run("users", "create", "ada@people.example", "Ada", within);
        Path file = Files.writeString(home.resolve("changes.csv"), "userPrincipalName,city\nada@people.example,Oslo\n");

        Ran planned = run("change", "plan", within, "--csv", file.toString(), "-o", "json");

        assertThat(planned.exitCode()).as(planned.err()).isZero();
        assertThat(planned.json().path("counts").path("planned").asInt()).isEqualTo(1);
        assertThat(run("change", "plan", "--csv", file.toString()).exitCode()).isEqualTo(2);
    }
}
