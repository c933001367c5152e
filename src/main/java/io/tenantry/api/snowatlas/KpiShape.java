package io.tenantry.api.snowatlas;

import io.tenantry.usage.ActivityKpi;
import io.tenantry.usage.DailyActivity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** How many users do something, today, 30 days ago, and on each of the days asked about. */
record KpiShape(
        long total,
        long active,
        long inactive,
        long noActivity,
        long totalTrend,
        long activeTrend,
        long inactiveTrend,
        long noActivityTrend,
        List<Total> totalChartData,
        List<Active> activeChartData,
        List<Inactive> inactiveChartData,
        List<NoActivity> noActivityChartData,
        List<Total> currentTotalChartData,
        List<Active> currentActiveChartData,
        List<Inactive> currentInactiveChartData,
        List<NoActivity> currentNoActivityChartData) {
    static KpiShape of(ActivityKpi kpi) {
        List<DailyActivity> days = kpi.days();
        DailyActivity today = kpi.today();
        DailyActivity before = kpi.before();
        return new KpiShape(
                today.total(),
                today.active(),
                today.inactive(),
                today.noActivity(),
                before.total(),
                before.active(),
                before.inactive(),
                before.noActivity(),
                days.stream().map(Total::of).toList(),
                days.stream().map(Active::of).toList(),
                days.stream().map(Inactive::of).toList(),
                days.stream().map(NoActivity::of).toList(),
                List.of(Total.of(today)),
                List.of(Active.of(today)),
                List.of(Inactive.of(today)),
                List.of(NoActivity.of(today)));
    }

    private static Instant midnight(DailyActivity day) {
        return day.day().atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    record Total(Instant date, long total, long added, long removed) {
        static Total of(DailyActivity day) {
            return new Total(midnight(day), day.total(), day.added(), day.removed());
        }
    }

    record Active(Instant date, long active, long total) {
        static Active of(DailyActivity day) {
            return new Active(midnight(day), day.active(), day.total());
        }
    }

    record Inactive(Instant date, long inactive, long total) {
        static Inactive of(DailyActivity day) {
            return new Inactive(midnight(day), day.inactive(), day.total());
        }
    }

    record NoActivity(Instant date, long noActivity, long total) {
        static NoActivity of(DailyActivity day) {
            return new NoActivity(midnight(day), day.noActivity(), day.total());
        }
    }
}
