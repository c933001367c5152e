package io.tenantry.console.usage;

import io.tenantry.console.lists.Cell;
import io.tenantry.usage.DiscoveryRun;
import io.tenantry.usage.DiscoveryType;
import io.tenantry.usage.PersonStatus;
import java.util.List;
import java.util.stream.Collectors;

/** How pages about software show what has a name there. */
final class Looks {
    private Looks() {}

    static Cell status(PersonStatus status) {
        return Cell.badge(
                status.shown(),
                switch (status) {
                    case ACTIVE -> Cell.Look.GOOD;
                    case INACTIVE -> Cell.Look.WARNING;
                    case NO_ACTIVITY -> Cell.Look.QUIET;
                });
    }

    static String discovery(List<Integer> types) {
        return types.stream().map(type -> DiscoveryType.of(type).shown()).collect(Collectors.joining(", "));
    }

    static Cell state(DiscoveryRun run) {
        return switch (run.state()) {
            case RUNNING -> Cell.badge("Running", Cell.Look.PLAIN);
            case FAILED -> Cell.badge("Failed", Cell.Look.BAD);
            case DONE ->
                run.problems().isEmpty()
                        ? Cell.badge("Done", Cell.Look.GOOD)
                        : Cell.badge("With problems", Cell.Look.WARNING);
        };
    }
}
