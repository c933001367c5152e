package io.tenantry.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.EveryPostgres;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.Caller;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The figures of each day, against a count made from raw activity in another way. */
@EveryPostgres
class DailyRollupsTest extends HubTest {
    private static final Caller OPERATOR = TestOrganizations.everywhere();
    private static final int WINDOW = 30;
    private static final int DAYS = 120;
    private static final int PEOPLE = 30;

    @Autowired
    private DiscoverySources sources;

    @Autowired
    private DailyRollups rollups;

    @Autowired
    private ActivityKpis kpis;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private OrganizationId home = new OrganizationId(new UUID(0, 0));

    /** Somebody, and when he was used his account. */
    private record Human(
            String name,
            String department,
            LocalDate since,
            TreeSet<LocalDate> active,
            @Nullable LocalDate gone) {
        boolean isThere(LocalDate day) {
            return !since.isAfter(day) && (gone == null || gone.isAfter(day));
        }
    }

    @BeforeEach
    void organization() {
        home = Estate.organization(TestOrganizations.root(), "Noon " + UUID.randomUUID());
    }

    @Test
    void everyDayIsWhatRawActivitySays() {
        List<Human> humans = humans();
        takeIn(humans);

        rollups.rebuild(OPERATOR, home, null);

        List<DailyActivity> told = days(new KpiSubject.Everyone());
        assertThat(told).as("seed %s", seed).isEqualTo(expected(humans, told));
        List<DailyActivity> sales = days(new KpiSubject.Department("Sales"));
        List<Human> theirs = humans.stream()
                .filter(human -> human.department().equals("Sales"))
                .toList();
        assertThat(sales).as("seed %s", seed).isEqualTo(expected(theirs, sales));
        UUID zoom = UUID.fromString(Estate.ask("SELECT id FROM applications WHERE organization_id = ?", home.value()));
        assertThat(days(new KpiSubject.InApplication(zoom))).as("seed %s", seed).isEqualTo(told);
    }

    @Test
    void daysOnWhichNobodyWasInAnApplicationAreTold() {
        takeIn(List.of(
                someone("early", today.minusDays(20), today.minusDays(19)),
                someone("late", today.minusDays(10), null)));

        rollups.rebuild(OPERATOR, home, null);

        UUID zoom = UUID.fromString(Estate.ask("SELECT id FROM applications WHERE organization_id = ?", home.value()));
        assertThat(days(new KpiSubject.InApplication(zoom)))
                .contains(DailyActivity.none(today.minusDays(15)))
                .isEqualTo(days(new KpiSubject.Everyone()));
        assertThat(days(new KpiSubject.Department("sales"))).isEqualTo(days(new KpiSubject.Everyone()));
        assertThat(kpis.of(OPERATOR, null, new KpiSubject.InApplication(zoom), today.minusDays(18), today.minusDays(1))
                        .days())
                .isEqualTo(days(new KpiSubject.Everyone()).subList(2, 20));
    }

    private static Human someone(String name, LocalDate since, @Nullable LocalDate gone) {
        return new Human(name, "Sales", since, new TreeSet<>(), gone);
    }

    @Test
    void countingOneDayGivesWhatCountingManyGave() {
        List<Human> humans = humans();
        takeIn(humans);
        rollups.rebuild(OPERATOR, home, null);
        List<DailyActivity> all = days(new KpiSubject.Everyone());

        for (LocalDate day = today.minusDays(40); day.isBefore(today); day = day.plusDays(9)) {
            Estate.run(
                    "UPDATE usage_progress SET rolled_up_until = ? WHERE organization_id = ?",
                    today.minusDays(3),
                    home.value());
            Estate.ask("SELECT count_days(?, ?, ?, ?)", home.value(), day, day, WINDOW);
        }
        rollups.work();

        assertThat(days(new KpiSubject.Everyone())).as("seed %s", seed).isEqualTo(all);
    }

