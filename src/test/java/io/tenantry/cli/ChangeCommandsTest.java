package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Planned changes and the past at the command line. */
class ChangeCommandsTest extends CommandsTest {
    @Test
    void plansAppliesWatchesAndUndoesAChangeAndTellsThePast() {
        String within = "--organization=" + customer();
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
    void anAuditorIsToldAsCsvWhoWasInAGroupOnADay() {
        UUID ada = Estate.user(customer(), "Ada");
        Estate.user(customer(), "Grace");
        UUID finance = Estate.group(customer(), "Finance");
        Estate.member(customer(), finance, ada, "user");
        String then = Instant.now().toString();
        String within = "--organization=" + customer();
        Ran left = run("groups", "remove-member", finance.toString(), ada.toString(), within);
        assertThat(left.exitCode()).as(left.err()).isZero();
        String filter = "memberOf eq 'finance'";

        assertThat(run("users", "list", within, "--filter", filter).out()).doesNotContain("Ada");
        Ran told = run("users", "list", within, "--as-of", then, "--filter", filter, "--all", "-o", "csv");
        assertThat(told.exitCode()).as(told.err()).isZero();
        assertThat(told.out()).contains("Ada").doesNotContain("Grace");
        Ran others = run("users", "list", within, "--as-of", then, "--filter", "memberOf ne 'finance'");
        assertThat(others.out()).contains("Grace").doesNotContain("Ada");
    }

    @Test
    void plansWhatAFileSays() throws IOException {
        String within = "--organization=" + customer();
        run("users", "create", "ada@people.example", "Ada", within);
        Path file =
                Files.writeString(home().resolve("changes.csv"), "userPrincipalName,city\nada@people.example,Oslo\n");

        Ran planned = run("change", "plan", within, "--csv", file.toString(), "-o", "json");

        assertThat(planned.exitCode()).as(planned.err()).isZero();
        assertThat(planned.json().path("counts").path("planned").asInt()).isEqualTo(1);
        assertThat(run("change", "plan", "--csv", file.toString()).exitCode()).isEqualTo(2);
        Path people = Files.writeString(home().resolve("people.csv"), "UPN,displayName\nmary@people.example,Mary\n");
        Ran made = run(
                "import", "users", within, "--plan", "--map", "UPN=userPrincipalName", people.toString(), "-o", "json");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.json().path("edits").toString()).contains("create");
    }
}
