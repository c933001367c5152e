package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tenantry blocks}: what can be run for people, groups, organizations and devices. */
@Command(
        name = "blocks",
        description = "Command blocks: list, show, add, change, delete. 'tenantry jobs run' runs one.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BlocksCommand.ListAll.class,
            BlocksCommand.Show.class,
            BlocksCommand.Add.class,
            BlocksCommand.Change.class,
            BlocksCommand.Delete.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BlocksCommand {
    static final String BLOCKS = "/api/v1/command-blocks";
    static final String SETS = "/api/v1/command-sets";

    static final List<Column> COLUMNS = List.of(
            Column.of("IDENTIFIER", "identifier"),
            Column.of("TITLE", "title"),
            Column.of("FOR", "target"),
            Column.of("VERSION", "version"),
            Column.of("CATEGORY", "category"),
            Column.of("ID", "id"));

    private static final List<Column> DETAIL = COLUMNS.stream()
            .map(column -> new Column(column.heading(), item -> column.cell().apply(item.path("block"))))
            .toList();

    private static final List<Column> PARAMETERS = List.of(
            Column.of("NAME", "name"),
            new Column("TYPE", parameter -> type(parameter.path("schema"))),
            new Column("REQUIRED", parameter -> yes(parameter.path("required"))),
            new Column("SENSITIVE", parameter -> yes(parameter.path("sensitive"))),
            Column.of("DEFAULT", "defaultValue"),
            Column.of("TITLE", "title"));

    private static final List<Column> OUTPUT =
            List.of(PARAMETERS.get(0), PARAMETERS.get(1), Column.of("TITLE", "title"));

    private static final List<Column> MEMBERS = List.of(
            Column.of("AS", "alias"),
            Column.of("BLOCK", "block"),
            Column.of("VERSION", "version"),
            Column.of("WHEN", "when"),
            Column.of("FOR", "target"),
            Column.of("ON FAILURE", "onFailure"),
            Column.of("UNDONE BY", "undoneBy"));

    private static final List<Column> STEPS = List.of(new Column("OPERATION", Column::text));

    private BlocksCommand() {}

    /** What it is, takes, gives and does, in words. */
    private static void tell(Sections sections, JsonNode item) {
        sections.members(item.path("block"))
                .rows("Takes", PARAMETERS, item.path("input"))
                .rows("Gives", OUTPUT, item.path("output"))
                .rows("Runs", MEMBERS, item.path("blocks"))
                .rows("Steps", STEPS, item.path("steps"))
                .rows(
                        "Needs the permissions",
                        List.of(new Column("PERMISSION", Column::text)),
                        item.path("permissions"))
                .text("Undone by", item.path("undoneBy").asString(""))
                .text("Written as", item.path("definition").asString(""));
    }

    private static String type(JsonNode schema) {
        String type = schema.path("type").asString("string");
        String format = schema.path("format").asString("");
        String choices = Column.text(schema.path("enum"));
        return !choices.isEmpty() ? "one of " + choices : format.isEmpty() ? type : type + " (" + format + ")";
    }

    private static String yes(JsonNode flag) {
        return flag.asBoolean(false) ? "yes" : "";
    }

    @Command(name = "list", description = "List the command blocks.", mixinStandardHelpOptions = true)
    static final class ListAll extends HubCommand {
        @Mixin
        private Paging paging;

        @Mixin
        private Choice choice;

        @Override
        void run(HubClient hub) {
            show(hub, COLUMNS, choice.of(BLOCKS), paging);
        }
    }

    /** A command about one block or set. */
    abstract static class OfBlock extends HubCommand {
        @Parameters(index = "0", paramLabel = "BLOCK", description = "Its identifier or id.")
        private String block;

        /** Its id; blocks and sets are looked through for an identifier. */
        final String id(HubClient hub) {
            return BlocksCommand.id(hub, block);
        }
    }

    static String id(HubClient hub, String named) {
        if (Named.isId(named)) {
            return named;
        }
        for (String list : List.of(BLOCKS, SETS)) {
            String filter = HubClient.encoded("technicalIdentifier eq " + Named.quoted(named));
            JsonNode found = hub.get(list + "?filter=" + filter).path("items").path(0);
            if (!found.isMissingNode()) {
                return found.path("id").asString();
            }
        }
        throw new CommandFailure("there is no command block or set called '" + named + "'.");
    }

    @Command(name = "show", description = "Show what a block takes, gives and does.", mixinStandardHelpOptions = true)
    static final class Show extends OfBlock {
        @Override
        void run(HubClient hub) {
            output().one(hub.get(BLOCKS + "/" + id(hub)), DETAIL, BlocksCommand::tell);
        }
    }

    @Command(
            name = "add",
            description = {
                "Add a block of the organization's own, written in YAML.",
                "A mistake is told with its line; docs/command-blocks.md shows examples."
            },
            mixinStandardHelpOptions = true)
    static final class Add extends WithinOrganization {
        @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
        private Path file;

        @Override
        void run(HubClient hub) {
            Map<String, String> body = Map.of("definition", GivenFile.text(file));
            output().one(
                            hub.ask("POST", organizationPath(hub) + "/command-definitions", body),
                            DETAIL,
                            BlocksCommand::tell);
        }
    }

    @Command(name = "change", description = "Add a version of a block of one's own.", mixinStandardHelpOptions = true)
    static final class Change extends OfBlock {
        @Parameters(index = "1", paramLabel = "FILE", description = "The new definition.")
        private Path file;

        @Override
        void run(HubClient hub) {
            Map<String, String> body = Map.of("definition", GivenFile.text(file));
            output().one(hub.ask("PUT", "/api/v1/command-definitions/" + id(hub), body), DETAIL, BlocksCommand::tell);
        }
    }

    @Command(name = "delete", description = "Delete a block of one's own.", mixinStandardHelpOptions = true)
    static final class Delete extends OfBlock {
        @Override
        void run(HubClient hub) {
            hub.send("DELETE", "/api/v1/command-definitions/" + id(hub), null);
            output().say("Deleted. Jobs that are under way or planned keep it.");
        }
    }
}
