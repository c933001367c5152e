package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code tenantry jobs}: running command blocks and sets, and looking after their jobs. */
@Command(
        name = "jobs",
        description = "Jobs of command blocks: run, list, show, watch, cancel, retry, undo.",
        mixinStandardHelpOptions = true,
        subcommands = {
            JobsCommand.Run.class,
            JobsCommand.ListAll.class,
            JobsCommand.Show.class,
            JobsCommand.Watch.class,
            JobsCommand.Cancel.class,
            JobsCommand.Retry.class,
            JobsCommand.Undo.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class JobsCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("BLOCK", "block"),
            Column.of("FOR", "target"),
            Column.of("ORGANIZATION", "organization"),
            Column.of("STATUS", "status"),
            Column.of("ERROR", "errorCode"),
            Column.of("CREATED", "createdAt"),
            Column.of("PLANNED", "plannedAt"),
            Column.of("ID", "id"));

    private static final List<Column> ACCEPTED = List.of(Column.of("ID", "id"), Column.of("PARTS", "parts"));

    private static final List<Column> DETAIL = List.of(
            new Column("BLOCK", item -> item.path("job").path("block").asString("")),
            new Column("STATUS", item -> item.path("job").path("status").asString("")),
            Column.of("ERROR", "errorMessage"));

    private static final List<Column> STEPS = List.of(
            Column.of("AS", "alias"),
            Column.of("OPERATION", "operation"),
            Column.of("STATE", "state"),
            Column.of("TRIED", "attempts"),
            Column.of("FINISHED", "finishedAt"),
            Column.of("ERROR", "errorMessage"));

    private static final List<Column> UNDO =
            List.of(Column.of("BLOCK", "blockIdentifier"), Column.of("UNDONE BY", "undoneBy"));

    private static final String COMPLETED = "Completed";

    private JobsCommand() {}

    /** How it is, what it was given and told, and each of its steps. */
    private static void tell(Sections sections, JsonNode item) {
        sections.members(item.path("job"))
                .text("What went wrong", item.path("errorMessage").asString(""))
                .members("Given", item.path("input"))
                .members("Told", item.path("output"))
                .rows("Steps", STEPS, item.path("steps"));
    }

    @Command(
            name = "run",
            description = {
                "Run a command block or set.",
                "Such as: tenantry jobs run blocksignin --organization Contoso --person ada@contoso.example"
            },
            mixinStandardHelpOptions = true)
    static final class Run extends WithinOrganization {
        @Parameters(index = "0", paramLabel = "BLOCK", description = "The identifier or id of a block or set.")
        private String block;

        @Option(
                names = "--person",
                split = ",",
                paramLabel = "PERSON",
                description = "For them, by sign-in name or id.")
        private @Nullable List<String> people;

        @Option(names = "--group", paramLabel = "ID", description = "For a group, or everybody in it.")
        private @Nullable String group;

        @Option(names = "--device", paramLabel = "ID", description = "For a device.")
        private @Nullable String device;

        @Option(names = "--filter", paramLabel = "FILTER", description = "For everybody who meets it.")
        private @Nullable String filter;

        @Option(names = "--input", paramLabel = "NAME=VALUE", description = "A value for a parameter.")
        private Map<String, String> input = new LinkedHashMap<>();

        @Option(names = "--schedule", paramLabel = "ID", description = "By a schedule.")
        private @Nullable String schedule;

        @Option(names = "--at", paramLabel = "WHEN", description = "Then, such as 2026-11-27T16:00:00Z.")
        private @Nullable String at;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("block", block);
            body.put("people", people);
            body.put("group", group);
            body.put("device", device);
            body.put("filter", filter);
            body.put("input", input);
            body.put("scheduleId", schedule);
            body.put("plannedAt", at);
            output().one(hub.ask("POST", organizationPath(hub) + "/command-jobs", body), ACCEPTED);
        }
    }

    @Command(name = "list", description = "List jobs, the newest first.", mixinStandardHelpOptions = true)
    static final class ListAll extends HubCommand {
        @Mixin
        private Paging paging;

        @Mixin
        private ChoiceAnywhere choice;

        @Override
        void run(HubClient hub) {
            show(hub, COLUMNS, choice.of(hub, "/api/v1/command-jobs"), paging);
        }
    }

    /** A command about one job. */
    abstract static class OfJob extends WithinOrganization {
        @Parameters(index = "0", paramLabel = "ID", description = "The job's id, as run and list show it.")
        private String job;

        final String path(HubClient hub) {
            return organizationPath(hub) + "/command-jobs/" + HubClient.encoded(job);
        }
    }

    @Command(
            name = "show",
            description = "Show a job: its input, what it told, and each of its steps.",
            mixinStandardHelpOptions = true)
    static final class Show extends OfJob {
        @Override
        void run(HubClient hub) {
            output().one(hub.get(path(hub)), DETAIL, JobsCommand::tell);
        }
    }

    @Command(
            name = "watch",
            description = "Show how far a job is, to its end. Fails unless the job is completed.",
            mixinStandardHelpOptions = true)
    static final class Watch extends OfJob {
        @Spec
        private CommandSpec spec;

        @Override
        void run(HubClient hub) {
            ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
            JsonNode last = Following.to(hub, path(hub) + "/events", now -> {
                double all = Math.max(1, now.path("all").asLong());
                bar.show(
                        1 - now.path("left").asLong() / all,
                        now.path("completed").asLong() + " completed, "
                                + now.path("failed").asLong() + " failed");
                return !List.of(COMPLETED, "Failed", "Cancelled")
                        .contains(now.path("status").asString());
            });
            bar.clear();
            if (last != null) {
                String status = last.path("status").asString();
                output().say(status + ": "
                        + last.path("completed").asLong() + " completed, "
                        + last.path("failed").asLong() + " failed, "
                        + last.path("cancelled").asLong() + " cancelled");
                if (!status.equals(COMPLETED)) {
                    throw new CommandFailure("not everything of the job was done; 'tenantry jobs show' tells why.");
                }
            }
        }
    }

    @Command(name = "cancel", description = "End a job before its next step.", mixinStandardHelpOptions = true)
    static final class Cancel extends OfJob {
        @Override
        void run(HubClient hub) {
            output().one(hub.ask("POST", path(hub) + "/cancel", null), DETAIL, JobsCommand::tell);
        }
    }

    @Command(
            name = "retry",
            description = "Try a failed job again from the step that failed; of a job for many, those that failed.",
            mixinStandardHelpOptions = true)
    static final class Retry extends OfJob {
        @Override
        void run(HubClient hub) {
            output().one(hub.ask("POST", path(hub) + "/retry", null), DETAIL, JobsCommand::tell);
        }
    }

    @Command(
            name = "undo",
            description = "Undo a job as far as its blocks can be undone; with --look only show how far.",
            mixinStandardHelpOptions = true)
    static final class Undo extends OfJob {
        @Option(names = "--look", description = "Only show what would be taken back.")
        private boolean look;

        @Override
        void run(HubClient hub) {
            if (look) {
                showItems(hub, UNDO, path(hub) + "/undo");
            } else {
                output().one(hub.ask("POST", path(hub) + "/undo", null), ACCEPTED);
            }
        }
    }
}
