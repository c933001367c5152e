package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.DailyRows;
import io.tenantry.usage.internal.LiveRows;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts of people by what they do, today and on past days. */
@Component
public class ActivityKpis {
    /** The most days one question is about. */
    public static final int DAYS_MAX = 400;

    private static final int TREND_DAYS = 30;

    private final Access access;
    private final DailyRows days;
    private final LiveRows live;
    private final UsageSettings settings;
    private final InstantSource clock;

    ActivityKpis(Access access, DailyRows days, LiveRows live, UsageSettings settings, InstantSource clock) {
        this.access = access;
        this.days = days;
        this.live = live;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The figures of today, of 30 days ago, and of the days between two, both included. Under {@code saas.consolidation.view.r}.
     *
     * @throws Refusal (NOT_PERMITTED), (MALFORMED) when the days are in the wrong order or more than 400
     */
    public ActivityKpi of(
            Caller caller, @Nullable OrganizationId organization, KpiSubject subject, LocalDate from, LocalDate to) {
        Reach reach = People.reach(access, caller, Permission.USAGE_READ, organization);
        Refusal.unless(!from.isAfter(to), Refusal.Reason.MALFORMED, "The first day comes after the last", "fromDate");
        Refusal.unless(
                ChronoUnit.DAYS.between(from, to) < DAYS_MAX,
                Refusal.Reason.MALFORMED,
                "At most " + DAYS_MAX + " days are told at once",
                "fromDate");
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate before = today.minusDays(TREND_DAYS);
        DailyActivity now = live.of(reach, organization, subject, settings.activeSince(clock.instant()), today);
        List<DailyActivity> told = new ArrayList<>();
        DailyActivity then = DailyActivity.none(before);
        for (DailyActivity day : days.of(reach, organization, subject, new DailyRows.Days(from, to, before))) {
            if (day.day().equals(before)) {
                then = day;
            }
            if (!day.day().isBefore(from) && !day.day().isAfter(to) && day.day().isBefore(today)) {
                told.add(day);
            }
        }
        if (!today.isBefore(from) && !today.isAfter(to)) {
            told.add(now);
        }
        return new ActivityKpi(now, then, told);
    }
}
