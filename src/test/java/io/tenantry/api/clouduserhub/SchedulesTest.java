package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Schedules, and the jobs that wait for them. */
class SchedulesTest extends DialectTest {
    private static final String SCHEDULES = "/command/v1/schedules";
    private static final Duration SOON = Duration.ofSeconds(60);

    private JsonNode made(String kind, String rule) {
        Answer made = send("POST", SCHEDULES, """
                {"organizationId": "%s", "name": "Mornings", "kind": "%s", "rule": "%s", "timeZone": "Europe/Zurich"}
                """.formatted(organization(), kind, rule));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.body();
    }

    private String jobs() {
        return "/command/v1/organizations/" + organization() + "/commandblocks/" + Estate.BLOCK_SIGN_IN + "/jobs";
    }

    private Answer planned(UUID user, JsonNode schedule) {
        return send(
                "POST",
                jobs() + "/ForUser(targetUserId=" + user + ")",
                "{\"scheduleId\":\"" + schedule.get("id").asString() + "\"}");
    }

    private JsonNode waiting() {
        return get("/command/v1/organizations/" + organization()
                        + "/commandblocks/jobs?$count=true&$filter=status%20eq%20'Pending'")
                .body();
    }

    @Test
    void aScheduleIsMadeChangedAndDeleted() {
        JsonNode made = made("cron", "0 8 * * MON-FRI");
        String path = SCHEDULES + "/" + made.get("id").asString();
        assertThat(made.get("missed").asString()).isEqualTo("skip");
        JsonNode changed = send("PATCH", path, "{\"isPaused\": true, \"missed\": \"catchUp\"}")
                .body();
        assertThat(changed.get("isPaused").asBoolean()).isTrue();
        assertThat(get(path).body().get("missed").asString()).isEqualTo("catchUp");
        JsonNode listed =
                get(SCHEDULES + "?$filter=isPaused%20eq%20true&$count=true").body();
        assertThat(listed.get("@odata.count").asInt()).isEqualTo(1);
        assertThat(send("DELETE", path).status()).isEqualTo(204);
        assertRefused(get(path), 404, "NotFound");
    }

    @Test
    void aJobWithAScheduleWaitsForItsNextTime() {
        Answer accepted = planned(person("Ada"), made("once", "2099-01-05T08:00"));
        JsonNode job =
                get(jobs() + "/" + accepted.body().get("value").asString()).body();
        assertThat(job.get("status").asString()).isEqualTo("Pending");
        assertThat(job.get("plannedExecution").asString()).isEqualTo("2099-01-05T07:00:00Z");
        assertThat(job.get("scheduleName").asString()).isEqualTo("Mornings");
    }

    @Test
    void aJobOfAScheduleThatGoesOnIsFollowedByTheNextOnce() {
        JsonNode schedule = made("interval", "PT1H");
        String first = planned(person("Ada"), schedule).body().get("value").asString();
        Estate.run("UPDATE command_jobs SET due_at = now() WHERE id = ?", UUID.fromString(first));
        long end = System.nanoTime() + SOON.toNanos();
        while (!get(jobs() + "/" + first).body().get("status").asString().equals("Completed")) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
        JsonNode next = waiting();
        assertThat(next.get("@odata.count").asInt()).isEqualTo(1);
        assertThat(next.at("/value/0/scheduleId")).isEqualTo(schedule.get("id"));
        String path = SCHEDULES + "/" + schedule.get("id").asString();
        send("PATCH", path, "{\"name\": \"Evenings\", \"kind\": \"once\", \"rule\": \"2099-01-05T20:00\"}");
        assertThat(waiting().at("/value/0/scheduleName").asString()).isEqualTo("Evenings");
        assertThat(waiting().at("/value/0/plannedExecution").asString()).isEqualTo("2099-01-05T19:00:00Z");
        send("DELETE", path);
        assertThat(waiting().get("@odata.count").asInt()).isZero();
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        for (String wrong : List.of(
                "\"kind\": \"cron\", \"rule\": \"always\"",
                "\"kind\": \"weekly\", \"rule\": \"PT1H\"",
                "\"kind\": \"interval\"",
                "\"kind\": \"interval\", \"rule\": \"PT1H\", \"color\": \"red\"")) {
            String body = "{\"organizationId\": \"%s\", \"name\": \"X\", %s}".formatted(organization(), wrong);
            assertRefused(send("POST", SCHEDULES, body), 400, "BadRequest");
        }
        String longName = "x".repeat(257);
        String tooLong = "{\"organizationId\": \"%s\", \"name\": \"%s\", \"kind\": \"interval\", \"rule\": \"PT1H\"}"
                .formatted(organization(), longName);
        assertRefused(send("POST", SCHEDULES, tooLong), 400, "BadRequest");
        String there = SCHEDULES + "/" + Estate.schedule(organization(), "X");
        for (String name : List.of(longName, "", " ")) {
            assertRefused(send("PATCH", there, "{\"name\": \"" + name + "\"}"), 400, "BadRequest");
        }
        String foreign = "{\"organizationId\": \"" + customer()
                + "\", \"name\": \"X\", \"kind\": \"interval\", \"rule\": \"PT1H\"}";
        assertRefused(send("POST", SCHEDULES, foreign), 403, "Forbidden");
    }

