package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tenantry webhooks}: whom an organization tells of its events, and what became of that. */
@Command(
        name = "webhooks",
        description = "Webhooks: add, list, show, change, log, replay, rotate, test, remove.",
        mixinStandardHelpOptions = true,
        subcommands = {
            WebhooksCommand.Add.class,
            WebhooksCommand.ListAll.class,
            WebhooksCommand.Show.class,
            WebhooksCommand.Change.class,
            WebhooksCommand.Log.class,
            WebhooksCommand.Replay.class,
            WebhooksCommand.Rotate.class,
            WebhooksCommand.Test.class,
            WebhooksCommand.Remove.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class WebhooksCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "name"),
            Column.of("URL", "url"),
            Column.of("TYPES", "types"),
            Column.of("ENABLED", "isEnabled"),
            Column.of("FAILING SINCE", "failingSince"),
            Column.of("ID", "id"));

    private static final List<Column> LOG_COLUMNS = List.of(
            Column.of("CREATED", "createdAt"),
            Column.of("TYPE", "type"),
            Column.of("STATE", "state"),
            Column.of("TRIES", "tries"),
            Column.of("STATUS", "status"),
            Column.of("PROBLEM", "problem"),
            Column.of("EVENT", "eventId"));

    private WebhooksCommand() {}

    /** A command within one organization. */
    abstract static class InOne extends WithinOrganization {
        final String webhooks(HubClient hub) {
            return organizationPath(hub) + "/webhooks";
        }
    }

    /** A command about one webhook. */
    abstract static class One extends InOne {
        @Parameters(index = "0", paramLabel = "WEBHOOK", description = "A webhook's id or name.")
        private String webhook;

        final String path(HubClient hub) {
            String none = "there is no webhook '" + webhook + "' in the organization";
            return Named.listed(hub, webhooks(hub), webhook, none);
        }
    }

    /** What a webhook is told of. */
    static final class ToldOf {
        @Option(
                names = "--event",
                paramLabel = "TYPE",
                split = ",",
                description = "A type of event, such as user.disabled; several with commas or again. Default: all")
        private @Nullable List<String> types;

        @Option(
                names = "--filter",
                paramLabel = "FILTER",
                description = "Only events that meet it, such as \"actorKind eq 'service account'\".")
        private @Nullable String filter;

        @Option(names = "--subtree", negatable = true, description = "Tell of the organizations below as well.")
        private @Nullable Boolean subtree;

        @Option(
                names = "--contact",
                paramLabel = "MAIL",
                description = "Whom to write to when the receiver failed for too long.")
        private @Nullable String contact;

        void put(Map<String, @Nullable Object> body) {
            HubCommand.putGiven(body, "types", types);
            HubCommand.putGiven(body, "filter", filter);
            HubCommand.putGiven(body, "subtree", subtree);
            HubCommand.putGiven(body, "contact", contact);
        }
    }

    @Command(
            name = "add",
            description = "Tell a receiver of events. Shows the secret that they are signed with, this once.",
            mixinStandardHelpOptions = true)
    static final class Add extends InOne {
        @Option(names = "--receiver", required = true, paramLabel = "URL", description = "Where events are posted to.")
        private String url;

        @Option(names = "--name", paramLabel = "NAME", description = "What to call it. Default: the receiver's host")
        private @Nullable String name;

        @Mixin
        private ToldOf choice;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("url", url);
            putGiven(body, "name", name);
            choice.put(body);
            output().one(hub.ask("POST", webhooks(hub), body), COLUMNS);
        }
    }

    @Command(name = "list", description = "List webhooks.", mixinStandardHelpOptions = true)
    static final class ListAll extends InOne {
        @Override
        void run(HubClient hub) {
            showItems(hub, COLUMNS, webhooks(hub));
        }
    }

    @Command(name = "show", description = "Show a webhook.", mixinStandardHelpOptions = true)
    static final class Show extends One {
        @Override
        void run(HubClient hub) {
            output().one(hub.get(path(hub)), COLUMNS);
        }
    }

    @Command(
            name = "change",
            description = "Change a webhook, or enable and disable it.",
            mixinStandardHelpOptions = true)
    static final class Change extends One {
        @Option(names = "--receiver", paramLabel = "URL", description = "Where events are posted to.")
        private @Nullable String url;

        @Option(names = "--name", paramLabel = "NAME", description = "What to call it.")
        private @Nullable String name;

        @Option(names = "--enable", negatable = true, description = "Tell it of events, or not for now.")
        private @Nullable Boolean enable;

        @Mixin
        private ToldOf choice;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            putGiven(body, "url", url);
            putGiven(body, "name", name);
            putGiven(body, "isEnabled", enable);
            choice.put(body);
            if (body.isEmpty()) {
                throw new CommandFailure("say what to change, such as --receiver, --event or --no-enable", 2);
            }
            output().one(hub.ask("PATCH", path(hub), body), COLUMNS);
        }
    }

    @Command(name = "log", description = "Show what became of deliveries.", mixinStandardHelpOptions = true)
    static final class Log extends One {
        @Option(names = "--failed", description = "Only those that were given up or have failed so far.")
        private boolean failed;

        @Option(names = "--filter", paramLabel = "FILTER", description = "For example \"type eq 'user.disabled'\".")
        private @Nullable String filter;

        @Mixin
        private Paging paging;

        @Override
        void run(HubClient hub) {
            String wanted = failed ? "state eq 'dead' or (state eq 'waiting' and tries gt 0)" : filter;
            show(hub, LOG_COLUMNS, new Query(path(hub) + "/deliveries").with("filter", wanted), paging);
        }
    }

    @Command(
            name = "replay",
            description = "Send events again, by their ids or by when they happened.",
            mixinStandardHelpOptions = true)
    static final class Replay extends One {
        @Parameters(index = "1..*", arity = "0..*", paramLabel = "EVENT", description = "Ids of events.")
        private List<String> events = List.of();

        @Option(names = "--from", paramLabel = "WHEN", description = "All since, such as 2026-06-30T12:00:00Z.")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "WHEN", description = "Until when. Default: now")
        private @Nullable String to;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            if (!events.isEmpty()) {
                body.put("events", events);
            }
            putGiven(body, "from", from);
            putGiven(body, "to", to);
            if (body.isEmpty()) {
                throw new CommandFailure("say which: ids of events, or --from", 2);
            }
            JsonNode answer = hub.ask("POST", path(hub) + "/replay", body);
            output().say(answer.path("queued").asInt() + " events are on their way again.");
        }
    }

    @Command(
            name = "rotate",
            description = "Replace a webhook's secret. Shows the new one, this once.",
            mixinStandardHelpOptions = true)
    static final class Rotate extends One {
        @Option(
                names = "--overlap",
                paramLabel = "HOURS",
                defaultValue = "24",
                description = "For how long deliveries are signed with the former one too. Default: 24")
        private int overlap;

        @Override
        void run(HubClient hub) {
            output().one(hub.ask("POST", path(hub) + "/secret", Map.of("overlapHours", overlap)), COLUMNS);
        }
    }

    @Command(
            name = "test",
            description = "Send a made-up event, and show the receiver's answer.",
            mixinStandardHelpOptions = true)
    static final class Test extends One {
        @Override
        void run(HubClient hub) {
            JsonNode delivery = hub.ask("POST", path(hub) + "/test", null);
            output().one(delivery, LOG_COLUMNS);
            if (!delivery.path("state").asString().equals("delivered")) {
                throw new CommandFailure("the receiver did not take it: "
                        + delivery.path("problem").asString(""));
            }
        }
    }

    @Command(name = "remove", description = "Remove a webhook.", mixinStandardHelpOptions = true)
    static final class Remove extends One {
        @Override
        void run(HubClient hub) {
            hub.send("DELETE", path(hub), null);
            output().say("The webhook was removed.");
        }
    }
}
