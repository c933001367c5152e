package io.tenantry.automation.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.automation.Job;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.ListQuery;
import io.tenantry.query.PageSql;
import io.tenantry.query.RowVersions;
import io.tenantry.query.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Pages of lists of jobs. Whoever watches a list asks for it again and again, and mostly nothing has changed: a page that was the
 * same twice is then asked for by the versions of its rows alone, and only read again when they are others. Nobody is shown a job
 * from memory that the database has not told him of in the same breath.
 */
final class JobPages {
    private static final int JOBS_KEPT = 2_000;
    private static final Duration KEPT_FOR = Duration.ofMinutes(10);

    private final Database database;
    private final Cache<Asked, Known> known = Caffeine.newBuilder()
            .<Asked, Known>weigher(
                    (asked, page) -> asked.organizations() + page.jobs().items().size())
            .maximumWeight(JOBS_KEPT)
            .expireAfterAccess(KEPT_FOR)
            .build();

    JobPages(Database database) {
        this.database = database;
    }

    /**
     * One page.
     *
     * @param seen how far the caller sees jobs, by what they are about
     */
    Page<Job> page(Map<Reach, List<Permission>> seen, ListQuery query) {
        Map<Reach, List<Permission>> visible = JobLists.narrowed(seen, query.filter());
        if (visible.isEmpty()) {
            return new Page<>(List.of(), null, query.count() ? 0L : null);
        }
        Asked asked = new Asked(visible, query);
        Page<Job> page =
                asked.isBeginning() ? watched(asked) : reading(asked).now().jobs();
        return query.count()
                ? new Page<>(
                        page.items(), page.next(), JobLists.count(databaseFor(asked), asked.reach(), visible, query))
                : page;
    }

    private Page<Job> watched(Asked asked) {
        Known before = known.getIfPresent(asked);
        if (before != null && before.isSettled() && before.reading().gives(before.versions())) {
            return before.jobs();
        }
        Known now = (before == null ? reading(asked) : before.reading()).now();
        Known page = before != null && before.versions().equals(now.versions()) ? before.settled() : now;
        known.put(asked, page);
        return page.jobs();
    }

    private Reading reading(Asked asked) {
        return new Reading(databaseFor(asked), asked.reach(), JobLists.page(asked.visible(), asked.query()));
    }

    /** Where one index has the jobs in their order, PostgreSQL plans that once. */
    private Database databaseFor(Asked asked) {
        return JobLists.isPlain(asked.visible(), asked.query()) ? database.steady() : database;
    }

    /** What is asked for, and how far the jobs of which blocks may be seen. */
    private record Asked(Map<Reach, List<Permission>> visible, ListQuery query) {
        /** Others go on through a list, and do not come back to the same page. */
        boolean isBeginning() {
            return query.after() == null && query.skip() == 0;
        }

        Reach reach() {
            return visible.keySet().stream().reduce(Reach.nowhere(), Reach::and);
        }

        int organizations() {
            return reach() instanceof Reach.Some(var some) ? some.size() : 1;
        }
    }

    /** How a page is read. */
    private record Reading(Database database, Reach reach, PageSql page, Sql versions) {
        Reading(Database database, Reach reach, PageSql page) {
            this(database, reach, page, RowVersions.of(page));
        }

        /** Whether the page has the rows that it had before, in the same versions. */
        boolean gives(RowVersions before) {
            return before.equals(database.first(
                    reach, versions.text(), RowVersions::read, versions.values().toArray()));
        }

        Known now() {
            RowVersions.Writing read = new RowVersions.Writing();
            List<PageSql.Placed<Job>> rows = database.list(
                    reach,
                    page.sql().text(),
                    row -> {
                        Job job = JobLists.read(row);
                        read.add(job.id(), row.getLong(JobLists.VERSION));
                        return page.placed(job, row);
                    },
                    page.sql().values().toArray());
            return new Known(this, read.all(), page.page(rows, null), false);
        }
    }

    /**
     * A page as it was last read.
     *
     * @param isSettled whether it was the same the time before
     */
    private record Known(Reading reading, RowVersions versions, Page<Job> jobs, boolean isSettled) {
        Known settled() {
            return new Known(reading, versions, jobs, true);
        }
    }
}