    @Test
    void anOnboardingIsPlannedInLocalTimeAcrossAChangeOfClocks() {
        JsonNode schedule = made("once", "2099-03-30T08:00");
        String sets = "/command/v1/organizations/" + organization()
                + "/commandblocks/b0fa86cd-bdce-504b-bd63-4b7727483f61/jobs";
        Answer accepted =
                send("POST", sets + "/ForOrganization(targetOrganizationId=" + organization() + ")", """
                {"scheduleId": "%s", "inputOverrides": [
                 {"technicalIdentifier": "displayName", "value": "Ada"},
                 {"technicalIdentifier": "upn", "value": "ada@%s"}]}
                """.formatted(
                                schedule.get("id").asString(), domain()));
        String job = sets + "/" + accepted.body().get("value").asString();
        // Clocks go forward in the night from 28 to 29 March 2099, so eight in the morning is six in UTC.
        assertThat(get(job).body().get("plannedExecution").asString()).isEqualTo("2099-03-30T06:00:00Z");
        String path = SCHEDULES + "/" + schedule.get("id").asString();
        send("PATCH", path, "{\"rule\": \"2099-03-27T08:00\"}");
        assertThat(get(job).body().get("plannedExecution").asString()).isEqualTo("2099-03-27T07:00:00Z");
        Estate.run(
                "UPDATE command_jobs SET due_at = now() WHERE id = ?",
                UUID.fromString(accepted.body().get("value").asString()));
        long end = System.nanoTime() + SOON.toNanos();
        while (!get(job).body().get("status").asString().equals("Completed")) {
            assertThat(System.nanoTime()).as(get(job).body().toString()).isLessThan(end);
        }
        assertThat(get(graph() + "/users/ada@" + domain()).status()).isEqualTo(200);
    }

    @Test
    void aJobWaitsForADayOfThePersonAndMovesWithIt() {
        UUID ada = person("Ada");
        Estate.run("UPDATE users SET time_zone = 'Asia/Tokyo' WHERE id = ?", ada);
        Answer made = send("POST", SCHEDULES, """
                {"organizationId": "%s", "name": "Last day", "kind": "attribute", "rule": "employeeLeaveDate 17:00",
                 "timeZone": "person"}
                """.formatted(organization()));
        String job =
                jobs() + "/" + planned(ada, made.body()).body().get("value").asString();
        assertThat(get(job).body().get("status").asString()).isEqualTo("Pending");
        assertThat(get(job).body().get("plannedExecution").isNull()).isTrue();
        Answer changed = send("PATCH", graph() + "/users/" + ada, "{\"employeeLeaveDateTime\": \"2099-06-30\"}");
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(204);
        long end = System.nanoTime() + SOON.toNanos();
        while (get(job).body().get("plannedExecution").isNull()) {
            assertThat(System.nanoTime()).as(get(job).body().toString()).isLessThan(end);
        }
        assertThat(get(job).body().get("plannedExecution").asString()).isEqualTo("2099-06-30T08:00:00Z");
    }
}
