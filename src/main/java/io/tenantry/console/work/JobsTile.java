package io.tenantry.console.work;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.automation.Category;
import io.tenantry.automation.CommandBlocks;
import io.tenantry.automation.CommandJobs;
import io.tenantry.automation.JobStats;
import io.tenantry.console.Tile;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** How jobs went within a day. */
@Component
class JobsTile implements Tile {
    private static final int CATEGORIES_MAX = 100;

    private final CommandBlocks blocks;
    private final CommandJobs jobs;

    JobsTile(CommandBlocks blocks, CommandJobs jobs) {
        this.blocks = blocks;
        this.jobs = jobs;
    }

    @Override
    public int position() {
        return 40;
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(Permission.COMMAND_JOBS_READ, Permission.COMMAND_CATEGORY_READ);
    }

    @Override
    public Shown show(Caller caller) {
        long completed = 0;
        long queued = 0;
        long failed = 0;
        List<Order> order = List.of(Order.ascending(CommandBlocks.CATEGORY_FIELDS.id()));
        for (Category category : blocks.categories(caller, ListQuery.first(CATEGORIES_MAX, Condition.ALL, order))
                .items()) {
            if (category.parent() == null) {
                JobStats stats = jobs.stats(caller, category.id(), Duration.ofDays(1));
                completed += stats.completed();
                queued += stats.queued();
                failed += stats.failed();
            }
        }
        return new Shown(
                "Jobs within a day",
                "console/work/tile :: jobs",
                Map.of("completed", completed, "queued", queued, "failed", failed),
                "/console/jobs",
                false);
    }
}
