package io.tenantry.bench;

import io.tenantry.bench.internal.FaultRun;
import io.tenantry.bench.internal.Report;
import io.tenantry.bench.internal.TwoHubs;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Two hubs, two processes, two databases: one mirrors a tenant that the other stands in for, while answers fail and the reader is
 * killed over and over. What went wrong, and whether anything was lost or doubled, is written down at the end.
 */
public final class MirrorTrial {
    private final Plan plan;
    private final Report report;

    public MirrorTrial(Plan plan, PrintWriter out) {
        this.plan = plan;
        report = new Report(out);
    }

    /**
     * What to do.
     *
     * @param people in the tenant
     * @param kills how often the mirroring hub is killed in its first reading; once more while it reads changes
     * @param launcher the program {@code tenantry}
     * @param folder for both hubs' files; emptied of an earlier trial's databases
     */
    public record Plan(int people, int kills, Path launcher, Path folder) {}

    /** Whether the mirror shows all of the tenant and nothing else. */
    public boolean run() throws Exception {
        try (TwoHubs hubs = TwoHubs.start(plan.launcher(), plan.folder())) {
            return new FaultRun(hubs, report).run(plan.people(), plan.kills());
        }
    }
}
