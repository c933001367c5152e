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

/** {@code tenantry identity-sources}: directories and sign-in providers of an organization. */
@Command(
        name = "identity-sources",
        description = "Directories that people come from, and providers they sign in with.",
        mixinStandardHelpOptions = true,
        subcommands = {
            IdentitySourcesCommand.ListAll.class,
            IdentitySourcesCommand.Show.class,
            IdentitySourcesCommand.Add.class,
            IdentitySourcesCommand.Change.class,
            IdentitySourcesCommand.Remove.class,
            IdentitySourcesCommand.Test.class,
            IdentitySourcesCommand.Sync.class,
            IdentitySourcesCommand.Runs.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class IdentitySourcesCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "name"),
            Column.of("KIND", "kind"),
            Column.of("ENABLED", "isEnabled"),
            Column.of("ID", "id"));

    private static final List<Column> RUN_COLUMNS = RunWatch.columns(
            "READ",
            "peopleRead",
            "CREATED",
            "created",
            "CHANGED",
            "changed",
            "DISABLED",
            "disabled",
            "GONE",
            "gone",
            "FAILED",
            "failed");

    private IdentitySourcesCommand() {}

    /** A command about one organization's sources. */
    abstract static class OfOrganization extends WithinOrganization {
        final String sources(HubClient hub) {
            return organizationPath(hub) + "/identity-sources";
        }
    }

    /** A command about one source. */
    abstract static class OfSource extends OfOrganization {
        @Parameters(paramLabel = "SOURCE", description = "A source's id or name.")
        private String source;

        final String source(HubClient hub) {
            String none = "there is no identity source '" + source + "' in the organization";
            return Named.listed(hub, sources(hub), source, none);
        }
    }

    /** A secret that does not show in the list of processes. */
    static final class SecretFile {
        @Option(
                names = "--secret-file",
                paramLabel = "FILE",
                description = "Its first line is the reading account's password, the client's secret, or a token.")
        private @Nullable Path file;

        void put(Map<String, @Nullable Object> body) {
            if (file != null) {
                body.put("secret", GivenFile.firstLine(file));
            }
        }
    }

    @Command(name = "list", description = "List sources.", mixinStandardHelpOptions = true)
    static final class ListAll extends OfOrganization {
        @Override
        void run(HubClient hub) {
            showItems(hub, COLUMNS, sources(hub));
        }
    }

    @Command(name = "show", description = "Show a source with its settings.", mixinStandardHelpOptions = true)
    static final class Show extends OfSource {
        @Override
        void run(HubClient hub) {
            output().one(hub.get(source(hub)), COLUMNS);
        }
    }

    @Command(name = "add", description = "Add a directory or provider.", mixinStandardHelpOptions = true)
    static final class Add extends OfOrganization {
        @Parameters(paramLabel = "NAME", description = "What people know it by.")
        private String name;

        @Option(names = "--kind", required = true, paramLabel = "ldap|oidc", description = "What it is.")
        private String kind;

        @Option(
                names = "--set",
                required = true,
                paramLabel = "SETTING=VALUE",
                description = "A setting, such as host=ldap.example.com or issuer=https://login.example.com.")
        private Map<String, String> set;

        @Mixin
        private SecretFile secret;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("kind", kind);
            body.put("name", name);
            body.put("settings", Named.members(set));
            secret.put(body);
            output().one(hub.ask("POST", sources(hub), body), COLUMNS);
        }
    }

    @Command(name = "set", description = "Change settings of a source.", mixinStandardHelpOptions = true)
    static final class Change extends OfSource {
        @Option(
                names = "--set",
                paramLabel = "SETTING=VALUE",
                description = "A setting; without a value the usual one.")
        private Map<String, String> set = new LinkedHashMap<>();

        @Option(names = "--name", paramLabel = "NAME", description = "Another name.")
        private @Nullable String name;

        @Option(names = "--enabled", paramLabel = "true|false", description = "Switch it on or off.")
        private @Nullable Boolean enabled;

        @Mixin
        private SecretFile secret;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            if (!set.isEmpty()) {
                body.put("settings", Named.members(set));
            }
            putGiven(body, "name", name);
            putGiven(body, "isEnabled", enabled);
            secret.put(body);
            output().one(hub.ask("PATCH", source(hub), body), COLUMNS);
        }
    }

    @Command(name = "remove", description = "Remove a source; its people stay.", mixinStandardHelpOptions = true)
    static final class Remove extends OfSource {
        @Override
        void run(HubClient hub) {
            hub.send("DELETE", source(hub), null);
            output().say("Removed.");
        }
    }

    @Command(
            name = "test",
            description = "Try a source out without changing anything.",
            mixinStandardHelpOptions = true)
    static final class Test extends OfSource {
        @Override
        void run(HubClient hub) {
            JsonNode test = hub.ask("POST", source(hub) + "/test", null);
            output().one(test, List.of(Column.of("WORKS", "works"), Column.of("MESSAGE", "message")));
            if (!test.path("works").asBoolean(false)) {
                throw new CommandFailure(
                        "it does not work: " + test.path("message").asString(""));
            }
        }
    }

    @Command(name = "sync", description = "Read a directory now, and wait for it.", mixinStandardHelpOptions = true)
    static final class Sync extends OfSource {
        @Option(names = "--full", description = "Compare everything, not only what was changed.")
        private boolean full;

        @Option(names = "--force", description = "Believe it also when very many people are gone.")
        private boolean force;

        @Override
        void run(HubClient hub) {
            String source = source(hub);
            Query query = new Query(source + "/sync")
                    .with("full", full ? "true" : null)
                    .with("force", force ? "true" : null);
            JsonNode begun = hub.ask("POST", query.toString(), null);
            RunWatch.show(output(), RunWatch.await(hub, source + "/runs", begun, run -> {}), RUN_COLUMNS);
        }
    }

    @Command(name = "runs", description = "List the readings of a directory.", mixinStandardHelpOptions = true)
    static final class Runs extends OfSource {
        @Override
        void run(HubClient hub) {
            showItems(hub, RUN_COLUMNS, source(hub) + "/runs");
        }
    }
}
