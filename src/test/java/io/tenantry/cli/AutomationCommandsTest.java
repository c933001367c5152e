package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Command sets, their jobs and schedules at the command line. */
class AutomationCommandsTest extends CommandsTest {
    private String within() {
        return "--organization=" + customer();
    }

    private static List<String> ids(Ran listed) {
        assertThat(listed.exitCode()).as(listed.err()).isZero();
        return listed.json()
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }

    private String jobOf(Ran ran) {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran.json().get("id").asString();
    }

    @Test
    void watchingAJobFailsWhereTheJobDoes() {
        UUID ada = Estate.user(customer(), "Ada");
        String good = jobOf(run("jobs", "run", "blocksignin", within(), "--person", ada.toString(), "-o", "json"));
        Ran watched = run("jobs", "watch", good, within());
        assertThat(watched.exitCode()).as(watched.err()).isZero();
        assertThat(watched.out()).contains("Completed: 1 completed");
        String bad = jobOf(run(
                "jobs",
                "run",
                "addtogroup",
                within(),
                "--person",
                ada.toString(),
                "--input",
                "group=Nobody knows it",
                "-o",
                "json"));
        Ran failed = run("jobs", "watch", bad, within());
        assertThat(failed.out()).contains("Failed: 0 completed, 1 failed");
        assertThat(failed.exitCode()).isEqualTo(1);
    }

    @Test
    void whatAnOrganizationAlwaysGivesASetIsSaidAndTakenBack() {
        Ran set =
                run("sets", "usual", "onboard", within(), "--set", "groups=Everyone,News", "--set", "usageLocation=CH");
        assertThat(set.exitCode()).as(set.err()).isZero();
        assertThat(run("sets", "usual", "onboard", within(), "-o", "csv").out()).contains("usageLocation,CH");
        assertThat(run("sets", "usual", "onboard", within(), "--unset", "usageLocation")
                        .out())
                .contains("groups")
                .doesNotContain("CH");
        assertThat(run("sets", "usual", "onboard", within(), "--unset", "usageLocation")
                        .exitCode())
                .isEqualTo(1);
        Ran unknown = run("sets", "usual", "onboard", within(), "--set", "colour=red");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("no parameter 'colour'");
    }

    @Test
    void aPlanIsGivenUp() {
        UUID ada = Estate.user(customer(), "Ada");
        Ran planned = run("sets", "plan", "offboard", within(), "--person", ada.toString(), "-o", "json");
        Ran cancelled = run("sets", "cancel", jobOf(planned), "-o", "json");
        assertThat(cancelled.json().get("state").asString()).isEqualTo("cancelled");
    }

    @Test
    void aScheduleHasOneRule() {
        assertThat(run("schedules", "create", "Mornings", within()).exitCode()).isEqualTo(2);
        assertThat(run("schedules", "create", "Mornings", within(), "--every", "PT6H", "--cron", "0 8 * * *")
                        .exitCode())
                .isEqualTo(2);
        String id = jobOf(run("schedules", "create", "Mornings", within(), "--cron", "0 8 * * *", "-o", "json"));
        Ran changed = run("schedules", "change", id, "--name", "Early", "--zone", "Europe/Zurich", "-o", "json");
        assertThat(changed.exitCode()).as(changed.err()).isZero();
        assertThat(changed.json().get("rule").asString()).isEqualTo("0 8 * * *");
        assertThat(changed.json().get("timeZone").asString()).isEqualTo("Europe/Zurich");
        assertThat(run("schedules", "change", id, "--every", "PT6H", "-o", "json")
                        .json()
                        .get("timing")
                        .asString())
                .isEqualTo("interval");
    }

    @Test
    void listsOfJobsAndSchedulesAreOfOneOrganizationWhereOneIsNamed() {
        OrganizationId other = Estate.organization(TestOrganizations.root(), "Fabrikam");
        UUID both = Estate.serviceAccount(customer(), null);
        Estate.assign(customer(), both, "service account", BuiltInRole.ADMINISTRATORS, customer());
        Estate.assign(customer(), both, "service account", BuiltInRole.ADMINISTRATORS, other);
        run("login", "--url", hubUrl(), "--client-id", both.toString(), "--client-secret", Estate.SECRET);
        UUID grace = Estate.user(other, "Grace");
        String elsewhere = jobOf(
                run("jobs", "run", "getuser", "--organization=" + other, "--person", grace.toString(), "-o", "json"));
        Estate.schedule(other, "Evenings");
        UUID ada = Estate.user(customer(), "Ada");
        String job = jobOf(run("jobs", "run", "getuser", within(), "--person", ada.toString(), "-o", "json"));
        String schedule = Estate.schedule(customer(), "Mornings").toString();

        List<String> all = ids(run("jobs", "list", "-o", "json"));
        List<String> here = ids(run("jobs", "list", within(), "-o", "json"));
        assertThat(here).contains(job).doesNotContain(elsewhere).hasSizeLessThan(all.size());
        assertThat(all).contains(job, elsewhere);
        String either = "block eq 'getuser' or status eq 'Failed'";
        assertThat(ids(run("jobs", "list", within(), "--filter", either, "-o", "json")))
                .isEqualTo(here);
        assertThat(ids(run("jobs", "list", within(), "--filter", "block eq 'onboard'", "-o", "json")))
                .isEmpty();
        assertThat(ids(run("schedules", "list", "-o", "json"))).hasSize(2);
        assertThat(ids(run("schedules", "list", within(), "-o", "json"))).containsExactly(schedule);
        Ran unknown = run("jobs", "list", "--organization", "Nobody knows it");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("Nobody knows it");
    }

    @Test
    void whatIsDeletedIsSaidToBe() throws IOException {
        Path file = Files.writeString(home().resolve("block.yaml"), """
                identifier: placement
                title: Placement
                description: Says where somebody works.
                type: User
                category: Profile
                read: command.user.read
                write: command.user.write
                provider: command.user
                input:
                  - {identifier: department, required: true}
                steps:
                  - do: user.change
                    with: {department: "{{input.department}}"}
                """);
        assertThat(run("blocks", "add", file.toString(), within()).exitCode()).isZero();
        Ran deleted = run("blocks", "delete", "placement");
        assertThat(deleted.exitCode()).as(deleted.err()).isZero();
        assertThat(deleted.out()).contains("Deleted");
        String schedule = Estate.schedule(customer(), "Mornings").toString();
        Ran gone = run("schedules", "delete", schedule);
        assertThat(gone.exitCode()).as(gone.err()).isZero();
        assertThat(run("schedules", "delete", schedule).exitCode()).isEqualTo(1);
    }
}
