package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Runs of long work in the hub, that a command begins and waits for. */
final class RunWatch {
    private static final long PAUSE_MILLIS = 500;

    private RunWatch() {}

    /**
     * Columns of a list of runs: when, how far, and what was counted.
     *
     * @param counts headings, each with the member it shows
     */
    static List<Column> columns(String... counts) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("STARTED", "startedAt"), Column.of("STATE", "state")));
        for (int i = 0; i < counts.length; i += 2) {
            columns.add(count(counts[i], counts[i + 1]));
        }
        columns.add(Column.of("PROBLEM", "problem"));
        return List.copyOf(columns);
    }

    /** A column of what a run has counted. */
    static Column count(String heading, String member) {
        return new Column(heading, item -> Column.text(item.path("counts").path(member)));
    }

    /**
     * Waits until a run is over.
     *
     * @param runs the path of its kind
     * @param seen hears how it is, again and again
     * @return how it ended
     */
    static JsonNode await(HubClient hub, String runs, JsonNode begun, Consumer<JsonNode> seen) {
        JsonNode run = begun;
        String path = runs + "/" + run.path("id").asString();
        while (run.path("state").asString().equals("running")) {
            seen.accept(run);
            pause();
            run = hub.get(path);
        }
        return run;
    }

    /** Shows how a run ended; one that failed is a failure. */
    static void show(Output output, JsonNode run, List<Column> columns) {
        output.one(run, columns);
        if (!run.path("state").asString().equals("done")) {
            throw new CommandFailure(run.path("problem").asString("the run failed"));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped; the hub goes on");
        }
    }
}
