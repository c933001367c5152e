package io.tenantry.usage;

import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.SettlingRows;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Makes people of accounts, and works out what they use and cost, wherever something has changed. Any node may do it at any time;
 * each piece is one transaction, and whatever waits when a node dies waits for the next.
 */
@Component
public class Settling {
    private final SettlingRows rows;
    private final UsageSettings settings;
    private final InstantSource clock;

    Settling(SettlingRows rows, UsageSettings settings, InstantSource clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /** Settles whatever waits anywhere. */
    public void work() {
        for (OrganizationId organization : rows.waiting()) {
            settle(organization);
        }
    }

    /** Takes into account that time has passed, and brings the figures of applications up to date. */
    public void letTimePass() {
        Instant since = settings.activeSince(clock.instant());
        for (OrganizationId organization : rows.withPeople()) {
            rows.letTimePass(organization, since);
        }
        for (OrganizationId organization : rows.withStaleApplications()) {
            rows.refreshApplications(organization, since);
        }
    }

    /** Forgets what nobody needs any more. */
    public void forgetOld() {
        rows.forgetOld();
    }

    /** Settles whatever waits in an organization, and brings the figures of its applications up to date. */
    void now(OrganizationId organization) {
        settle(organization);
        rows.refreshApplications(organization, settings.activeSince(clock.instant()));
    }

    private void settle(OrganizationId organization) {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = rows.consolidate(organization, settings.settledAtOnce()) > 0;
        }
        more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = rows.settle(organization, settings.activeSince(clock.instant()), settings.settledAtOnce()) > 0;
        }
    }
}
