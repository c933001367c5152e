package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tenantry sync}: mirrors of Microsoft tenants, brought up to date and looked after. */
@Command(
        name = "sync",
        description = "Mirrors of Microsoft tenants: bring them up to date, and see how they are.",
        mixinStandardHelpOptions = true,
        subcommands = {SyncCommand.Now.class, SyncCommand.Runs.class, ConnectCommand.ListAll.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SyncCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("STARTED", "startedAt"),
            Column.of("STATE", "state"),
            count("USERS", "usersRead"),
            count("CREATED", "usersCreated"),
            count("CHANGED", "usersChanged"),
            count("REMOVED", "usersRemoved"),
            count("GROUPS", "groupsRead"),
            count("MEMBERS +", "membersAdded"),
            count("MEMBERS -", "membersRemoved"),
            count("LICENSES", "licensesChanged"),
            Column.of("PROBLEM", "problem"));

    private SyncCommand() {}

    private static Column count(String heading, String member) {
        return new Column(heading, item -> Column.text(item.path("counts").path(member)));
    }

    @Command(name = "now", description = "Read what changed, and wait for it.", mixinStandardHelpOptions = true)
    static final class Now extends ConnectCommand.OfOrganization {
        private static final long PAUSE_MILLIS = 500;

        @Option(names = "--full", description = "Read everything anew, not only what changed.")
        private boolean full;

        @Override
        void run(HubClient hub) {
            String connection = connections(hub) + "/microsoft";
            JsonNode run = hub.ask("POST", connection + "/sync" + (full ? "?full=true" : ""), null);
            String path = connection + "/runs/" + run.path("id").asString();
            while (run.path("state").asString().equals("running")) {
                pause();
                run = hub.get(path);
            }
            output().one(run, COLUMNS);
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

    @Command(name = "runs", description = "List how a mirror was brought up to date.", mixinStandardHelpOptions = true)
    static final class Runs extends ConnectCommand.OfOrganization {
        @Override
        void run(HubClient hub) {
            output().all(
                            COLUMNS,
                            hub.get(connections(hub) + "/microsoft/runs")
                                    .path("items")
                                    .iterator());
        }
    }
}
