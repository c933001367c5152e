package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.automation.JobTending;
import io.tenantry.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Schedules that are changed, paused and resumed while jobs wait for them, and rules that nobody can mean. */
class ChangedSchedulesTest extends DialectTest {
    private static final String SCHEDULES = "/command/v1/schedules";
    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    private JobTending tending;

    private Answer made(String kind, String rule, String zone, String missed) {
        return send("POST", SCHEDULES, """
                {"organizationId": "%s", "name": "Mornings", "kind": "%s", "rule": "%s", "timeZone": "%s", "missed": "%s"}
                """.formatted(organization(), kind, rule, zone, missed));
    }

    private String schedule(String kind, String rule, String zone, String missed) {
        Answer made = made(kind, rule, zone, missed);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.body().get("id").asString();
    }

    private String jobs() {
        return "/command/v1/organizations/" + organization() + "/commandblocks/" + Estate.BLOCK_SIGN_IN + "/jobs";
    }

    private Answer planned(UUID user, String schedule) {
        return send("POST", jobs() + "/ForUser(targetUserId=" + user + ")", "{\"scheduleId\":\"" + schedule + "\"}");
    }

    private String job(UUID user, String schedule) {
        Answer planned = planned(user, schedule);
        assertThat(planned.status()).as(planned.body().toString()).isEqualTo(202);
        return planned.body().get("value").asString();
    }

    private void change(String schedule, String json) {
        Answer changed = send("PATCH", SCHEDULES + "/" + schedule, json);
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
    }

    /** As if it had been planned for that time. */
    private static void plan(String job, Instant at) {
        Estate.run(
                "UPDATE command_jobs SET planned_at = ?::timestamptz, due_at = greatest(due_at, ?::timestamptz) WHERE id = ?",
                at.toString(),
                at.toString(),
                UUID.fromString(job));
    }

    private Instant plannedAt(String job) {
        return Instant.parse(
                get(jobs() + "/" + job).body().get("plannedExecution").asString());
    }

    /** What became of jobs, by the time they were planned for. */
    private List<String> told() {
        JsonNode listed = get("/command/v1/organizations/" + organization() + "/commandblocks/jobs")
                .body()
                .get("value");
        return Stream.iterate(0, at -> at < listed.size(), at -> at + 1)
                .map(listed::get)
                .map(job -> job.get("plannedExecution").asString() + " "
                        + job.get("status").asString())
                .sorted()
                .toList();
    }

