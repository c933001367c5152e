package io.tenantry.bench.internal;

import io.tenantry.bench.BenchPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How soon the hub and its other commands are there, and how much memory the hub takes. */
public final class StartUp {
    private static final int STARTS = 3;
    private static final int COMMANDS = 5;
    private static final int QUIET_MILLIS = 30_000;

    private StartUp() {}

    /** The hub gives memory back once it has nothing to do, so it is left alone for half a minute first. */
    public static void reportMemory(HubProcess hub, Report report) throws InterruptedException {
        long atOnce = hub.residentMegabytes();
        Thread.sleep(QUIET_MILLIS);
        report.atMost(
                "resident memory after the run, MB",
                (double) hub.residentMegabytes(),
                350,
                "(the hub's Java machine alone, half a minute later; " + atOnce + " at once)");
    }

    /** Starts the hub with its own database some times; the first start of a build is not among them. */
    public static void measure(BenchPlan plan, Path log, Report report) throws IOException, InterruptedException {
        double[] starts = new double[STARTS];
        for (int start = 0; start < STARTS; start++) {
            try (HubProcess hub = HubProcess.start(
                    plan.launcher(), List.of("--data-dir", plan.folder().toString()), Map.of(), log)) {
                starts[start] = hub.startSeconds();
            }
        }
        report.atMost("start to the first answer, s", middle(starts), 8, "(with its own database)");
        double[] commands = new double[COMMANDS];
        for (int command = 0; command < COMMANDS; command++) {
            long before = System.nanoTime();
            Process process = new ProcessBuilder(plan.launcher().toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException("tenantry --version failed; " + log + " tells why");
            }
            commands[command] = (System.nanoTime() - before) / 1e9;
        }
        report.atMost("another command, s", middle(commands), 0.7, "(tenantry --version)");
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
