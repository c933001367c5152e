package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void showsItsCommandsWhenAskedForNothing() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .contains("Commands:", "serve", "Run the hub.")
                .doesNotContain("rehearse");
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("tenantry ");
    }

    @Test
    void answersAMisspelledCommandWithAHintAndExitCodeTwo() {
        assertThat(run("servee")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean: tenantry serve").doesNotContain("\tat ");
    }

    @Test
    void refusesToResetWhatIsNoDemo() {
        assertThat(run("serve", "--reset")).isEqualTo(2);
        assertThat(err.toString()).contains("--reset is only for a demo");
    }

    @Test
    void refusesToResetADatabaseOfTheOperatorsOwn() {
        assertThat(run("serve", "--demo", "--reset", "--database-url", "jdbc:postgresql://host/db"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("only for the database that the hub brings along");
    }

    @Test
    void refusesADatabaseOfAnotherKind() {
        assertThat(run("serve", "--database-url", "jdbc:mysql://host/db")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--database-url must name a PostgreSQL database")
                .doesNotContain("Flyway");
    }

    @Test
    void refusesAPortThatDoesNotExist() {
        assertThat(run("serve", "--port", "70000")).isEqualTo(2);
        assertThat(err.toString()).contains("--port must be between 0 and 65535");
    }

    @Test
    void saysInOneLineThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(run("serve", "--port", Integer.toString(taken.getLocalPort()), "--data-dir", folder.toString()))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .isEqualToIgnoringNewLines("tenantry: port " + taken.getLocalPort()
                            + " is taken by another program. Choose another with --port.");
        }
    }

    @Test
    void saysInOneLineThatAFileCannotBeRead() {
        String nowhere = folder.resolve("none.yaml").toString();
        int code = run("blocks", "add", nowhere, "--organization", new UUID(0, 1).toString(), "--token", "none");
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("tenantry: the file " + nowhere + " cannot be read");
    }

    @Test
    void makesADataDirectoryThatOthersCannotLookInto() throws IOException {
        Path made = folder.resolve("data");
        new DataDirectory(made).prepare();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .matches("rwx--[-x]--[-x]");
    }

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
