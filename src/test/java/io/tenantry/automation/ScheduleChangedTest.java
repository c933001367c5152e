package io.tenantry.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.automation.Schedule.Missed;
import io.tenantry.automation.Timing.Whose;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the time of a job that waits, when its schedule is renamed, paused, resumed or given another rule. */
class ScheduleChangedTest {
    private static final Instant NOW = Instant.parse("2027-01-06T09:30:00Z");

    private static Schedule schedule(Timing timing, Missed missed, boolean isPaused) {
        return new Schedule(
                new UUID(1, 1),
                new OrganizationId(new UUID(1, 2)),
                "Mornings " + Ids.next(),
                timing,
                missed,
                isPaused,
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }

    private static Timing timing(String text, String zone) {
        String[] parts = text.split(" ", 2);
        return Timing.of(parts[0], parts[1], zone);
    }

    private static String told(@Nullable Instant time) {
        return time == null ? "left out" : time.equals(Schedule.NOT_YET) ? "not yet" : time.toString();
    }

    private static Instant planned(String text) {
        return text.equals("not yet") ? Schedule.NOT_YET : Instant.parse(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Nothing but the name, or nothing at all: what is to come stays, and what has come is about to run.
                "cron 0 8 * * *     | skip    | on | on | 2027-01-07T08:00:00Z | 2027-01-07T08:00:00Z",
                "cron 0 8 * * *     | skip    | on | on | 2027-01-06T08:00:00Z | 2027-01-06T08:00:00Z",
                "cron 0 8 * * *     | catchUp | on | on | 2027-01-04T08:00:00Z | 2027-01-04T08:00:00Z",
                "interval PT6H      | skip    | on | on | 2027-01-06T09:45:00Z | 2027-01-06T09:45:00Z",
                "interval PT6H      | skip    | on | on | 2027-01-06T09:15:00Z | 2027-01-06T09:15:00Z",
                "once 2027-01-07T08 | skip    | on | on | 2027-01-07T08:00:00Z | 2027-01-07T08:00:00Z",
                "once 2027-01-06T08 | skip    | on | on | 2027-01-06T08:00:00Z | 2027-01-06T08:00:00Z",
                // Pausing, and a change while paused: whatever was missed is told apart when it is resumed.
                "cron 0 8 * * *     | skip    | on | off | 2027-01-07T08:00:00Z | 2027-01-07T08:00:00Z",
                "cron 0 8 * * *     | skip    | off | off | 2027-01-04T08:00:00Z | 2027-01-04T08:00:00Z",
                "interval PT6H      | skip    | on | off | 2027-01-06T09:45:00Z | 2027-01-06T09:45:00Z",
                "interval PT6H      | catchUp | off | off | 2027-01-04T09:45:00Z | 2027-01-04T09:45:00Z",
                "once 2027-01-06T08 | skip    | off | off | 2027-01-06T08:00:00Z | 2027-01-06T08:00:00Z",
                // Resuming before the time came.
                "cron 0 8 * * *     | skip    | off | on | 2027-01-07T08:00:00Z | 2027-01-07T08:00:00Z",
                "interval PT6H      | catchUp | off | on | 2027-01-06T09:45:00Z | 2027-01-06T09:45:00Z",
                "once 2027-01-07T08 | skip    | off | on | 2027-01-07T08:00:00Z | 2027-01-07T08:00:00Z",
                // Resuming after it: left out or made up for.
                "cron 0 8 * * *     | skip    | off | on | 2027-01-04T08:00:00Z | 2027-01-07T08:00:00Z",
                "cron 0 8 * * *     | catchUp | off | on | 2027-01-04T08:00:00Z | 2027-01-04T08:00:00Z",
                "interval PT6H      | skip    | off | on | 2027-01-04T09:45:00Z | 2027-01-06T09:45:00Z",
                "interval PT6H      | skip    | off | on | 2027-01-06T09:15:00Z | 2027-01-06T15:15:00Z",
                "interval PT6H      | catchUp | off | on | 2027-01-04T09:45:00Z | 2027-01-04T09:45:00Z",
                "once 2027-01-06T08 | skip    | off | on | 2027-01-06T08:00:00Z | left out",
                "once 2027-01-06T08 | catchUp | off | on | 2027-01-06T08:00:00Z | 2027-01-06T08:00:00Z",
                // A job that waited for a day, whose schedule is of another kind now.
                "cron 0 8 * * *     | skip    | on | on | not yet | 2027-01-07T08:00:00Z",
                "interval PT6H      | catchUp | off | on | not yet | 2027-01-06T15:30:00Z",
            })
    void aTimeStaysUnlessItWasMissed(
            String rule, String missed, String before, String after, String planned, String expected) {
        Timing timing = timing(rule.startsWith("once") ? rule + ":00" : rule, "UTC");
        Schedule was = schedule(timing, Missed.named(missed), before.equals("off"));
        Schedule is = schedule(timing, Missed.named(missed), after.equals("off"));
        assertThat(told(is.retimed(planned(planned), was, NOW, Whose.NOBODY))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron 0 8 * * *        | cron 0 10 * * *       | skip    | 2027-01-07T08:00:00Z | 2027-01-06T10:00:00Z",
                "cron 0 8 * * *        | cron 0 * * * *        | skip    | 2027-01-07T08:00:00Z | 2027-01-06T10:00:00Z",
                "cron 0 8 * * *        | cron 0 10 * * *       | catchUp | 2027-01-04T08:00:00Z | 2027-01-06T10:00:00Z",
                "cron 0 8 * * *        | interval PT1H         | skip    | 2027-01-07T08:00:00Z | 2027-01-06T10:30:00Z",
                "interval PT6H         | interval PT1H         | catchUp | 2027-01-06T12:00:00Z | 2027-01-06T10:30:00Z",
                "interval PT60M        | interval PT1H         | skip    | 2027-01-06T09:45:00Z | 2027-01-06T09:45:00Z",
                "interval PT6H         | once 2027-02-01T08:00 | skip    | 2027-01-06T12:00:00Z | 2027-02-01T08:00:00Z",
                "once 2027-02-01T08:00 | once 2027-01-08T08:00 | skip    | 2027-02-01T08:00:00Z | 2027-01-08T08:00:00Z",
                "once 2027-02-01T08:00 | once 2027-01-05T08:00 | skip    | 2027-02-01T08:00:00Z | left out",
                "once 2027-02-01T08:00 | once 2027-01-05T08:00 | catchUp | 2027-02-01T08:00:00Z | 2027-01-06T09:30:00Z",
            })
    void anotherRuleIsPlannedAnew(String before, String after, String missed, String planned, String expected) {
        Schedule was = schedule(timing(before, "UTC"), Missed.named(missed), false);
        Schedule is = schedule(timing(after, "UTC"), Missed.named(missed), false);
        assertThat(told(is.retimed(planned(planned), was, NOW, Whose.NOBODY))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "skip    | on  | on  | 2027-02-01 | not yet              | 2027-02-01T17:00:00Z",
                "skip    | on  | on  |            | 2027-02-01T17:00:00Z | not yet",
                "skip    | on  | on  | 2027-03-01 | 2027-02-01T17:00:00Z | 2027-03-01T17:00:00Z",
                "skip    | on  | on  | 2027-03-01 | 2027-01-06T09:00:00Z | 2027-03-01T17:00:00Z",
                "skip    | on  | on  | 2027-01-05 | 2027-01-05T17:00:00Z | 2027-01-05T17:00:00Z",
                "skip    | on  | on  | 2027-01-05 | 2027-02-01T17:00:00Z | left out",
                "catchUp | on  | on  | 2027-01-05 | 2027-02-01T17:00:00Z | 2027-01-06T09:30:00Z",
                "skip    | off | off | 2027-01-05 | 2027-02-01T17:00:00Z | 2027-01-05T17:00:00Z",
                "skip    | off | on  | 2027-01-05 | 2027-01-05T17:00:00Z | left out",
                "catchUp | off | on  | 2027-01-05 | 2027-01-05T17:00:00Z | 2027-01-05T17:00:00Z",
                "skip    | on  | on  | 1965-01-05 | not yet              | left out",
            })
    void aJobFollowsTheDayOfItsPerson(
            String missed, String before, String after, @Nullable LocalDate leaves, String planned, String expected) {
        Timing timing = timing("attribute employeeLeaveDate 17:00", "UTC");
        Schedule was = schedule(timing, Missed.named(missed), before.equals("off"));
        Schedule is = schedule(timing, Missed.named(missed), after.equals("off"));
        assertThat(told(is.retimed(planned(planned), was, NOW, new Whose(null, null, null, leaves))))
                .isEqualTo(expected);
    }

    @Test
    void aPersonWhoHasMovedGetsHisOwnLocalTimeAndOneWhoHasNotKeepsHis() {
        Schedule mornings = schedule(timing("cron 0 8 * * *", "person"), Missed.SKIP, false);
        Instant inTokyo = Instant.parse("2027-01-06T23:00:00Z");
        assertThat(mornings.retimed(inTokyo, mornings, NOW, new Whose("Asia/Tokyo", null, null, null)))
                .isEqualTo(inTokyo);
        assertThat(mornings.retimed(inTokyo, mornings, NOW, new Whose("Europe/Zurich", null, null, null)))
                .isEqualTo(Instant.parse("2027-01-07T07:00:00Z"));
        Instant later = Instant.parse("2027-01-08T23:00:00Z");
        assertThat(mornings.retimed(later, mornings, NOW, new Whose("Asia/Tokyo", null, null, null)))
                .as("a time that was made up for up to here")
                .isEqualTo(later);
    }
}
