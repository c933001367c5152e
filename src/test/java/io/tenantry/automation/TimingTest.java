package io.tenantry.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.automation.Timing.Whose;
import io.tenantry.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The times of rules, above all on the days on which clocks change: by 30 and 60 minutes, at night and at midnight. */
class TimingTest {
    private static final String ZURICH = "Europe/Zurich";
    private static final List<String> PLACES = List.of(
            ZURICH,
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Sao_Paulo",
            "Africa/Casablanca",
            "Asia/Tehran",
            "Pacific/Apia");

    /** All times of a rule from a moment until another, each of which has to be after the one before. */
    private static List<Instant> walk(Timing timing, Instant from, Instant until) {
        List<Instant> times = new ArrayList<>();
        Instant moment = from;
        while (true) {
            Instant next = Objects.requireNonNull(timing.after(moment, Whose.NOBODY));
            assertThat(next).as("%s after %s", timing, moment).isAfter(moment);
            if (next.isAfter(until)) {
                return times;
            }
            times.add(next);
            moment = next;
        }
    }

    /** Every change of clocks of a place in some years. */
    private static List<ZoneOffsetTransition> changes(ZoneId place) {
        List<ZoneOffsetTransition> changes = Stream.iterate(
                        place.getRules().nextTransition(Instant.parse("2011-01-01T00:00:00Z")),
                        change -> change != null && change.getInstant().isBefore(Instant.parse("2028-01-01T00:00:00Z")),
                        change -> place.getRules().nextTransition(change.getInstant()))
                .toList();
        assertThat(changes).isNotEmpty();
        return changes;
    }

    private static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }

    @Test
    void whatIsLeftOutWhenClocksGoForwardComesLaterByAsMuch() {
        assertThat(walk(
                        Timing.of("cron", "*/15 2 * * *", ZURICH),
                        Instant.parse("2027-03-28T00:00:00Z"),
                        Instant.parse("2027-03-28T12:00:00Z")))
                .containsExactly(
                        Instant.parse("2027-03-28T01:00:00Z"),
                        Instant.parse("2027-03-28T01:15:00Z"),
                        Instant.parse("2027-03-28T01:30:00Z"),
                        Instant.parse("2027-03-28T01:45:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/15 2        | 0,15,30,45 | 2",
                "15,40 2       | 15,40      | 2",
                "5,25,50 1,2,3 | 5,25,50    | 1,2,3",
                "10,35 0,23    | 10,35      | 0,23",
                "20 */2        | 20         | 0,2,4,6,8,10,12,14,16,18,20,22",
            })
    void eachLocalTimeComesOnceADay(String rule, String minutes, String hours) {
        for (String name : PLACES) {
            ZoneId place = ZoneId.of(name);
            Timing timing = Timing.of("cron", rule + " * * *", name);
            for (ZoneOffsetTransition change : changes(place)) {
                LocalDate day = change.getDateTimeBefore().toLocalDate();
                List<Instant> expected = IntStream.range(-2, 3)
                        .mapToObj(day::plusDays)
                        .flatMap(date -> numbers(hours).stream()
                                .flatMap(hour -> numbers(minutes).stream()
                                        .map(minute -> date.atTime(LocalTime.of(hour, minute)))))
                        .map(local -> local.atZone(place).toInstant())
                        .distinct()
                        .sorted()
                        .toList();
                assertThat(walk(timing, expected.getFirst().minusSeconds(1), expected.getLast()))
                        .as("%s in %s around %s", rule, name, change)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"@hourly, 60", "0 * * * *, 60", "*/20 * * * *, 20", "*/15 */1 * * *, 15"})
    void aRuleForEveryHourComesWheneverClocksShowIt(String rule, int every) {
        for (String name : PLACES) {
            ZoneId place = ZoneId.of(name);
            for (ZoneOffsetTransition change : changes(place)) {
                Instant from = change.getInstant().minus(Duration.ofHours(30));
                Instant until = change.getInstant().plus(Duration.ofHours(30));
                List<Instant> expected = Stream.iterate(
                                from, moment -> !moment.isAfter(until), moment -> moment.plusSeconds(60))
                        .filter(moment -> moment.atZone(place).getMinute() % every == 0)
                        .toList();
                assertThat(walk(Timing.of("cron", rule, name), from.minusSeconds(1), until))
                        .as("%s in %s around %s", rule, name, change)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "@daily, 2027-01-04T23:00:00Z",
        "@midnight, 2027-01-04T23:00:00Z",
        "@hourly, 2027-01-04T11:00:00Z",
        "@Weekly, 2027-01-09T23:00:00Z",
        "@monthly, 2027-01-31T23:00:00Z",
        "@yearly, 2027-12-31T23:00:00Z",
    })
    void aWordIsARuleAsWell(String word, Instant first) {
        Timing timing = Timing.of("cron", word, ZURICH);
        assertThat(timing.after(Instant.parse("2027-01-04T10:30:00Z"), Whose.NOBODY))
                .isEqualTo(first);
        assertThat(timing.rule()).isEqualTo(word);
    }

    @Test
    void aRuleMayStandAsInACrontab() {
        assertThat(Timing.of("cron", "30\t8  * * MON", "UTC")
                        .after(Instant.parse("2027-01-01T00:00:00Z"), Whose.NOBODY))
                .isEqualTo(Instant.parse("2027-01-04T08:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "once, +999999-01-01T00:00",
        "once, 9999-01-01T00:00",
        "interval, PT9999999999H",
        "interval, PT2562047788015215H",
        "cron, 0 0 31 2 *",
    })
    void whatIsBeyondTheCalendarNeverComes(String kind, String rule) {
        assertThat(Timing.of(kind, rule, "UTC").after(Instant.parse("2027-01-01T00:00:00Z"), Whose.NOBODY))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "9998-12-31"})
    void noDayOfAPersonIsTooMuch(String day) {
        Whose person = new Whose(null, null, LocalDate.parse(day), null);
        for (String rule : List.of("employeeHireDate+999 08:00", "employeeHireDate-999 08:00")) {
            Timing timing = Timing.of("attribute", rule, "UTC");
            Instant time = timing.after(Instant.EPOCH.minusSeconds(1), person);
            assertThat(time == null || time.isBefore(Timing.END)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "attribute, employeeHireDate 25:00, 25:00",
        "attribute, employeeHireDate eight, employeeHireDate 08:00",
        "once, tomorrow, 2026-11-30T08:00",
        "interval, weekly, PT6H",
        "cron, daily, @daily",
    })
    void aRefusalTellsOfTheKindThatWasMeant(String kind, String rule, String told) {
        assertThatThrownBy(() -> Timing.of(kind, rule, "UTC"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(told)
                .hasMessageStartingWith("The rule");
    }
}
