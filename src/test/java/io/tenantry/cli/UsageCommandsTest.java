package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.federation.internal.TestDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who uses which software, at the command line and so over the hub's own API. */
class UsageCommandsTest extends CommandsTest {
    private static final int TRIES = 500;

    @TempDir
    private Path folder = Path.of(".");

    private Ran here(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--organization";
        all[arguments.length + 1] = customer().toString();
        return run(all);
    }

    @Test
    void feedsAFileAndShowsWhoUsesWhatAtWhichCost() throws IOException {
        Path file = folder.resolve("report.csv");
        Files.writeString(
                file,
                "User,Last,Plan\nada@noon.example,%s,Pro\nben@noon.example,2026-01-02,Pro\n,,\n"
                        .formatted(LocalDate.now(ZoneOffset.UTC).minusDays(1)));
        Ran added = here(
                "usage",
                "sources",
                "add",
                "--kind",
                "feed",
                "--name",
                "Report",
                "--type",
                "sso",
                "--map",
                "application==Zoom",
                "--map",
                "email=User",
                "--map",
                "activity=Last",
                "--map",
                "subscriptions=Plan");
        assertThat(added.exitCode()).as(added.err()).isZero();

        Ran fed = here("usage", "sources", "feed", "report", file.toString());

        assertThat(fed.out()).contains("done").contains("neither an external id nor an address");
        assertThat(here("usage", "sources", "list").out()).contains("Report", "sso", "done");
        assertThat(here("usage", "sources", "runs", "report", "-o", "json")
                        .json()
                        .get(0)
                        .get("counts")
                        .get("created")
                        .asInt())
                .isEqualTo(2);
        JsonNode application =
                here("usage", "applications", "list", "-o", "json").json().get(0);
        assertThat(application.get("users").asInt()).isEqualTo(2);
        assertThat(application.get("activeUsers").asInt()).isEqualTo(1);
        String zoom = application.get("id").asString();
        String plan = here("usage", "applications", "plans", zoom, "-o", "json")
                .json()
                .get(0)
                .get("id")
                .asString();
        Ran priced = here(
                "usage", "applications", "price", plan, "--price", "120", "--currency", "EUR", "--period", "yearly");
        assertThat(priced.exitCode()).as(priced.err()).isZero();
        assertThat(here("usage", "people", "list", "--filter", "status eq 'Inactive' and potentialSavings eq 10")
                        .out())
                .contains("ben@noon.example")
                .doesNotContain("ada@noon.example");
        assertThat(here("usage", "people", "show", "ada@noon.example").out()).contains("Active", "Zoom");
        assertThat(here("usage", "people", "subscriptions", "ben@noon.example").out())
                .contains("Pro", "Report");
        assertThat(here("usage", "people", "accounts", "ben@noon.example").out())
                .contains("Zoom");
        assertThat(here("usage", "applications", "users", zoom).out()).contains("ada@noon.example");
    }

    @Test
    void readsADirectoryWithAPasswordFromAFile() throws IOException {
        Path secret = folder.resolve("password.txt");
        Files.writeString(secret, TestDirectory.READERS_PASSWORD + "\n");
        try (TestDirectory directory = TestDirectory.start()) {
            directory.person("ada", "Ada Lovelace");
            Ran added = here(
                    "usage",
                    "sources",
                    "add",
                    "--kind",
                    "ldap",
                    "--name",
                    "Head office",
                    "--connect",
                    "host=127.0.0.1",
                    "--connect",
                    "port=" + directory.port("plain"),
                    "--connect",
                    "security=plain",
                    "--connect",
                    "bindDn=" + TestDirectory.READER,
                    "--connect",
                    "searchBase=" + TestDirectory.BASE,
                    "--secret-file",
                    secret.toString(),
                    "-o",
                    "json");
            assertThat(added.exitCode()).as(added.err()).isZero();
            assertThat(added.json().get("hasSecret").asBoolean()).isTrue();
            assertThat(added.out()).doesNotContain(TestDirectory.READERS_PASSWORD);
            Ran read = here("usage", "sources", "read", "head office", "-o", "json");
            assertThat(read.json().at("/counts/created").asInt()).as(read.out()).isEqualTo(1);
            assertThat(here("usage", "sources", "switch", "head office", "off").exitCode())
                    .isZero();
            assertThat(here("usage", "sources", "read", "head office").err()).contains("switched off");
            assertThat(here("usage", "sources", "switch", "head office", "on").exitCode())
                    .isZero();
            assertThat(here("usage", "sources", "read", "head office").exitCode())
                    .isZero();
        }
    }

