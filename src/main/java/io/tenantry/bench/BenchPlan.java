package io.tenantry.bench;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a benchmark does.
 *
 * @param users people in the generated estate
 * @param clients connections that ask at the same time
 * @param seconds how long a round takes
 * @param rounds rounds of the hub, and as many of bare SQL
 * @param warmUp seconds of load before anything counts
 * @param imported people in the file that is imported
 * @param jobs jobs of command blocks that lists and statistics are asked for among
 * @param discovered people in the consolidated view, none of them the hub's own; zero for those of the estate
 * @param parts what is measured
 * @param launcher the program {@code tenantry}
 * @param folder where the estate and the hub's files are kept
 */
public record BenchPlan(
        int users,
        int clients,
        double seconds,
        int rounds,
        double warmUp,
        int imported,
        int jobs,
        int discovered,
        Set<Part> parts,
        Path launcher,
        Path folder) {
    public BenchPlan {
        parts = Set.copyOf(parts);
    }

    /** Whether a part is to be measured. */
    public boolean has(Part part) {
        return parts.contains(part);
    }
}
