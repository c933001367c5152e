package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tenantry change}: changes of many things, from the plan to the undo. */
@Command(
        name = "change",
        description = "Changes of many things at once: plan, show, approve, apply, watch, undo.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ChangePlanCommand.class,
            ChangeCommand.ListAll.class,
            ChangeCommand.Show.class,
            ChangeCommand.Targets.class,
            ChangeCommand.Approve.class,
            ChangeCommand.Reject.class,
            ChangeWatchCommands.Apply.class,
            ChangeWatchCommands.Watch.class,
            ChangeCommand.Pause.class,
            ChangeWatchCommands.Resume.class,
            ChangeWatchCommands.Retry.class,
            ChangeCommand.Cancel.class,
            ChangeCommand.Undo.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ChangeCommand {
    static final String CHANGES = "/api/v1/changes";

    static final List<Column> COLUMNS = List.of(
            Column.of("TITLE", "title"),
            Column.of("STATE", "state"),
            Column.of("EDITS", "edits"),
            new Column("PLANNED", item -> item.path("counts").path("planned").asString("")),
            new Column("DONE", item -> item.path("progress").path("done").asString("")),
            new Column("BY", item -> item.path("requestedBy").path("name").asString("")),
            Column.of("ID", "id"));

    private ChangeCommand() {}

    /** A command about one change. */
    abstract static class OfChange extends HubCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "The change's id, as plan and list show it.")
        private String change;

        final String path() {
            return CHANGES + "/" + HubClient.encoded(change);
        }
    }

    @Command(name = "list", description = "List changes, the newest first.", mixinStandardHelpOptions = true)
    static final class ListAll extends HubCommand {
        @Mixin
        private Paging paging;

        @Mixin
        private Choice choice;

        @Option(names = "--waiting", description = "Only those that wait for somebody's approval.")
        private boolean waiting;

        @Override
        void run(HubClient hub) {
            Query query = choice.of(CHANGES);
            show(hub, COLUMNS, waiting ? query.with("filter", "state eq 'waiting'") : query, paging);
        }
    }

    @Command(name = "show", description = "Show a change and how far it is.", mixinStandardHelpOptions = true)
    static final class Show extends OfChange {
        @Override
        void run(HubClient hub) {
            JsonNode change = hub.get(path());
            output().one(change, COLUMNS);
            explain(change, output());
        }
    }

    @Command(
            name = "targets",
            description = "Show what a change does to each thing, and what became of it.",
            mixinStandardHelpOptions = true)
    static final class Targets extends OfChange {
        @Mixin
        private Paging paging;

        @Mixin
        private Choice choice;

        @Override
        void run(HubClient hub) {
            show(hub, ChangePlanCommand.TARGETS, choice.of(path() + "/targets"), paging);
        }
    }

    /** What the one who was asked says to a plan. */
    static final class Verdict {
        @Option(names = "--comment", paramLabel = "TEXT", description = "What you say to it.")
        private @Nullable String comment;

        /** Says it to exactly what the plan is now. */
        JsonNode tell(HubClient hub, String plan, String verdict) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("hash", hub.get(plan).path("hash").asString());
            body.put("comment", comment);
            return hub.ask("POST", plan + "/" + verdict, body);
        }
    }

    @Command(name = "approve", description = "Agree to somebody else's plan.", mixinStandardHelpOptions = true)
    static final class Approve extends OfChange {
        @Mixin
        private Verdict verdict;

        @Override
        void run(HubClient hub) {
            output().one(verdict.tell(hub, path(), "approve"), COLUMNS);
        }
    }

    @Command(name = "reject", description = "Refuse somebody else's plan.", mixinStandardHelpOptions = true)
    static final class Reject extends OfChange {
        @Mixin
        private Verdict verdict;

        @Override
        void run(HubClient hub) {
            output().one(verdict.tell(hub, path(), "reject"), COLUMNS);
        }
    }

    @Command(name = "pause", description = "Stop after what is being changed now.", mixinStandardHelpOptions = true)
    static final class Pause extends OfChange {
        @Override
        void run(HubClient hub) {
            output().one(hub.ask("POST", path() + "/pause", null), COLUMNS);
        }
    }

    @Command(name = "cancel", description = "End a plan for good.", mixinStandardHelpOptions = true)
    static final class Cancel extends OfChange {
        @Override
        void run(HubClient hub) {
            output().one(hub.ask("POST", path() + "/cancel", null), COLUMNS);
        }
    }

    @Command(
            name = "undo",
            description = "Plan how to take a change back; 'tenantry change apply' then does it.",
            mixinStandardHelpOptions = true)
    static final class Undo extends OfChange {
        @Option(
                names = "--force",
                split = ",",
                paramLabel = "ID",
                description = "Take this target back although somebody changed it since.")
        private List<String> force = new ArrayList<>();

        @Override
        void run(HubClient hub) {
            JsonNode plan = hub.ask("POST", path() + "/undo", Map.of("force", force));
            output().one(plan, COLUMNS);
            explain(plan, output());
        }
    }

    /** In sentences, for people: what stands in the way, and what to do next. */
    static void explain(JsonNode change, Output output) {
        JsonNode counts = change.path("counts");
        String id = change.path("id").asString();
        if (counts.path("blocked").asLong() > 0) {
            output.say(counts.path("blocked").asLong() + " cannot be changed; see why: tenantry change targets " + id
                    + " --filter \"state eq 'blocked'\"");
        }
        if (!change.path("missing").isEmpty()) {
            output.say(change.path("missing").size() + " of those named are not there");
        }
        change.path("notUndoable").forEach(sentence -> output.say("Note: " + sentence.asString()));
        switch (change.path("state").asString()) {
            case "planned", "approved" -> output.say("Nothing is changed yet. To do it: tenantry change apply " + id);
            case "waiting" ->
                output.say("Somebody else has to agree (" + Column.text(change.path("approvalReasons"))
                        + "): tenantry change approve " + id);
            default -> {
                // It has been decided already what becomes of it.
            }
        }
    }
}
