package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.SettlingRows;
import io.tenantry.usage.internal.SettlingRows.Days;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts each day when it is over. Days that were missed, because no node ran, are counted later, and all of them can be counted
 * anew: the figures come from people and their activity, so that counting again gives the same.
 */
@Component
public class DailyRollups {
    private static final int FEW_DAYS = 3;

    private final Access access;
    private final AuditTrail audit;
    private final SettlingRows rows;
    private final UsageSettings settings;
    private final InstantSource clock;

    DailyRollups(Access access, AuditTrail audit, SettlingRows rows, UsageSettings settings, InstantSource clock) {
        this.access = access;
        this.audit = audit;
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /** Counts the days that are over and were not counted yet. */
    public void work() {
        LocalDate yesterday = yesterday();
        Days all = null;
        for (OrganizationId organization : rows.withPeople()) {
            Days missing = rows.missing(organization, yesterday);
            if (missing != null) {
                count(organization, missing);
                all = all == null || missing.from().isBefore(all.from()) ? missing : all;
            }
        }
        if (all != null) {
            rows.addUp(all);
        }
    }

    /**
     * Counts an organization's days anew, from the first or from a later one. Needs {@code usage.source.write}.
     *
     * @throws io.tenantry.kernel.Refusal (NOT_PERMITTED)
     */
    public void rebuild(Caller caller, OrganizationId organization, @Nullable LocalDate from) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_WRITE, organization);
        audit.recordAlone(
                reach,
                caller.actor(),
                AuditEvent.done(
                        organization,
                        "usage.days.rebuild",
                        new AuditEvent.Target("organization", organization.toString(), null, null),
                        null,
                        Map.of("from", from == null ? "the beginning" : from.toString())));
        LocalDate first = rows.first(organization);
        LocalDate yesterday = yesterday();
        if (first == null || first.isAfter(yesterday)) {
            return;
        }
        Days days = new Days(from == null || from.isBefore(first) ? first : from, yesterday);
        if (!days.from().isAfter(days.to())) {
            rows.count(organization, days, settings.activeDays());
            rows.addUp(days);
        }
    }

    /** A few days are counted one by one, which looks at little more than the last activity of each person. */
    private void count(OrganizationId organization, Days days) {
        if (days.from().plusDays(FEW_DAYS).isAfter(days.to())) {
            for (LocalDate day = days.from(); !day.isAfter(days.to()); day = day.plusDays(1)) {
                rows.count(organization, new Days(day, day), settings.activeDays());
            }
        } else {
            rows.count(organization, days, settings.activeDays());
        }
    }

    private LocalDate yesterday() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
    }
}
