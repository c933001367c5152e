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

/** {@code tenantry scim}: other systems that people and groups are provisioned to. */
@Command(
        name = "scim",
        description = "Provision people and groups to other systems over SCIM.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ScimCommand.Targets.class,
            ScimCommand.Add.class,
            ScimCommand.Plan.class,
            ScimCommand.Run.class,
            ScimCommand.Status.class,
            ScimCommand.Remove.class
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ScimCommand {
    private static final List<Column> TARGETS = List.of(
            Column.of("NAME", "name"),
            Column.of("URL", "url"),
            Column.of("ENABLED", "enabled"),
            Column.of("PLANNED", "planned"),
            Column.of("LEAVING", "leaving"),
            Column.of("MINUTES", "minutes"),
            Column.of("FILTER", "filter"));

    private static final List<Column> RUNS = List.of(
            Column.of("STARTED", "startedAt"),
            Column.of("PLAN", "isPlan"),
            Column.of("STATE", "state"),
            RunWatch.count("CREATED", "created"),
            RunWatch.count("UPDATED", "updated"),
            RunWatch.count("DEACTIVATED", "deactivated"),
            RunWatch.count("DELETED", "deleted"),
            RunWatch.count("UNCHANGED", "unchanged"),
            RunWatch.count("FAILED", "failed"),
            RunWatch.count("MEMBERS +", "membersAdded"),
            RunWatch.count("MEMBERS -", "membersRemoved"),
            Column.of("PROBLEM", "problem"));

    private static final List<Column> STEPS =
            List.of(Column.of("ACTION", "action"), Column.of("KIND", "kind"), Column.of("NAME", "name"));

    private static final List<Column> OBJECTS = List.of(
            Column.of("KIND", "kind"),
            Column.of("NAME", "name"),
            Column.of("STATE", "state"),
            Column.of("TRIES", "tries"),
            Column.of("NEXT TRY", "nextTryAt"),
            Column.of("PROBLEM", "problem"));

    private ScimCommand() {}

    /** A command about targets of one organization. */
    abstract static class OfOrganization extends WithinOrganization {
        final String targets(HubClient hub) {
            return organizationPath(hub) + "/scim-targets";
        }
    }

    /** A command about one target. */
    abstract static class OfTarget extends OfOrganization {
        @Parameters(paramLabel = "TARGET", description = "The target's name or id.")
        private String target;

        final String path(HubClient hub) {
            return Named.listed(hub, targets(hub), target, "the organization has no target called " + target);
        }

        /** Starts a run, and waits for its end. */
        final JsonNode waitFor(HubClient hub, String start) {
            String path = path(hub);
            JsonNode run = hub.ask("POST", path + start, null);
            return RunWatch.await(hub, path + "/runs", run, seen -> {});
        }
    }

    @Command(name = "targets", description = "List the targets of an organization.", mixinStandardHelpOptions = true)
    static final class Targets extends OfOrganization {
        @Override
        void run(HubClient hub) {
            showItems(hub, TARGETS, targets(hub));
        }
    }

    @Command(
            name = "add",
            description = "Add a target. Nothing is provisioned before it was planned and enabled.",
            mixinStandardHelpOptions = true)
    static final class Add extends OfOrganization {
        @Parameters(paramLabel = "NAME", description = "What to call it.")
        private String name;

        @Parameters(paramLabel = "URL", description = "Where its /Users lie, such as https://example.com/scim/v2.")
        private String url;

        @Option(
                names = "--secret-file",
                required = true,
                paramLabel = "FILE",
                description = "Its first line is the token, or the client's secret.")
        private Path token;

        @Option(names = "--oauth-url", paramLabel = "URL", description = "Where a client gets itself tokens.")
        private @Nullable String tokenUrl;

        @Option(names = "--oauth-client", paramLabel = "ID", description = "The client's id there.")
        private @Nullable String clientId;

        @Option(names = "--oauth-scope", paramLabel = "SCOPE", description = "What the client asks for.")
        private @Nullable String scope;

        @Option(
                names = "--filter",
                defaultValue = "",
                paramLabel = "FILTER",
                description = "Which people, such as \"department eq 'Sales'\". Default: all")
        private String filter;

        @Option(
                names = "--group",
                paramLabel = "ID",
                description = "A group to provision, with its members. Repeatable.")
        private @Nullable List<String> groups;

        @Option(
                names = "--leaving",
                defaultValue = "deactivate",
                paramLabel = "HOW",
                description = "deactivate, delete or keep who leaves. Default: deactivate")
        private String leaving;

        @Option(names = "--enabled", description = "Provision by itself once it was planned.")
        private boolean enabled;

        @Override
        void run(HubClient hub) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("name", name);
            body.put("url", url);
            body.put("filter", filter);
            body.put("leaving", leaving);
            body.put("enabled", enabled);
            if (groups != null) {
                body.put("groups", groups);
            }
            String secret = GivenFile.firstLine(token).strip();
            if (tokenUrl == null) {
                body.put("token", secret);
            } else {
                body.put("tokenUrl", tokenUrl);
                body.put("clientId", clientId == null ? "" : clientId);
                body.put("secret", secret);
                body.put("scope", scope == null ? "" : scope);
            }
            output().one(hub.ask("POST", targets(hub), body), TARGETS);
        }
    }

    @Command(
            name = "plan",
            description = "Work out what a run would do, and show it. Nothing is told to the other system.",
            mixinStandardHelpOptions = true)
    static final class Plan extends OfTarget {
        @Mixin
        private HubCommand.Paging paging;

        @Override
        void run(HubClient hub) {
            JsonNode run = waitFor(hub, "/plan");
            RunWatch.show(output(), run, RUNS);
            show(hub, STEPS, new Query(path(hub) + "/steps"), paging);
        }
    }

    @Command(name = "run", description = "Provision what changed, and wait for it.", mixinStandardHelpOptions = true)
    static final class Run extends OfTarget {
        @Option(names = "--force", description = "Let any number of people leave.")
        private boolean force;

        @Override
        void run(HubClient hub) {
            RunWatch.show(output(), waitFor(hub, "/run" + (force ? "?force=true" : "")), RUNS);
        }
    }

    @Command(
            name = "status",
            description = "Show the last runs of a target, and what failed.",
            mixinStandardHelpOptions = true)
    static final class Status extends OfTarget {
        @Option(
                names = "--state",
                defaultValue = "failed",
                paramLabel = "STATE",
                description = "Show people and groups that are current, failed or inactive. Default: failed")
        private String state;

        @Mixin
        private HubCommand.Paging paging;

        @Override
        void run(HubClient hub) {
            String path = path(hub);
            showItems(hub, RUNS, path + "/runs");
            show(hub, OBJECTS, new Query(path + "/objects").with("state", state), paging);
        }
    }

    @Command(
            name = "remove",
            description = "Remove a target. What was provisioned stays there.",
            mixinStandardHelpOptions = true)
    static final class Remove extends OfTarget {
        @Override
        void run(HubClient hub) {
            hub.send("DELETE", path(hub), null);
            output().say("Removed.");
        }
    }
}
