package io.tenantry.usage;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
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
    /** How long somebody who asked waits; what takes longer is left to the background. */
    private static final int PATIENCE_SECONDS = 10;

    private static final int BACKGROUND_SECONDS = 1800;
    private static final String TIMED_OUT = "57014";

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
            search(due, BACKGROUND_SECONDS);
            due = due();
        }
    }

    private @Nullable OrganizationId due() {
        return SavingSearchSql.due(database, HUB, clock.instant().minus(EVERY));
    }

    /** Searches one organization now, or soon where it has so many seats that nobody would wait for it. */
    void in(OrganizationId organization) {
        SavingSearchSql.forget(database, HUB, organization);
        try {
            search(organization, PATIENCE_SECONDS);
        } catch (DatabaseFailure failure) {
            if (!TIMED_OUT.equals(failure.state())) {
                throw failure;
            }
        }
    }

    private void search(OrganizationId organization, int seconds) {
        database.change(new Reach.Some(Set.of(organization)), session -> {
            SavingSearchSql.alone(session, organization, seconds);
            SavingSearchSql.search(
                    session,
                    organization,
                    SavingRuleRows.list(database, organization).stream()
                            .map(SavingRules.Binding::setting)
                            .toList(),
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
