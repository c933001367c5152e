package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenantry usage reclaim}: takes savings back. */
@Command(
        name = "reclaim",
        description = "Taking savings back: plan, list, show, undo.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UsageReclaimCommand.Plan.class,
            UsageReclaimCommand.ListAll.class,
            UsageReclaimCommand.Show.class,
            UsageReclaimCommand.Undo.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UsageReclaimCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("STATE", "state"),
            Column.of("CHANGE", "changeId"),
            Column.of("UNDO", "undoChangeId"),
            Column.of("LOWERS", "lowerSubscriptions"),
            Column.of("BY", "requestedBy"),
            Column.of("AT", "createdAt"),
            Column.of("PROBLEM", "problem"),
            Column.of("ID", "id"));

    private UsageReclaimCommand() {}

    @Command(
            name = "plan",
            description = {
                "Plan to take savings back, by their ids or a filter. Apply the change that is shown with",
                "'tenantry change apply'."
            },
            mixinStandardHelpOptions = true)
    static final class Plan extends UsageSavingsCommand.InOne {
        @Parameters(
                arity = "0..*",
                paramLabel = "ID",
                description = "Savings, as 'tenantry usage savings list' shows them.")
        private List<String> ids = new ArrayList<>();

        @Option(
                names = "--filter",
                paramLabel = "FILTER",
                description =
                        "Those that meet it, such as \"confidence ge 85\"; those that the hub cannot take back are left out.")
        private @Nullable String filter;

        @Option(names = "--lower", description = "Make the subscriptions smaller by what comes free.")
        private boolean lower;

        @Option(names = "--title", paramLabel = "TEXT", description = "What it is for, for those who look at it.")
        private @Nullable String title;

        @Override
        void run(HubClient hub) {
            List<String> savings = new ArrayList<>(ids);
            if (filter != null) {
                hub.list(new Query(path(hub))
                                .with("filter", filter)
                                .with("limit=500")
                                .toString())
                        .forEachRemaining(saving -> {
                            if (saving.path("reclaimable").asBoolean()) {
                                savings.add(saving.path("id").asString());
                            }
                        });
            }
            if (savings.isEmpty()) {
                throw filter == null
                        ? new CommandFailure("say which savings: by their ids or --filter", 2)
                        : new CommandFailure("no saving that meets the filter is one that the hub can take back");
            }
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("savings", savings);
            body.put("lowerSubscriptions", lower);
            putGiven(body, "title", title);
            output().one(hub.ask("POST", path(hub) + "/reclaims", body), COLUMNS);
        }
    }

    @Command(name = "list", description = "List reclaims, the newest first.", mixinStandardHelpOptions = true)
    static final class ListAll extends UsageSavingsCommand.InOne {
        @Override
        void run(HubClient hub) {
            showItems(hub, COLUMNS, path(hub) + "/reclaims");
        }
    }

    /** A command about one reclaim. */
    abstract static class One extends UsageSavingsCommand.InOne {
        @Parameters(paramLabel = "ID", description = "Its id, as 'tenantry usage reclaim list' shows it.")
        private String reclaim;

        final String reclaimPath(HubClient hub) {
            return path(hub) + "/reclaims/" + HubClient.encoded(reclaim);
        }
    }

    @Command(name = "show", description = "Show a reclaim.", mixinStandardHelpOptions = true)
    static final class Show extends One {
        @Override
        void run(HubClient hub) {
            output().one(hub.get(reclaimPath(hub)), COLUMNS);
        }
    }

    @Command(
            name = "undo",
            description = {
                "Give back what was reclaimed. Subscriptions are raised at once; apply the change that is shown with",
                "'tenantry change apply' to give the licences back."
            },
            mixinStandardHelpOptions = true)
    static final class Undo extends One {
        @Override
        void run(HubClient hub) {
            output().one(hub.ask("POST", reclaimPath(hub) + "/undo", null), COLUMNS);
        }
    }
}
