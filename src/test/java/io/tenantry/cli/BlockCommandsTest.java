package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Command blocks and their jobs at the command line. */
class BlockCommandsTest extends CommandsTest {
    private static List<String> words(Ran ran) {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran.out().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
    }

    @Test
    void aBlockIsShownInWordsAndAsJsonForPrograms() {
        assertThat(words(run("blocks", "show", "resetpassword")))
                .contains(
                        "identifier resetpassword",
                        "target User",
                        "Takes:",
                        "NAME TYPE REQUIRED SENSITIVE DEFAULT TITLE",
                        "password string yes Password, made up when empty",
                        "mustChange boolean true Has to choose another one at the next sign-in",
                        "Steps:",
                        "user.password.set",
                        "user.password.write")
                .noneMatch(line -> line.contains("{"));
        assertThat(run("blocks", "show", "resetpassword", "-o", "json")
                        .json()
                        .at("/input/0/sensitive")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aSetIsShownWithTheBlocksItRuns() {
        assertThat(words(run("sets", "show", "offboard")))
                .anyMatch(line -> line.startsWith("signin blocksignin 1"))
                .contains("Runs:");
    }

    @Test
    void aBlockOfOnesOwnIsShownAsItWasWritten() throws IOException {
        Path file = Files.writeString(home().resolve("block.yaml"), """
                identifier: greet
                title: Greet
                description: Gives a person another title.
                type: User
                category: Lifecycle
                read: command.user.read
                write: command.user.write
                provider: command.user
                steps:
                  - do: user.change
                    with: {jobTitle: "Greeter"}
                """);
        assertThat(words(run(
                        "blocks",
                        "add",
                        file.toString(),
                        "--organization",
                        customer().toString())))
                .contains("Written as:", "- do: user.change");
    }

    @Test
    void aJobIsShownStepByStep() {
        UUID ada = Estate.user(customer(), "ada");
        String within = "--organization=" + customer();
        String job = run(
                        "jobs",
                        "run",
                        "setdepartment",
                        "--person",
                        ada.toString(),
                        "--input",
                        "department=Sales",
                        "--at",
                        "2099-01-01T00:00:00Z",
                        within,
                        "-o",
                        "json")
                .json()
                .at("/parts/0")
                .asString();
        assertThat(words(run("jobs", "show", job, within)))
                .contains("status Pending", "Given:", "department Sales", "Steps:", "user.change waiting 0");
        assertThat(words(run("jobs", "cancel", job, within))).contains("user.change cancelled 0");
    }

    @Test
    void aJobForNobodyIsRefused() {
        Ran refused = run("jobs", "run", "blocksignin", "--person", "nobody@x", "--organization=" + customer());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("nobody@x");
    }
}
