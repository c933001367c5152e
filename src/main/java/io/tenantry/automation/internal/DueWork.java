package io.tenantry.automation.internal;

import io.tenantry.automation.internal.ClaimRows.Holder;
import io.tenantry.automation.internal.ReadWork.Looked;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes jobs on that are due. Those that only look are done at once, while one transaction holds all of them, and end with it: a
 * node that is ended in the middle leaves them as they were, another lane passes over them meanwhile, and each is written once.
 * The others become the run's, and are carried out one by one.
 */
@Component
final class DueWork {
    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

    /** A look that takes longer is not waited for: it goes the way of all other jobs, which nobody holds meanwhile. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final LaneConnections connections;
    private final AnswerRows answers;
    private final ReadWork reading;

    DueWork(LaneConnections connections, AnswerRows answers, ReadWork reading) {
        this.connections = connections;
        this.answers = answers;
        this.reading = reading;
    }

    /**
     * What came of it.
     *
     * @param any whether there were any jobs
     * @param taken those that are left to be carried out
     */
    record Found(boolean any, List<Claimed> taken) {}

    /** Sees to the next jobs. */
    Found next(Holder holder, int most) {
        try {
            return connections.database().transaction(LaneRows.within(holder.organization()), session -> {
                List<Claimed> due = ClaimRows.due(session, holder, most);
                Looked looked = due.isEmpty() ? Looked.NOTHING : look(due);
                answers.end(session, holder.organization(), looked.answers());
                List<Claimed> taken = looked.isNothing() ? reading.others(due) : looked.refused();
                return take(session, holder, due, taken);
            });
        } catch (DatabaseFailure failure) {
            if (failure.isUnavailable()) {
                throw failure;
            }
            LOG.warn("Jobs of organization {} are done one by one", holder.organization(), failure);
            return connections.database().transaction(LaneRows.within(holder.organization()), session -> {
                List<Claimed> due = ClaimRows.due(session, holder, most);
                return take(session, holder, due, due);
            });
        }
    }

    private static Found take(Session session, Holder holder, List<Claimed> due, List<Claimed> taken) {
        ClaimRows.take(session, holder, taken);
        return new Found(!due.isEmpty(), taken);
    }

    private Looked look(List<Claimed> due) {
        try {
            return StepTimer.within(LONGEST, () -> reading.look(due));
        } catch (StepTimer.TimedOut late) {
            return new Looked(List.of(), List.of(due.getFirst()));
        }
    }
}
