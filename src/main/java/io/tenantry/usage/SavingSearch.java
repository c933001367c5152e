package io.tenantry.usage;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.SavingRuleRows;
import io.tenantry.usage.internal.SavingSearchSql;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks for savings: a few statements an organization, however many people it has. What is found again keeps its id and the day
 * when it was found first. Any node may be at it; an organization is searched by one at a time.
 */
@Component
public class SavingSearch {
    private static final Reach HUB = new Reach.Everything();
    private static final Duration EVERY = Duration.ofHours(6);

    private final Database database;
    private final InstantSource clock;

    SavingSearch(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Searches every organization where that was last done some hours ago. */
    public void work() {
        OrganizationId due = due();
        while (due != null && !Thread.currentThread().isInterrupted()) {
            in(due);
            due = due();
        }
    }

    private @Nullable OrganizationId due() {
        return SavingSearchSql.due(database, HUB, clock.instant().minus(EVERY));
    }

    /** Searches one organization. */
    void in(OrganizationId organization) {
        database.change(new Reach.Some(Set.of(organization)), session -> {
            SavingSearchSql.alone(session, organization);
            SavingSearchSql.search(
                    session,
                    organization,
                    SavingRuleRows.list(session, organization),
                    SavingSearchSql.excluded(database, HUB, organization, clock.instant()),
                    clock.instant());
        });
    }

    /** Has an organization and all below it searched soon, and the organization itself now. */
    void below(OrganizationId organization) {
        SavingSearchSql.forgetBelow(database, HUB, organization);
        in(organization);
    }
}
