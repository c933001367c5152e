package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportUsersCommandTest extends HubTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private OrganizationId contoso = new OrganizationId(Ids.next());
    private UUID account = Ids.next();

    @TempDir
    Path folder;

    @BeforeEach
    void makeOrganization() {
        contoso = Estate.organization(TestOrganizations.root(), "Contoso");
        account = Estate.serviceAccount(contoso, null);
        Estate.assign(contoso, account, "service account", BuiltInRole.ADMINISTRATORS, contoso);
    }

    @Test
    void importsAFileAndWritesWhatBecameOfIt() throws IOException {
        Path file = Files.writeString(
                folder.resolve("people.csv"), "E-Mail,Name,Shoe size\nada@contoso.com,Ada,38\nnobody,Bob,\n");
        Path result = folder.resolve("result.csv");
        int code = run(
                "import",
                "users",
                file.toString(),
                "--map",
                "E-Mail=upn",
                "--map",
                "Name=displayName",
                "--result",
                result.toString());
        assertThat(err.toString()).isEmpty();
        assertThat(code).isEqualTo(3);
        assertThat(out.toString())
                .contains("plain CSV: 1 created, 0 updated, 0 unchanged, 1 failed, 0 skipped")
                .contains("Columns not applied: Shoe size");
        assertThat(result)
                .content()
                .contains("ada@contoso.com,Ada,38,created,", "nobody,Bob,,failed,column 1 (E-Mail)");
    }

    @Test
    void exportsWhatItImportedAndImportsItAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("people.csv"), "upn,displayName\nada@contoso.com,Ada\n");
        assertThat(run("import", "users", file.toString())).isZero();
        Path export = folder.resolve("export.csv");
        assertThat(run("export", "users", "--output", export.toString())).isZero();
        assertThat(run("import", "users", export.toString(), "--dry-run")).isZero();
        assertThat(out.toString()).contains("0 would be created, 0 would be updated, 1 unchanged");
        assertThat(run("export", "users", "--format", "json", "--filter", "displayName eq 'Ada'"))
                .isZero();
        assertThat(out.toString()).contains("\"userPrincipalName\":\"ada@contoso.com\"");
    }

    @Test
    void saysInOneLineWhatIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("people.csv"), "Name\nAda\n");
        assertThat(run("import", "users", file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("tenantry: No column holds the user principal name")
                .doesNotContain("\tat ");
        assertThat(run("import", "users", folder.resolve("nothing.csv").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("nothing.csv cannot be read");
        assertThat(run("import", "users", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(folder + " is a folder, not a file");
    }

    @Test
    void saysThatAFileCannotBeWrittenBeforeAnythingIsImported() throws IOException {
        Path nowhere = folder.resolve("nowhere").resolve("out.csv");
        Path file = Files.writeString(folder.resolve("people.csv"), "upn,displayName\nada@contoso.com,Ada\n");
        assertThat(run("import", "users", file.toString(), "--result", nowhere.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("tenantry: the file " + nowhere + " cannot be written");
        assertThat(run("export", "users", "--output", nowhere.toString())).isEqualTo(1);
        assertThat(err.toString()).doesNotContain("Exception");
        assertThat(run("import", "users", file.toString(), "--dry-run")).isZero();
        assertThat(out.toString()).contains("1 would be created");
    }

    @Test
    void fetchesTheResultAfterwards() throws IOException {
        Path file = Files.writeString(folder.resolve("people.csv"), "upn,displayName\nnobody,Ada\n");
        assertThat(run("import", "users", file.toString())).isEqualTo(3);
        String id = out.toString().replaceAll("(?s).*import result (\\S+) .*", "$1");
        assertThat(run("import", "result", id)).isZero();
        assertThat(out.toString()).contains("nobody,Ada,failed,column 1 (upn) must look like name@domain");
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        Stream<String> access = Stream.of(
                "--organization",
                contoso.toString(),
                "--hub",
                hubUrl(),
                "--token",
                new Client(hubUrl()).tokenOf(account));
        return command.execute(Stream.concat(Stream.of(arguments), access).toArray(String[]::new));
    }
}