    @Test
    void marksPeopleAndTakesThatBack() throws IOException {
        Path file = folder.resolve("people.csv");
        Files.writeString(file, "application,email\nZoom,ada@noon.example\nZoom,ben@noon.example\n");
        here("usage", "sources", "add", "--kind", "feed", "--name", "People");
        here("usage", "sources", "feed", "People", file.toString());

        Ran one = here("usage", "people", "mark", "ada@noon.example", "--online", "true", "-o", "json");
        Ran many = here(
                "usage",
                "people",
                "mark-many",
                "--filter",
                "status eq 'No activity'",
                "--in-review",
                "true",
                "-o",
                "json");

        assertThat(one.json().get("isOnline").asBoolean()).isTrue();
        assertThat(many.json().get("targets").asInt()).isEqualTo(2);
        assertThat(undo(many.json().get("id").asString()).json().get("undoes").asString())
                .isEqualTo(many.json().get("id").asString());
        Ran today = here("usage", "kpi", "--rebuild", "-o", "json");
        assertThat(today.json().get(today.json().size() - 1).get("noActivity").asInt())
                .isEqualTo(2);
        assertThat(here("usage", "kpi", "--application", "zoom").exitCode()).isEqualTo(1);
        assertThat(here("usage", "reclaim", "plan").err()).contains("say which savings");
        assertThat(here("usage", "reclaim", "plan", "--filter", "rule eq 'never-used'")
                        .err())
                .contains("no saving that meets the filter is one that the hub can take back");
        assertThat(here("usage", "sources", "remove", "people").exitCode()).isZero();
        assertThat(here("usage", "people", "list", "-o", "json").json()).isEmpty();
    }

    /** A task is taken back as soon as it is over, which it is in a moment. */
    private Ran undo(String task) {
        Ran undone = here("usage", "people", "undo", task, "-o", "json");
        for (int tries = 0; undone.exitCode() != 0 && tries < TRIES; tries++) {
            undone = here("usage", "people", "undo", task, "-o", "json");
        }
        assertThat(undone.exitCode()).as(undone.err()).isZero();
        return undone;
    }

    @Test
    void explainsAccountsMovesThemAndSetsTheRules() throws IOException {
        Path file = folder.resolve("accounts.csv");
        Files.writeString(
                file,
                "application,externalId,email\nZoom,z-1,cora@noon.example\nJira,j-1,cora@noon.example\nJira,j-2,dan@noon.example\n");
        here("usage", "sources", "add", "--kind", "feed", "--name", "Accounts");
        here("usage", "sources", "feed", "Accounts", file.toString());
        JsonNode accounts = here("usage", "people", "accounts", "cora@noon.example", "-o", "json")
                .json();
        String first = accounts.get(0).get("id").asString();
        String second = accounts.get(1).get("id").asString();

        Ran explained = here("usage", "accounts", "explain", first, second);
        assertThat(explained.out()).contains("true", "the same address cora@noon.example");
        Ran moved = here("usage", "accounts", "move", second, "dan@noon.example", "-o", "json");
        assertThat(moved.exitCode()).as(moved.err()).isZero();
        assertThat(moved.json().get("isMoved").asBoolean()).isTrue();
        assertThat(here("usage", "accounts", "explain", first, second).out())
                .contains("false", "to another person by hand");
        assertThat(here("usage", "people", "accounts", "dan@noon.example", "-o", "json")
                        .json())
                .hasSize(2);
        Ran back = here("usage", "accounts", "move-back", second, "-o", "json");
        assertThat(back.json().get("isMoved").asBoolean(true)).isFalse();

        Ran set = here(
                "usage", "rules", "set", "--ignore", "info@noon.example", "--currency", "EUR", "--rate", "USD=0.9");
        assertThat(set.exitCode()).as(set.err()).isZero();
        Ran kept = here("usage", "rules", "set", "--match-key", "false", "-o", "json");
        assertThat(kept.exitCode()).as(kept.err()).isZero();
        assertThat(kept.json().get("ignoredKeys").get(0).asString()).isEqualTo("info@noon.example");
        assertThat(kept.json().get("matchPersonKey").asBoolean(true)).isFalse();
        assertThat(here("usage", "rules", "show").out()).contains("EUR", "info@noon.example");
    }
}