    @Test
    void daysThatWereMissedAreCountedLater() {
        takeIn(humans());
        rollups.rebuild(OPERATOR, home, null);
        List<DailyActivity> all = days(new KpiSubject.Everyone());
        Estate.run("DELETE FROM daily_usage WHERE organization_id = ? AND day > ?", home.value(), today.minusDays(20));
        Estate.run(
                "UPDATE usage_progress SET rolled_up_until = ? WHERE organization_id = ?",
                today.minusDays(20),
                home.value());

        rollups.work();

        assertThat(days(new KpiSubject.Everyone())).as("seed %s", seed).isEqualTo(all);
        assertThat(Estate.ask("SELECT rolled_up_until FROM usage_progress WHERE organization_id = ?", home.value()))
                .isEqualTo(today.minusDays(1).toString());
    }

    /** Days that are over: today goes by the hour. */
    private List<DailyActivity> days(KpiSubject subject) {
        return kpis.of(OPERATOR, home, subject, today.minusDays(DAYS), today.minusDays(1))
                .days();
    }

    private List<DailyActivity> expected(List<Human> humans, List<DailyActivity> told) {
        List<DailyActivity> days = new ArrayList<>();
        for (DailyActivity asked : told) {
            LocalDate day = asked.day();
            List<Human> there =
                    humans.stream().filter(human -> human.isThere(day)).toList();
            long active = there.stream()
                    .filter(human -> {
                        LocalDate last = human.active().floor(day);
                        return last != null && last.isAfter(day.minusDays(WINDOW));
                    })
                    .count();
            long never = there.stream()
                    .filter(human -> human.active().floor(day) == null)
                    .count();
            days.add(new DailyActivity(
                    day,
                    there.size(),
                    active,
                    there.size() - active - never,
                    never,
                    humans.stream().filter(human -> human.since().equals(day)).count(),
                    humans.stream().filter(human -> day.equals(human.gone())).count()));
        }
        return days;
    }

    private List<Human> humans() {
        List<Human> humans = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            LocalDate since = today.minusDays(2 + random.nextInt(DAYS));
            TreeSet<LocalDate> active = new TreeSet<>();
            int often = random.nextInt(6);
            for (int n = 0; n < often; n++) {
                active.add(today.minusDays(1 + random.nextInt(DAYS + 40)));
            }
            boolean gone = random.nextInt(4) == 0;
            LocalDate last = active.isEmpty() || active.last().isBefore(since) ? since : active.last();
            humans.add(new Human(
                    "p" + i,
                    random.nextBoolean() ? "Sales" : "Legal",
                    since,
                    active,
                    gone && last.isBefore(today.minusDays(1)) ? last.plusDays(1) : null));
        }
        return humans;
    }

    private void takeIn(List<Human> humans) {
        UUID source = sources.create(
                        OPERATOR,
                        home,
                        SourceKind.FEED,
                        new DiscoverySource.Settings("HR", DiscoveryType.CONNECTOR, 100, true, 0, Map.of()))
                .id();
        StringBuilder csv = new StringBuilder("application,email,department,firstDiscovered,activity\n");
        for (Human human : humans) {
            csv.append("Zoom,%s@noon.example,%s,%s,%s\n"
                    .formatted(
                            human.name(),
                            human.department(),
                            human.since(),
                            String.join(
                                    ";",
                                    human.active().stream()
                                            .map(LocalDate::toString)
                                            .toList())));
        }
        assertThat(sources.feed(OPERATOR, home, source, csv.toString()).counts().created())
                .isEqualTo(humans.size());
        for (Human human : humans) {
            if (human.gone() != null) {
                Instant gone = Objects.requireNonNull(human.gone())
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
                Estate.run(
                        "UPDATE people SET removed_at = ? WHERE organization_id = ? AND email = ?",
                        UsageEstate.moment(gone),
                        home.value(),
                        human.name() + "@noon.example");
                Estate.run(
                        "UPDATE person_applications SET removed_at = ? WHERE organization_id = ? AND person_id IN"
                                + " (SELECT id FROM people WHERE email = ?)",
                        UsageEstate.moment(gone),
                        home.value(),
                        human.name() + "@noon.example");
            }
        }
    }
}
