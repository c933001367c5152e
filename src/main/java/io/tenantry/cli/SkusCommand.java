package io.tenantry.cli;

import io.tenantry.cli.HubCommand.Paging;
import io.tenantry.cli.HubCommand.Query;
import io.tenantry.cli.Output.Column;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tenantry skus}: the list of products and their service plans. */
@Command(
        name = "skus",
        description = "Products: list, show, and load Microsoft's whole list.",
        mixinStandardHelpOptions = true,
        subcommands = {SkusCommand.ListAll.class, SkusCommand.Show.class, SkusCommand.Import.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SkusCommand {
    private static final String SKUS = "/api/v1/skus";

    private static final List<Column> COLUMNS = List.of(
            Column.of("PRODUCT", "displayName"),
            Column.of("PART NUMBER", "partNumber"),
            new Column(
                    "PLANS", item -> Integer.toString(item.path("servicePlans").size())),
            Column.of("ID", "id"));

    private static final List<Column> PLANS = List.of(
            Column.of("SERVICE PLAN", "displayName"),
            Column.of("NAME", "name"),
            new Column("FOR", item -> item.path("forPeople").asBoolean() ? "people" : "organization"),
            Column.of("ID", "id"));

    private SkusCommand() {}

    /** The id of a product that is named by id or part number. */
    static String id(HubClient hub, String typed) {
        return Named.isId(typed) ? typed : find(hub, typed).path("id").asString();
    }

    /** A product with its service plans. */
    static JsonNode find(HubClient hub, String typed) {
        if (Named.isId(typed)) {
            return hub.get(SKUS + "/" + typed);
        }
        Iterator<JsonNode> found = hub.list(new Query(SKUS)
                .with("filter", "partNumber eq " + Named.quoted(typed))
                .toString());
        if (!found.hasNext()) {
            throw new CommandFailure("there is no product '" + typed + "'; 'tenantry skus list' shows those there are");
        }
        return found.next();
    }

    @Command(name = "list", description = "List products.", mixinStandardHelpOptions = true)
    static final class ListAll extends HubCommand {
        @Mixin
        private Paging paging;

        @Option(
                names = "--filter",
                paramLabel = "FILTER",
                description = "For example \"contains(displayName,'Business')\".")
        private @Nullable String filter;

        @Override
        void run(HubClient hub) {
            show(hub, COLUMNS, new Query(SKUS).with("filter", filter), paging);
        }
    }

    @Command(name = "show", description = "Show the service plans of a product.", mixinStandardHelpOptions = true)
    static final class Show extends HubCommand {
        @Parameters(paramLabel = "PRODUCT", description = "A product's id or part number.")
        private String product;

        @Override
        void run(HubClient hub) {
            output().all(PLANS, find(hub, product).path("servicePlans").iterator());
        }
    }

    @Command(
            name = "import",
            description = {
                "Load the CSV of product names and service plan identifiers that Microsoft publishes.",
                "Needs the permission plans.write over all organizations."
            },
            mixinStandardHelpOptions = true)
    static final class Import extends HubCommand {
        @Parameters(paramLabel = "FILE", description = "The CSV file.")
        private Path file;

        @Override
        void run(HubClient hub) {
            JsonNode loaded = hub.postFile(SKUS + "/import", "text/csv", file).answer();
            output().say(loaded.path("skus").asInt() + " products with "
                    + loaded.path("servicePlans").asInt() + " service plans loaded, "
                    + loaded.path("added").asInt() + " of them new.");
        }
    }
}
