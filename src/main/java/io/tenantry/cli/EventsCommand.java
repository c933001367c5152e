package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tenantry events}: what happened, and what happens. */
@Command(
        name = "events",
        description =
                "Show what happened in an organization, oldest first; with --follow also what happens from now on.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EventsCommand extends WithinOrganization {
    private static final List<Column> COLUMNS = List.of(
            Column.of("TIME", "time"),
            Column.of("TYPE", "type"),
            new Column(
                    "OBJECT",
                    item -> Column.text(item.path("data").path("object").path("name"))),
            new Column("BY", item -> Column.text(item.path("data").path("actor").path("name"))),
            Column.of("ID", "id"));

    @Option(names = "--type", paramLabel = "TYPE", description = "Only these types, such as user.created,user.deleted.")
    private @Nullable String type;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "Only events that meet it, such as \"actorName eq 'ada@example.com'\".")
    private @Nullable String filter;

    @Option(names = "--subtree", description = "Also of the organizations below.")
    private boolean subtree;

    @Option(
            names = "--after",
            paramLabel = "PLACE",
            description =
                    "Where to begin: oldest, latest, or what an answer gave. Default: oldest, with --follow latest")
    private @Nullable String after;

    @Option(names = "--follow", description = "Wait for what happens, until Ctrl-C.")
    private boolean follow;

    @Override
    void run(HubClient hub) {
        Feed feed = new Feed(hub, organizationPath(hub) + "/events");
        if (follow) {
            feed.forEachRemaining(event -> output().live(COLUMNS, event));
        } else {
            output().all(COLUMNS, feed);
        }
    }

    /** Reads on whenever what was read is shown. */
    private final class Feed implements Iterator<JsonNode> {
        private final HubClient hub;
        private final String path;
        private String place;
        private boolean isMore = true;
        private @Nullable Iterator<JsonNode> read;

        Feed(HubClient hub, String path) {
            this.hub = hub;
            this.path = path;
            String given = after;
            place = given != null ? given : follow ? "latest" : "oldest";
        }

        @Override
        public boolean hasNext() {
            while ((read == null || !read.hasNext()) && (isMore || follow)) {
                JsonNode page = hub.get(new Query(path)
                        .with("after", place)
                        .with("type", type)
                        .with("filter", filter)
                        .with("subtree", subtree ? "true" : null)
                        .with("limit", "500")
                        .with("wait", follow ? "20" : null)
                        .toString());
                place = page.path("next").asString();
                isMore = page.path("hasMore").asBoolean();
                read = page.path("items").iterator();
            }
            return read != null && read.hasNext();
        }

        @Override
        public JsonNode next() {
            if (!hasNext() || read == null) {
                throw new NoSuchElementException();
            }
            return read.next();
        }
    }
}
