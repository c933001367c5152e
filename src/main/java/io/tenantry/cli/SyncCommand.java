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
    private static final List<Column> COLUMNS = RunWatch.columns(
            "USERS",
            "usersRead",
            "CREATED",
            "usersCreated",
            "CHANGED",
            "usersChanged",
            "REMOVED",
            "usersRemoved",
            "GROUPS",
            "groupsRead",
            "MEMBERS +",
            "membersAdded",
            "MEMBERS -",
            "membersRemoved",
            "LICENSES",
            "licensesChanged",
            "BOUGHT",
            "subscriptionsChanged");

    private SyncCommand() {}

    @Command(name = "now", description = "Read what changed, and wait for it.", mixinStandardHelpOptions = true)
    static final class Now extends ConnectCommand.OfOrganization {
        @Option(names = "--full", description = "Read everything anew, not only what changed.")
        private boolean full;

        @Override
        void run(HubClient hub) {
            String connection = connections(hub) + "/microsoft";
            JsonNode begun = hub.ask("POST", connection + "/sync" + (full ? "?full=true" : ""), null);
            JsonNode ended;
            ProgressBar bar = output().progress();
            try {
                ended = RunWatch.await(hub, connection + "/runs", begun, run -> show(bar, run));
            } finally {
                bar.clear();
            }
            JsonNode notice = ended.path("notice");
            if (notice.isString()) {
                output().say(notice.asString());
            }
            RunWatch.show(output(), ended, COLUMNS);
        }

        /** A first reading knows how many people there are; one of changes ends when it ends. */
        private static void show(ProgressBar bar, JsonNode run) {
            long read = run.path("counts").path("usersRead").asLong(0);
            long expected = run.path("usersExpected").asLong(0);
            bar.show(
                    expected == 0 ? 0 : Math.min(1, (double) read / expected),
                    read + " users, " + run.path("counts").path("groupsRead").asLong(0) + " groups");
        }
    }

    @Command(name = "runs", description = "List how a mirror was brought up to date.", mixinStandardHelpOptions = true)
    static final class Runs extends ConnectCommand.OfOrganization {
        @Override
        void run(HubClient hub) {
            showItems(hub, COLUMNS, connections(hub) + "/microsoft/runs");
        }
    }
}
