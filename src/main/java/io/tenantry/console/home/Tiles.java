package io.tenantry.console.home;

import io.tenantry.access.Permission;
import io.tenantry.console.ReadTile;
import io.tenantry.console.Tile;
import io.tenantry.console.charts.Chart;
import io.tenantry.console.internal.FigureRows;
import io.tenantry.console.internal.FigureRows.Day;
import io.tenantry.licensing.Ledger;
import io.tenantry.licensing.LedgerLine;
import io.tenantry.licensing.Subscription;
import io.tenantry.licensing.Subscriptions;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.ODataFilter;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The console's own tiles. */
@Configuration(proxyBeanMethods = false)
class Tiles {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final int PEOPLE_DAYS = 30;
    private static final int SIGN_IN_DAYS = 14;
    private static final int ROWS = 6;
    private static final Duration SOON = Duration.ofDays(60);

    @Bean
    Tile peopleTile(FigureRows figures) {
        return new ReadTile(
                10,
                Set.of(Permission.USER_READ_BASIC),
                caller -> new Tile.Shown(
                        "People",
                        "console/home/tiles :: people",
                        Map.of(
                                "people",
                                figures.people(caller),
                                "chart",
                                chart(
                                        "People created, deleted and disabled in the last 30 days",
                                        List.of("Created", "Deleted", "Disabled"),
                                        figures.comingAndGoing(caller, PEOPLE_DAYS))),
                        "/console/people",
                        false));
    }

    @Bean
    Tile signInsTile(FigureRows figures) {
        return new ReadTile(
                20,
                Set.of(Permission.AUDIT_READ),
                caller -> new Tile.Shown(
                        "Sign-ins",
                        "console/home/tiles :: chart",
                        Map.of(
                                "chart",
                                chart(
                                        "Sign-ins, failed ones and locks in the last 14 days",
                                        List.of("Signed in", "Failed", "Locked"),
                                        figures.signIns(caller, SIGN_IN_DAYS))),
                        null,
                        false));
    }

    @Bean
    Tile licensesTile(Ledger ledger) {
        List<Order> order = Ledger.FIELDS.total(List.of(Order.ascending(Ledger.FIELDS.sortable("unassigned"))));
        return new ReadTile(30, Set.of(Permission.LICENSE_READ_BASIC), caller -> {
            List<LedgerLine> lines = ledger.everywhere(caller, ListQuery.first(ROWS, Condition.ALL, order))
                    .items();
            return lines.isEmpty()
                    ? null
                    : new Tile.Shown(
                            "Licenses with the fewest units left",
                            "console/home/tiles :: licenses",
                            Map.of("lines", lines),
                            "/console/licenses?sort=unassigned",
                            false);
        });
    }

    @Bean
    Tile subscriptionsTile(Subscriptions subscriptions, InstantSource clock) {
        List<Order> order =
                Subscriptions.FIELDS.total(List.of(Order.ascending(Subscriptions.FIELDS.sortable("committedUntil"))));
        return new ReadTile(40, Set.of(Permission.ORGANIZATION_PLAN_READ), caller -> {
            String filter = "status eq 'active' and committedUntil le "
                    + clock.instant().plus(SOON).truncatedTo(ChronoUnit.DAYS);
            Condition ending = ODataFilter.parse(filter, Subscriptions.FIELDS);
            List<Subscription> found = subscriptions
                    .listEverywhere(caller, ListQuery.first(ROWS, ending, order))
                    .items();
            return found.isEmpty()
                    ? null
                    : new Tile.Shown(
                            "Subscriptions that end within 60 days",
                            "console/home/tiles :: subscriptions",
                            Map.of("subscriptions", found),
                            "/console/subscriptions",
                            false);
        });
    }

    @Bean
    Tile administratorsTile(FigureRows figures) {
        return new ReadTile(60, Set.of(Permission.ROLE_READ), caller -> {
            List<FigureRows.Privileged> found = figures.administrators(caller, ROWS + 1);
            return found.isEmpty()
                    ? null
                    : new Tile.Shown(
                            "Administrators",
                            "console/home/tiles :: administrators",
                            Map.of("people", found.stream().limit(ROWS).toList(), "isMore", found.size() > ROWS),
                            null,
                            false);
        });
    }

    private static Chart chart(String label, List<String> names, List<Day> days) {
        return new Chart(
                label,
                names,
                days.stream()
                        .map(day -> new Chart.Point(DAY.format(day.day()), List.of(day.one(), day.two(), day.three())))
                        .toList());
    }
}
