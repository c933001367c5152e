package io.tenantry.federation.internal;

import io.tenantry.federation.SyncRun.Counts;
import io.tenantry.federation.SyncRun.Problem;
import io.tenantry.kernel.Shortened;
import java.util.ArrayList;
import java.util.List;

/** What a run has done so far. A page adds to it only once its transaction is done. */
final class Tally {
    static final int PROBLEMS_KEPT = 100;

    private static final int TEXT_MAX = 500;

    private Counts counts = Counts.NONE;
    private final List<Problem> problems = new ArrayList<>();

    Counts counts() {
        return counts;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The same, as it would be after one page more. */
    Tally with(Counts more, List<Problem> found) {
        Tally next = new Tally();
        next.counts = new Counts(
                counts.peopleRead() + more.peopleRead(),
                counts.created() + more.created(),
                counts.changed() + more.changed(),
                counts.disabled() + more.disabled(),
                counts.enabled() + more.enabled(),
                counts.gone() + more.gone(),
                counts.unchanged() + more.unchanged(),
                counts.failed() + more.failed(),
                counts.groupsRead() + more.groupsRead(),
                counts.membersAdded() + more.membersAdded(),
                counts.membersRemoved() + more.membersRemoved());
        next.problems.addAll(problems);
        found.stream()
                .limit(Math.max(0, PROBLEMS_KEPT - problems.size()))
                .map(problem -> new Problem(shortened(problem.entry()), shortened(problem.reason())))
                .forEach(next.problems::add);
        return next;
    }

    private static String shortened(String text) {
        return Shortened.to(TEXT_MAX, text);
    }
}
