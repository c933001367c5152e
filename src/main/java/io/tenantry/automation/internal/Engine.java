package io.tenantry.automation.internal;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.automation.AutomationSettings;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Shares the lanes among nodes. db-scheduler decides which node is at which lane, and gives the lanes of a node that fell silent
 * to another. It has connections of its own, as the request role: its table holds nobody's data, and nothing else may lend out
 * the connections that keep a reach.
 */
@Component
final class Engine implements SmartLifecycle {
    private static final int CONNECTIONS = 3;
    /** How often a node may miss saying that it lives before it is taken for dead. */
    static final int SILENCES = 4;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final DatabaseLocation location;
    private final Lanes lanes;
    private final AutomationSettings settings;
    private @Nullable Running running;

    private record Running(Scheduler scheduler, HikariDataSource connections) {}

    Engine(DatabaseLocation location, Lanes lanes, AutomationSettings settings) {
        this.location = location;
        this.lanes = lanes;
        this.settings = settings;
    }

    /** Looks for work at once instead of at the next poll. */
    void wake() {
        Running now = running;
        if (now != null) {
            now.scheduler().triggerCheckForDueExecutions();
        }
    }

    @Override
    public void start() {
        if (settings.threads() == 0) {
            return;
        }
        HikariDataSource connections = new HikariDataSource(
                LaneConnections.config(location, "jobs", CONNECTIONS, "SET ROLE tenantry_request"));
        Scheduler scheduler = Scheduler.create(connections, task())
                .threads(settings.threads())
                .executorService(Executors.newFixedThreadPool(
                        settings.threads(), Thread.ofVirtual().name("lane-", 0).factory()))
                .schedulerName(new SchedulerName.Fixed(
                        settings.node().isBlank() ? "node-" + UUID.randomUUID() : settings.node()))
                .pollingInterval(settings.poll())
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(SILENCES)
                .shutdownMaxWait(FAREWELL)
                .build();
        scheduler.start();
        running = new Running(scheduler, connections);
    }

    @Override
    public void stop() {
        Running now = running;
        if (now != null) {
            now.scheduler().stop();
            now.connections().close();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private CustomTask<Void> task() {
        return Tasks.custom(Lanes.TASK, Void.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, Instant.now().plus(AFTER_FAILURE)))
                .onDeadExecutionRevive()
                .execute(this::turn);
    }

    private CompletionHandler<Void> turn(TaskInstance<Void> instance, ExecutionContext context) {
        String[] parts = instance.getId().split("/", 2);
        boolean goesOn = lanes.turn(
                new OrganizationId(UUID.fromString(parts[0])),
                Integer.parseInt(parts[1]),
                () -> context.getSchedulerState().isShuttingDown());
        return (complete, operations) -> {
            if (goesOn) {
                operations.reschedule(complete, Instant.now());
            } else {
                operations.stop();
            }
        };
    }
}