    private void awaitTold(String... expected) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!told().equals(List.of(expected)) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(told()).containsExactly(expected);
    }

    /** As if no node had run since a moment before that time, which the job was planned for. */
    private static void missed(String job, Instant at) {
        Estate.run(
                "UPDATE command_jobs SET planned_at = ?::timestamptz, due_at = ?::timestamptz,"
                        + " retimed_at = ?::timestamptz - interval '1 minute' WHERE id = ?",
                at.toString(),
                at.toString(),
                at.toString(),
                UUID.fromString(job));
    }

    private JsonNode own(String job) {
        return get("/api/v1/organizations/" + organization() + "/command-jobs/" + job)
                .body();
    }

    private static Instant inMinutes(int minutes) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofMinutes(minutes));
    }

    @Test
    void anotherNameMovesNoJob() {
        String schedule = schedule("interval", "PT6H", "UTC", "skip");
        String job = job(person("Ada"), schedule);
        Instant soon = inMinutes(20);
        Estate.run("UPDATE command_jobs SET due_at = now() + interval '20 minutes' WHERE id = ?", UUID.fromString(job));
        plan(job, soon);
        change(schedule, "{\"name\": \"Evenings\", \"missed\": \"catchUp\"}");
        assertThat(plannedAt(job)).isEqualTo(soon);
        change(schedule, "{\"isPaused\": true}");
        change(schedule, "{\"isPaused\": false}");
        assertThat(plannedAt(job)).isEqualTo(soon);
        assertThat(get(jobs() + "/" + job).body().get("scheduleName").asString())
                .isEqualTo("Evenings");
    }

    @Test
    void whatWasMissedDuringAPauseIsMadeUpForOneAfterTheOther() {
        String schedule = schedule("interval", "PT1H", "UTC", "catchUp");
        String job = job(person("Ada"), schedule);
        change(schedule, "{\"isPaused\": true}");
        Instant first = inMinutes(-150);
        plan(job, first);
        change(schedule, "{\"isPaused\": false}");
        awaitTold(
                first + " Completed",
                first.plus(Duration.ofHours(1)) + " Completed",
                first.plus(Duration.ofHours(2)) + " Completed",
                first.plus(Duration.ofHours(3)) + " Pending");
    }

    @Test
    void whatWasMissedDuringAPauseIsLeftOutAndThePhaseStays() {
        String schedule = schedule("interval", "PT1H", "UTC", "skip");
        String job = job(person("Ada"), schedule);
        change(schedule, "{\"isPaused\": true}");
        Instant first = inMinutes(-150);
        plan(job, first);
        change(schedule, "{\"isPaused\": false}");
        assertThat(told()).containsExactly(first.plus(Duration.ofHours(3)) + " Pending");
    }

    @ParameterizedTest
    @CsvSource({"skip, Cancelled", "catchUp, Completed"})
    void theOnlyTimeOfAJobThatCameDuringAPauseIsLeftOutOrMadeUpFor(String missed, String status) {
        String schedule = schedule("once", "2099-01-05T08:00", "UTC", missed);
        String job = job(person("Ada"), schedule);
        change(schedule, "{\"isPaused\": true}");
        Estate.run("UPDATE command_schedules SET rule = '2020-01-05T08:00' WHERE id = ?", UUID.fromString(schedule));
        plan(job, Instant.parse("2020-01-05T08:00:00Z"));
        change(schedule, "{\"isPaused\": false}");
        awaitTold("2020-01-05T08:00:00Z " + status);
        if (status.equals("Cancelled")) {
            assertThat(own(job).toString()).contains("Missed", "leaves out what was missed");
        }
        assertRefused(planned(person("Bob"), schedule), 400, "BadRequest");
    }

    @Test
    void whatWasMissedWhileNoNodeRanIsLeftOutAndTheNextTimeIsPlanned() {
        String job = job(person("Ada"), schedule("interval", "PT1H", "UTC", "skip"));
        Instant first = inMinutes(-150);
        missed(job, first);
        awaitTold(first + " Cancelled", first.plus(Duration.ofHours(3)) + " Pending");
        assertThat(own(job).at("/job/errorCode").asString()).isEqualTo("Missed");
        assertThat(own(job).get("errorMessage").asString()).contains("leaves out what was missed");
    }

    @Test
    void whatWasMissedWhileNoNodeRanIsMadeUpFor() {
        String job = job(person("Ada"), schedule("interval", "PT1H", "UTC", "catchUp"));
        Instant first = inMinutes(-90);
        missed(job, first);
        awaitTold(
                first + " Completed",
                first.plus(Duration.ofHours(1)) + " Completed",
                first.plus(Duration.ofHours(2)) + " Pending");
    }

    @Test
    void aJobThatIsAFewMinutesLateIsNotMissed() {
        String job = job(person("Ada"), schedule("interval", "PT1H", "UTC", "skip"));
        Instant first = inMinutes(-5);
        missed(job, first);
        awaitTold(first + " Completed", first.plus(Duration.ofHours(1)) + " Pending");
    }

    @Test
    void aJobWhoseTimeWasNotedIsNotMissedHoweverLongItWaitsForItsTurn() {
        String job = job(person("Ada"), schedule("interval", "PT1H", "UTC", "skip"));
        Instant first = inMinutes(-50);
        plan(job, first);
        Estate.run("UPDATE command_jobs SET due_at = planned_at WHERE id = ?", UUID.fromString(job));
        awaitTold(first + " Completed", first.plus(Duration.ofHours(1)) + " Pending");
    }

    @Test
    void jobsOfAScheduleThatIsDeletedSaySo() {
        String schedule = schedule("interval", "PT1H", "UTC", "skip");
        String job = job(person("Ada"), schedule);
        assertThat(send("DELETE", SCHEDULES + "/" + schedule).status()).isEqualTo(204);
        assertThat(own(job).at("/job/status").asString()).isEqualTo("Cancelled");
        assertThat(own(job).at("/job/errorCode").asString()).isEqualTo("ScheduleDeleted");
        assertThat(own(job).get("errorMessage").asString()).isEqualTo("Its schedule 'Mornings' was deleted");
    }

    @Test
    void jobsMoveWithTheTimeZoneOfTheirOrganization() {
        String there = job(person("Ada"), schedule("once", "2099-01-05T08:00", "organization", "skip"));
        String placed = job(person("Bob"), schedule("once", "2099-01-05T08:00", "Europe/Zurich", "skip"));
        assertThat(plannedAt(there)).isEqualTo(Instant.parse("2099-01-05T08:00:00Z"));
        Estate.run(
                "UPDATE command_jobs SET retimed_at = now() - interval '1 hour' WHERE id = ?", UUID.fromString(there));
        Estate.run(
                "UPDATE organizations SET settings = settings || '{\"timeZone\": \"Asia/Tokyo\"}' WHERE organization_id = ?",
                organization().value());
        tending.followPeople();
        assertThat(plannedAt(there)).isEqualTo(Instant.parse("2099-01-04T23:00:00Z"));
        assertThat(plannedAt(placed)).isEqualTo(Instant.parse("2099-01-05T07:00:00Z"));
    }

    @Test
    void theOwnInterfaceFindsJobsAndSchedulesByTheNamesItShows() {
        String schedule = schedule("interval", "PT1H", "UTC", "skip");
        String job = job(person("Ada"), schedule);
        String recent = "&orderBy=createdAt%20desc&limit=1";
        for (String filter : List.of(
                "createdAt%20gt%202020-01-01T00:00:00Z",
                "createdOn%20gt%202020-01-01T00:00:00Z",
                "block%20eq%20'blocksignin'",
                "plannedAt%20gt%202020-01-01T00:00:00Z%20and%20startedAt%20eq%20null")) {
            Answer listed = get("/api/v1/command-jobs?filter=" + filter + "%20and%20organizationId%20eq%20"
                    + organization().value() + recent);
            assertThat(listed.status()).as(listed.body().toString()).isEqualTo(200);
            assertThat(listed.body().at("/items/0/id").asString()).isEqualTo(job);
        }
        Answer schedules = get("/api/v1/command-schedules?filter=timing%20eq%20'interval'%20and%20paused%20eq%20false"
                + "%20and%20organizationId%20eq%20" + organization().value() + recent);
        assertThat(schedules.body().at("/items/0/id").asString())
                .as(schedules.body().toString())
                .isEqualTo(schedule);
        assertThat(get("/command/v1/organizations/" + organization()
                                + "/commandblocks/jobs?$filter=createdAt%20gt%202020-01-01T00:00:00Z")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anIntervalDoesNotMoveWhenAPersonChanges() {
        UUID ada = person("Ada");
        String job = job(ada, schedule("interval", "PT6H", "person", "skip"));
        Instant soon = inMinutes(20);
        plan(job, soon);
        Answer changed = send("PATCH", graph() + "/users/" + ada, "{\"mobilePhone\": \"+41 44 123 45 67\"}");
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(204);
        tending.followPeople();
        assertThat(plannedAt(job)).isEqualTo(soon);
    }

    @Test
    void aLastDayThatIsSetIntoThePastLeavesTheJobOut() {
        UUID ada = person("Ada");
        Estate.run("UPDATE users SET employee_leave_date = '2099-06-30' WHERE id = ?", ada);
        String job = job(ada, schedule("attribute", "employeeLeaveDate 17:00", "UTC", "skip"));
        assertThat(plannedAt(job)).isEqualTo(Instant.parse("2099-06-30T17:00:00Z"));
        assertThat(send("PATCH", graph() + "/users/" + ada, "{\"employeeLeaveDateTime\": \"2020-06-30\"}")
                        .status())
                .isEqualTo(204);
        tending.followPeople();
        assertThat(get(jobs() + "/" + job).body().get("status").asString()).isEqualTo("Cancelled");
    }

    @Test
    void ofManyThoseWhoseDayIsOverAreLeftOutAtOnce() {
        UUID ada = person("Leaver Ada");
        UUID bob = person("Leaver Bob");
        Estate.run("UPDATE users SET employee_leave_date = '2020-06-30' WHERE id = ?", ada);
        Estate.run("UPDATE users SET employee_leave_date = '2099-06-30' WHERE id = ?", bob);
        Answer many = send(
                "POST",
                jobs() + "/ForFilter()?$filter=startswith(displayName,'Leaver')",
                "{\"scheduleId\":\"" + schedule("attribute", "employeeLeaveDate 17:00", "UTC", "skip") + "\"}");
        assertThat(many.status()).as(many.body().toString()).isEqualTo(202);
        assertThat(statusFor(ada)).isEqualTo("Cancelled");
        assertThat(statusFor(bob)).isEqualTo("Pending");
    }

    private String statusFor(UUID user) {
        return get("/command/v1/organizations/" + organization() + "/commandblocks/jobs?$filter=userId%20eq%20'" + user
                        + "'")
                .body()
                .at("/value/0/status")
                .asString();
    }

    @ParameterizedTest
    @CsvSource({
        "cron, 0 0 31 2 *, never comes",
        "cron, 0 8 * * *\\u0000, one line",
        "interval, PT9999999999H, 3660 days",
        "once, +999999-01-05T08:00, 9998",
        "once, 2020-01-05T08:00, has passed",
        "attribute, employeeHireDate 25:00, 25:00",
    })
    void aRuleThatNobodyCanMeanIsRefusedWhenItIsNew(String kind, String rule, String told) {
        String schedule = schedule("cron", "@daily", "Europe/Zurich", "skip");
        String job = job(person("Ada"), schedule);
        Instant midnight = plannedAt(job);
        for (Answer refused : List.of(
                made(kind, rule, "Europe/Zurich", "skip"),
                send(
                        "PATCH",
                        SCHEDULES + "/" + schedule,
                        "{\"kind\": \"%s\", \"rule\": \"%s\"}".formatted(kind, rule)))) {
            assertRefused(refused, 400, "BadRequest");
            assertThat(refused.body().at("/error/message").asString())
                    .contains(told)
                    .containsIgnoringCase("rule");
        }
        assertThat(plannedAt(job)).isEqualTo(midnight);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cron 0 0 31 2 *", "interval PT9999999999H", "once 2020-01-05T08:00"})
    void aRuleThatWasKeptBeforeIsReadAndItsScheduleCanBeChanged(String known) {
        UUID id = Ids.next();
        String[] parts = known.split(" ", 2);
        Estate.run(
                "INSERT INTO command_schedules (organization_id, id, name, kind, rule, zone) VALUES (?, ?, 'Old', ?, ?, 'UTC')",
                organization().value(),
                id,
                parts[0],
                parts[1]);
        change(id.toString(), "{\"name\": \"Older\"}");
        assertThat(get(SCHEDULES).status()).isEqualTo(200);
        assertRefused(planned(person("Ada"), id.toString()), 400, "BadRequest");
        change(id.toString(), "{\"kind\": \"interval\", \"rule\": \"PT6H\"}");
        job(person("Bob"), id.toString());
    }

    @Test
    void aRefusalOfTheOwnInterfaceSpeaksOfTimings() {
        Answer refused = send(
                "POST",
                "/api/v1/organizations/" + organization() + "/command-schedules",
                "{\"name\": \"Mornings\", \"rule\": \"PT6H\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().toString()).contains("'timing'").doesNotContain("'kind'");
    }
}
