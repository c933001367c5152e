package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tenantry usage sources}: where accounts and their activity are told from. */
@Command(
        name = "sources",
        description = "Discovery sources: list, add, switch, read, feed, runs, remove.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UsageSourcesCommand.ListAll.class,
            UsageSourcesCommand.Add.class,
            UsageSourcesCommand.Switch.class,
            UsageSourcesCommand.Read.class,
            UsageSourcesCommand.Feed.class,
            UsageSourcesCommand.Runs.class,
            UsageSourcesCommand.Remove.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UsageSourcesCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "name"),
            Column.of("KIND", "kind"),
            Column.of("TYPE", "discoveryType"),
            Column.of("PRIORITY", "priority"),
            Column.of("ENABLED", "isEnabled"),
            Column.of("ACCOUNTS", "accounts"),
            new Column("LAST RUN", item -> Column.text(item.path("lastRun").path("startedAt"))),
            new Column("STATE", item -> Column.text(item.path("lastRun").path("state"))),
            Column.of("ID", "id"));

    private static final List<Column> RUNS = RunWatch.columns(
            "READ",
            "read",
            "CREATED",
            "created",
            "CHANGED",
            "changed",
            "GONE",
            "gone",
            "ACTIVE DAYS",
            "activeDays",
            "FAILED",
            "failed");

    /** What is set of a source, besides whether it is switched on. */
    private static final List<String> SETTINGS =
            List.of("name", "discoveryType", "priority", "syncMinutes", "mapping", "url", "connection");

    private static final List<Column> PROBLEMS = List.of(Column.of("LINE", "line"), Column.of("PROBLEM", "reason"));

    private UsageSourcesCommand() {}

    /** A command about one source. */
    abstract static class OfSource extends UsagePeopleCommand.InOne {
        @Parameters(index = "0", paramLabel = "SOURCE", description = "A source's id or name.")
        private String source;

        final String source(HubClient hub) {
            String none = "there is no discovery source '" + source + "' in the organization";
            return Named.listed(hub, usage(hub) + "/sources", source, none);
        }
    }

    @Command(
            name = "list",
            description = "List sources and when they last told something.",
            mixinStandardHelpOptions = true)
    static final class ListAll extends UsagePeopleCommand.InOne {
        @Override
        void run(HubClient hub) {
            showItems(hub, COLUMNS, usage(hub) + "/sources");
        }
    }

    @Command(name = "add", description = "Add a source.", mixinStandardHelpOptions = true)
    static final class Add extends UsagePeopleCommand.InOne {
        @Option(
                names = "--kind",
                required = true,
                paramLabel = "KIND",
                description = "hub, microsoft, feed, push, ldap or scim.")
        private String kind;

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "What it is called.")
        private String name;

        @Option(
                names = "--type",
                paramLabel = "TYPE",
                description = "connector, manual, sso, device, browser, browser-unverified or casb.")
        private @Nullable String type;

        @Option(names = "--priority", paramLabel = "N", description = "The smaller, the more its word counts.")
        private @Nullable Integer priority;

        @Option(
                names = "--map",
                paramLabel = "OURS=THEIRS",
                description = "Which column means what, such as email=Mail or application==Zoom for all lines.")
        private @Nullable Map<String, String> mapping;

        @Option(names = "--fetch-from", paramLabel = "URL", description = "Where a feed is fetched from.")
        private @Nullable String url;

        @Option(
                names = "--sync-minutes",
                paramLabel = "N",
                description = "How often it is read; 0 for never by itself.")
        private @Nullable Integer syncMinutes;

        @Option(
                names = "--connect",
                paramLabel = "SETTING=VALUE",
                description = "How a directory or a SCIM server is reached, such as host=ldap.example.com,"
                        + " searchBase=dc=example,dc=com, url=https://example.com/scim/v2 or filter=...")
        private @Nullable Map<String, String> connection;

        @Mixin
        private IdentitySourcesCommand.SecretFile secret;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("connection", connection);
            secret.put(body);
            body.put("kind", kind);
            body.put("name", name);
            body.put("discoveryType", type);
            body.put("priority", priority);
            body.put("mapping", mapping);
            body.put("url", url);
            body.put("syncMinutes", syncMinutes);
            output().one(hub.ask("POST", usage(hub) + "/sources", body), COLUMNS);
        }
    }

    @Command(
            name = "switch",
            description = "Switch a source on or off; off, it is neither read nor told anything.",
            mixinStandardHelpOptions = true)
    static final class Switch extends OfSource {
        @Parameters(index = "1", paramLabel = "on|off", description = "Which.")
        private String wanted;

        @Override
        void run(HubClient hub) {
            if (!wanted.equals("on") && !wanted.equals("off")) {
                throw new CommandFailure("say on or off");
            }
            String path = source(hub);
            JsonNode source = hub.get(path);
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            SETTINGS.forEach(name -> body.put(name, source.get(name)));
            body.put("isEnabled", wanted.equals("on"));
            output().one(hub.ask("PUT", path, body), COLUMNS);
        }
    }

    @Command(name = "read", description = "Read a source now.", mixinStandardHelpOptions = true)
    static final class Read extends OfSource {
        @Override
        void run(HubClient hub) {
            output().one(hub.ask("POST", source(hub) + "/read", null), RUNS);
        }
    }

    @Command(
            name = "feed",
            description = "Send a CSV or JSON file that tells everything.",
            mixinStandardHelpOptions = true)
    static final class Feed extends OfSource {
        @Parameters(index = "1", paramLabel = "FILE", description = "The file.")
        private Path file;

        @Override
        void run(HubClient hub) {
            JsonNode run = hub.postFile(source(hub) + "/feed", "text/csv", file).answer();
            output().one(run, RUNS);
            if (!run.path("problems").isEmpty()) {
                output().all(PROBLEMS, run.path("problems").iterator());
            }
        }
    }

    @Command(name = "runs", description = "What came of a source lately.", mixinStandardHelpOptions = true)
    static final class Runs extends OfSource {
        @Override
        void run(HubClient hub) {
            showItems(hub, RUNS, source(hub) + "/runs");
        }
    }

    @Command(name = "remove", description = "Remove a source with all it told of.", mixinStandardHelpOptions = true)
    static final class Remove extends OfSource {
        @Override
        void run(HubClient hub) {
            hub.send("DELETE", source(hub), null);
        }
    }
}
