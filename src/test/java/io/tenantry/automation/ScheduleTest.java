package io.tenantry.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.automation.Schedule.Missed;
import io.tenantry.automation.Timing.Whose;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(mornings.after(after, Whose.NOBODY)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "W. Europe Standard Time, 2027-07-01T06:00:00Z",
        "Pacific Standard Time, 2027-07-01T15:00:00Z",
        "Central Standard Time (Mexico), 2027-07-01T14:00:00Z",
        "Tonga Standard Time, 2027-06-30T19:00:00Z"
    })
    void aZoneMayBeCalledWhatWindowsCallsIt(String zone, Instant time) {
        Instant now = Instant.parse("2027-06-29T00:00:00Z");
        for (Timing.Whose whose :
                List.of(new Timing.Whose(zone, "UTC", null, null), new Timing.Whose(null, zone, null, null))) {
            assertThat(Timing.of("once", "2027-07-01T08:00", "person").after(now, whose))
                    .isEqualTo(time);
        }
        assertThat(Timing.of("once", "2027-07-01T08:00", zone).after(now, Timing.Whose.NOBODY))
                .isEqualTo(time);
    }

    @Test
    void aLocalTimeThatIsLeftOutComesLaterAndOneThatComesTwiceIsTheFirst() {
        assertThat(Timing.of("once", "2027-03-28T02:30", ZURICH).after(Instant.EPOCH, Whose.NOBODY))
                .isEqualTo(Instant.parse("2027-03-28T01:30:00Z"));
        assertThat(Timing.of("once", "2027-10-31T02:30", ZURICH).after(Instant.EPOCH, Whose.NOBODY))
                .isEqualTo(Instant.parse("2027-10-31T00:30:00Z"));
    }

    @Test
    void onceIsOnce() {
        Timing once = Timing.of("once", "2027-01-04T08:00", "UTC");
        assertThat(once.after(Instant.parse("2027-01-04T08:00:00Z"), Whose.NOBODY))
                .isNull();
        assertThat(schedule(once, Missed.CATCH_UP)
                        .next(Instant.parse("2027-01-04T08:00:00Z"), Instant.EPOCH, Whose.NOBODY))
                .isNull();
    }

    @Test
    void missedTimesAreLeftOutOrMadeUpFor() {
        Instant planned = Instant.parse("2027-01-04T08:00:00Z");
        Instant threeDaysLater = Instant.parse("2027-01-07T09:00:00Z");
        Timing mornings = Timing.of("cron", "0 8 * * *", "UTC");
        assertThat(schedule(mornings, Missed.SKIP).next(planned, threeDaysLater, Whose.NOBODY))
                .isEqualTo(Instant.parse("2027-01-08T08:00:00Z"));
        assertThat(schedule(mornings, Missed.CATCH_UP).next(planned, threeDaysLater, Whose.NOBODY))
                .isEqualTo(Instant.parse("2027-01-05T08:00:00Z"));
        Timing often = Timing.of("interval", "PT6H", "UTC");
        assertThat(schedule(often, Missed.SKIP).next(planned, threeDaysLater, Whose.NOBODY))
                .isEqualTo(Instant.parse("2027-01-07T14:00:00Z"));
        assertThat(schedule(often, Missed.CATCH_UP).next(planned, threeDaysLater, Whose.NOBODY))
                .isEqualTo(Instant.parse("2027-01-04T14:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "once, tomorrow, UTC, rule",
        "cron, every day, UTC, rule",
        "interval, PT1S, UTC, rule",
        "interval, 5, UTC, rule",
        "sometimes, PT1H, UTC, kind",
        "attribute, birthday 08:00, UTC, rule",
        "attribute, employeeHireDate 8, UTC, rule",
        "once, 2027-01-04T08:00, Mars/Olympus, timeZone",
    })
    void aRuleThatIsNoneIsRefused(String kind, String rule, String zone, String target) {
        assertThatThrownBy(() -> Timing.of(kind, rule, zone))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.target()).isEqualTo(target));
    }

    @Test
    void anotherPlaceIsAnotherTime() {
        Timing monday = Timing.of("once", "2027-01-04T08:00", "person");
        assertThat(monday.after(Instant.EPOCH, new Whose("Asia/Tokyo", ZURICH, null, null)))
                .isEqualTo(Instant.parse("2027-01-03T23:00:00Z"));
        assertThat(monday.after(Instant.EPOCH, new Whose("W. Europe Standard Time", ZURICH, null, null)))
                .isEqualTo(Instant.parse("2027-01-04T07:00:00Z"));
        assertThat(monday.after(Instant.EPOCH, Whose.NOBODY)).isEqualTo(Instant.parse("2027-01-04T08:00:00Z"));
        assertThat(Timing.of("once", "2027-01-04T08:00", "organization")
                        .after(Instant.EPOCH, new Whose("Asia/Tokyo", ZURICH, null, null)))
                .isEqualTo(Instant.parse("2027-01-04T07:00:00Z"));
    }

    @Test
    void aDayOfThePersonIsWaitedForAndFollowed() {
        Schedule hired = schedule(Timing.of("attribute", "employeeHireDate-1 17:30", ZURICH), Missed.SKIP);
        Instant now = Instant.parse("2027-03-01T00:00:00Z");
        assertThat(hired.first(now, Whose.NOBODY)).isEqualTo(Schedule.NOT_YET);
        assertThat(hired.first(now, new Whose(null, null, LocalDate.parse("2027-03-29"), null)))
                .isEqualTo(Instant.parse("2027-03-28T15:30:00Z"));
        Whose longAgo = new Whose(null, null, LocalDate.parse("2020-01-01"), null);
        assertThat(hired.first(now, longAgo)).isNull();
        assertThat(schedule(hired.timing(), Missed.CATCH_UP).first(now, longAgo))
                .isEqualTo(now);
        assertThat(hired.timing().rule()).isEqualTo("employeeHireDate-1 17:30");
        assertThat(Timing.of("attribute", "employeeLeaveDate+30 17:00", "UTC")
                        .after(now, new Whose(null, null, null, LocalDate.parse("2027-12-31"))))
                .isEqualTo(Instant.parse("2028-01-30T17:00:00Z"));
    }

    /** Every change of clocks of a zone in some years. */
    private static List<ZoneOffsetTransition> changes(ZoneId zone) {
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        ZoneOffsetTransition next = zone.getRules().nextTransition(Instant.parse("2015-01-01T00:00:00Z"));
        while (next != null && next.getInstant().isBefore(Instant.parse("2028-01-01T00:00:00Z"))) {
            changes.add(next);
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return changes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ZURICH,
                "America/New_York",
                "America/Sao_Paulo",
                "Africa/Casablanca",
                "Asia/Tehran",
                "Australia/Lord_Howe"
            })
    void everyDayHasOneRunHoweverClocksChange(String name) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(name);
        assertThat(changes(zone)).isNotEmpty();
        for (ZoneOffsetTransition change : changes(zone)) {
            LocalTime at = change.getDateTimeBefore()
                    .toLocalTime()
                    .minusMinutes(90)
                    .plusMinutes(random.nextInt(240))
                    .withSecond(0);
            LocalDate first = change.getDateTimeBefore().toLocalDate().minusDays(2);
            Timing daily = Timing.of("cron", "0 %d %d * * *".formatted(at.getMinute(), at.getHour()), name);
            Instant moment = first.atTime(at).atZone(zone).toInstant().minusSeconds(1);
            for (int day = 0; day < 5; day++) {
                Instant expected = first.plusDays(day).atTime(at).atZone(zone).toInstant();
                assertThat(daily.after(moment, Whose.NOBODY))
                        .as("%s in %s on day %d around %s, seed %d", at, name, day, change, seed)
                        .isEqualTo(expected);
                moment = expected;
            }
        }
    }

    @Test
    void aRuleForEveryHourRunsEveryHourThatThereIs() {
        Timing hourly = Timing.of("cron", "0 * * * *", ZURICH);
        for (ZoneOffsetTransition change : changes(ZoneId.of(ZURICH))) {
            Instant moment = change.getInstant().minus(Duration.ofHours(4));
            for (int hour = 0; hour < 8; hour++) {
                Instant next = hourly.after(moment, Whose.NOBODY);
                assertThat(next).as("after %s", moment).isEqualTo(moment.plus(Duration.ofHours(1)));
                moment = moment.plus(Duration.ofHours(1));
            }
        }
    }
}
