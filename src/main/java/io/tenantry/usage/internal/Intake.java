package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.usage.DiscoveryRun;
import io.tenantry.usage.DiscoverySource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes in what sources tell: all of one telling in one transaction. */
@Component
public class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Reach HUB = new Reach.Everything();
    private static final String PATIENCE =
            "SELECT set_config('statement_timeout', '600s', true), set_config('work_mem', '64MB', true)";

    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtextextended('tenantry.usage.source.' || ?::uuid, 0))";

    private final Database database;
    private final DiscoveryRows rows;

    Intake(Database database, DiscoveryRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /**
     * Reads a source that the hub itself knows everything of. A failure is told by the run.
     *
     * @param problems what could not be read before
     */
    public void collect(DiscoverySource source, UUID run, List<DiscoveryRun.Problem> problems) {
        take(source, run, true, new FeedFile.Told(List.of(), 0, problems));
    }

    /**
     * Takes in what somebody has sent.
     *
     * @param isWhole whether accounts that are not told of are gone
     */
    public void take(DiscoverySource source, UUID run, boolean isWhole, FeedFile.Told told) {
        // The source may write nothing outside its own organization.
        Reach reach = new Reach.Some(Set.of(source.organization()));
        try {
            database.change(reach, session -> {
                session.list(PATIENCE, row -> true);
                session.list(ONE_AT_A_TIME, row -> true, source.id());
                StagedAccounts.make(session);
                if (source.kind().isRead()) {
                    HubCollector.collect(session, source);
                } else {
                    StagedAccounts.add(session, told.accounts());
                }
                DiscoveryRun.Counts counts = counts(session, source, isWhole, told.failed());
                if (source.kind().isRead()) {
                    HubCollector.price(session, source);
                }
                rows.finish(session, source, run, counts, told.problems());
            });
        } catch (RuntimeException failure) {
            LOG.warn("Source {} of {} could not be taken in", source.id(), source.organization(), failure);
            rows.fail(source, run, "What the source tells could not be taken in; the hub's log tells why");
        }
    }

    private static DiscoveryRun.Counts counts(Session session, DiscoverySource source, boolean isWhole, long failed) {
        return Objects.requireNonNull(session.first(
                "SELECT (SELECT count(*) FROM staged), t.created, t.changed, t.gone, t.active_days"
                        + " FROM take_in_accounts(?, ?, ?) t",
                row -> new DiscoveryRun.Counts(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), failed),
                source.organization().value(),
                source.id(),
                isWhole));
    }

    /** Begins a run, and tells its id. */
    public UUID begin(DiscoverySource source, String requestedBy) {
        return database.transaction(HUB, session -> rows.begin(session, source, requestedBy));
    }
}
