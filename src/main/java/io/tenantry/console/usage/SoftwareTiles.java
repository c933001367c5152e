package io.tenantry.console.usage;

import io.tenantry.access.Permission;
import io.tenantry.console.ReadTile;
import io.tenantry.console.Tile;
import io.tenantry.console.charts.Chart;
import io.tenantry.usage.ActivityKpi;
import io.tenantry.usage.ActivityKpis;
import io.tenantry.usage.KpiSubject;
import io.tenantry.usage.SavingTotal;
import io.tenantry.usage.Savings;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Software at a glance: how many are active, and what could be saved. */
@Configuration(proxyBeanMethods = false)
class SoftwareTiles {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final int DAYS = 30;
    private static final int ROWS = 4;

    @Bean
    Tile activityTile(ActivityKpis kpis, InstantSource clock) {
        return new ReadTile(32, Set.of(Permission.USAGE_READ), caller -> {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            ActivityKpi told = kpis.of(caller, null, new KpiSubject.Everyone(), today.minusDays(DAYS - 1L), today);
            Chart chart = new Chart(
                    "Active and inactive software users in the last 30 days",
                    List.of("Active", "Inactive", "No activity"),
                    told.days().stream()
                            .map(day -> new Chart.Point(
                                    DAY.format(day.day()), List.of(day.active(), day.inactive(), day.noActivity())))
                            .toList());
            return told.today().total() == 0
                    ? null
                    : new Tile.Shown(
                            "Software users",
                            "console/usage/tile :: activity",
                            Map.of("today", told.today(), "chart", chart),
                            ActivityPage.PATH,
                            false);
        });
    }

    @Bean
    Tile savingsTile(Savings savings) {
        return new ReadTile(34, Set.of(Permission.USAGE_READ), caller -> {
            List<SavingTotal> totals = savings.totals(caller, null);
            Map<String, BigDecimal> sums = new TreeMap<>();
            totals.forEach(total -> sums.merge(
                    Objects.requireNonNullElse(total.currency(), ""), total.amountPerMonth(), BigDecimal::add));
            return totals.isEmpty()
                    ? null
                    : new Tile.Shown(
                            "Savings",
                            "console/savings/totals :: tile",
                            Map.of(
                                    "sums",
                                    List.copyOf(sums.entrySet()),
                                    "totals",
                                    totals.stream()
                                            .sorted(Comparator.comparing(SavingTotal::amountPerMonth)
                                                    .reversed())
                                            .limit(ROWS)
                                            .toList()),
                            "/console/savings",
                            false);
        });
    }
}
