package io.tenantry.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.automation.Schedule.Missed;
import io.tenantry.automation.Schedule.Timing;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final String ZURICH = "Europe/Zurich";

    private static Schedule schedule(Timing timing, Missed missed) {
        return new Schedule(
                Ids.next(),
                new OrganizationId(Ids.next()),
                "Mornings",
                timing,
                missed,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }

    @ParameterizedTest
    @CsvSource({
        // Clocks go forward on 28 March 2027 and back on 31 October 2027.
        "2027-03-26T12:00:00Z, 2027-03-27T07:00:00Z",
        "2027-03-27T12:00:00Z, 2027-03-28T06:00:00Z",
        "2027-10-30T12:00:00Z, 2027-10-31T07:00:00Z",
    })
    void eightInTheMorningStaysEightInTheMorningWhenClocksChange(Instant after, Instant next) {
        Timing mornings = Timing.of("cron", "0 8 * * *", ZURICH);
        assertThat(mornings.after(after)).isEqualTo(next);
    }

    @Test
    void aLocalTimeThatIsLeftOutComesLaterAndOneThatComesTwiceIsTheFirst() {
        assertThat(Timing.of("once", "2027-03-28T02:30", ZURICH).after(Instant.EPOCH))
                .isEqualTo(Instant.parse("2027-03-28T01:30:00Z"));
        assertThat(Timing.of("once", "2027-10-31T02:30", ZURICH).after(Instant.EPOCH))
                .isEqualTo(Instant.parse("2027-10-31T00:30:00Z"));
    }

    @Test
    void onceIsOnce() {
        Timing once = Timing.of("once", "2027-01-04T08:00", "UTC");
        assertThat(once.after(Instant.parse("2027-01-04T08:00:00Z"))).isNull();
        assertThat(schedule(once, Missed.CATCH_UP).next(Instant.parse("2027-01-04T08:00:00Z"), Instant.EPOCH))
                .isNull();
    }

    @Test
    void missedTimesAreLeftOutOrMadeUpFor() {
        Instant planned = Instant.parse("2027-01-04T08:00:00Z");
        Instant threeDaysLater = Instant.parse("2027-01-07T09:00:00Z");
        Timing mornings = Timing.of("cron", "0 8 * * *", "UTC");
        assertThat(schedule(mornings, Missed.SKIP).next(planned, threeDaysLater))
                .isEqualTo(Instant.parse("2027-01-08T08:00:00Z"));
        assertThat(schedule(mornings, Missed.CATCH_UP).next(planned, threeDaysLater))
                .isEqualTo(Instant.parse("2027-01-05T08:00:00Z"));
        Timing often = Timing.of("interval", "PT6H", "UTC");
        assertThat(schedule(often, Missed.SKIP).next(planned, threeDaysLater))
                .isEqualTo(Instant.parse("2027-01-07T14:00:00Z"));
        assertThat(schedule(often, Missed.CATCH_UP).next(planned, threeDaysLater))
                .isEqualTo(Instant.parse("2027-01-04T14:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "once, tomorrow, UTC, rule",
        "cron, every day, UTC, rule",
        "interval, PT1S, UTC, rule",
        "interval, 5, UTC, rule",
        "sometimes, PT1H, UTC, kind",
        "once, 2027-01-04T08:00, Mars/Olympus, timeZone",
    })
    void aRuleThatIsNoneIsRefused(String kind, String rule, String zone, String target) {
        assertThatThrownBy(() -> Timing.of(kind, rule, zone))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.target()).isEqualTo(target));
    }
}
