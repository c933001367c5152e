package io.tenantry.bench;

import io.tenantry.bench.internal.OffboardingLedger;
import io.tenantry.bench.internal.OffboardingRun;
import io.tenantry.bench.internal.Report;
import io.tenantry.bench.internal.TwoNodes;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Very many people are offboarded over two nodes of one hub, of which one is killed over and over, while a tenant asks for time and
 * fails. At the end the ledger is compared with what became of the people.
 */
public final class OffboardingTrial {
    private final Plan plan;
    private final Report report;

    public OffboardingTrial(Plan plan, PrintWriter out) {
        this.plan = plan;
        report = new Report(out);
    }

    /**
     * What to do.
     *
     * @param people in organizations that live in the hub
     * @param atMicrosoft people in one that lives in a tenant, for which the hub itself stands in, with faults
     * @param kills how often the second node is killed in the middle of its work
     * @param launcher the program {@code tenantry}
     * @param folder for both nodes' files; emptied of an earlier trial's database
     */
    public record Plan(int people, int atMicrosoft, int kills, Path launcher, Path folder) {}

    /** Whether every step was done once, and none is missing. */
    public boolean run() throws Exception {
        try (TwoNodes nodes = TwoNodes.start(plan.launcher(), plan.folder())) {
            OffboardingRun run = new OffboardingRun(nodes, report);
            OffboardingLedger ledger = run.run(plan.people(), plan.atMicrosoft(), plan.kills());
            return ledger.tell(report);
        }
    }
}
