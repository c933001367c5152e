package io.tenantry.provisioning.internal;

import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.provisioning.ProvisioningRun.State;
import io.tenantry.provisioning.ScimServers;
import io.tenantry.provisioning.ScimTarget;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Plans and provisions targets. A run that is cut off has told some and not others; the next one goes on with those. */
@Component
public class TargetWork {
    private static final Logger LOG = LoggerFactory.getLogger(TargetWork.class);

    private final ScimServers servers;
    private final ScimTargetRows targets;
    private final Telling.Tables tables;

    TargetWork(ScimServers servers, ScimTargetRows targets, Telling.Tables tables) {
        this.servers = servers;
        this.targets = targets;
        this.tables = tables;
    }

    /** What was told of each person and group. */
    public ToldObjectRows objects() {
        return tables.objects();
    }

    /** Begins a run; null when one is running already, here or on another node. {@link #work} does it. */
    public @Nullable UUID begin(ScimTarget target, boolean isPlan, String requestedBy) {
        UUID run = Ids.next();
        return tables.runs().begin(target, run, isPlan, requestedBy) ? run : null;
    }

    /**
     * Does the run that was begun. What goes wrong is told in its row.
     *
     * @param force let any number of people leave
     */
    public void work(ScimTarget target, UUID run, boolean isPlan, boolean force) {
        try {
            Telling telling = new Telling(tables, target, run, servers.at(target.url(), targets.credential(target)));
            if (isPlan) {
                new Planning(telling).work();
                tables.database().change(TargetRuns.reach(target), session -> targets.planned(session, target));
            } else {
                new PeopleTelling(telling).work(force);
                new GroupTelling(telling).work();
            }
            tables.runs().finish(target, run, State.DONE, null);
        } catch (Refusal refusal) {
            tables.runs().finish(target, run, State.FAILED, refusal.getMessage());
        } catch (IOException | RuntimeException failure) {
            LOG.error("Provisioning the target {} failed", target.id(), failure);
            tables.runs()
                    .finish(
                            target,
                            run,
                            State.FAILED,
                            "The hub could not finish this run; its log tells more about " + run);
        }
    }
}
