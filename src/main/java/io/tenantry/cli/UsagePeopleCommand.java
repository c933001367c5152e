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

/** {@code tenantry usage people}: the people of the consolidated view. */
@Command(
        name = "people",
        description = "People and what they use: list, show, subscriptions, accounts, mark, mark-many, undo.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UsagePeopleCommand.ListAll.class,
            UsagePeopleCommand.Show.class,
            UsagePeopleCommand.Subscriptions.class,
            UsagePeopleCommand.Accounts.class,
            UsagePeopleCommand.Mark.class,
            UsagePeopleCommand.MarkMany.class,
            UsagePeopleCommand.Undo.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UsagePeopleCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "displayName"),
            Column.of("EMAIL", "email"),
            Column.of("DEPARTMENT", "department"),
            Column.of("STATUS", "status"),
            Column.of("LAST ACTIVE", "lastActive"),
            Column.of("LICENSES", "licenseCount"),
            Column.of("A MONTH", "userCostPerMonth"),
            Column.of("WASTED", "potentialSavings"),
            Column.of("ID", "id"));

    private static final List<Column> APPLICATIONS = List.of(
            Column.of("APPLICATION", "name"),
            Column.of("VENDOR", "vendor"),
            Column.of("LAST ACTIVE", "lastActive"),
            Column.of("A MONTH", "costPerMonth"));

    private static final List<Column> SUBSCRIPTIONS = List.of(
            Column.of("SUBSCRIPTION", "name"),
            Column.of("APPLICATION", "applicationName"),
            Column.of("SOURCE", "discoverySource"),
            Column.of("LAST ACTIVITY", "lastActivity"),
            Column.of("A MONTH", "totalCostPerMonth"),
            Column.of("WASTED", "potentialSavings"),
            Column.of("CONTRACT END", "contractEnd"));

    static final List<Column> ACCOUNTS = List.of(
            Column.of("APPLICATION", "applicationName"),
            Column.of("SOURCE", "sourceName"),
            Column.of("ACCOUNT", "externalId"),
            Column.of("EMAIL", "email"),
            Column.of("MOVED", "isMoved"),
            Column.of("ID", "id"));

    private static final List<Column> TASK = List.of(
            Column.of("STATE", "state"),
            Column.of("PEOPLE", "targets"),
            Column.of("DONE", "done"),
            Column.of("FAILED", "failed"),
            Column.of("ID", "id"));

    private UsagePeopleCommand() {}

    /** A command about the people of one organization. */
    abstract static class InOne extends WithinOrganization {
        final String usage(HubClient hub) {
            return organizationPath(hub) + "/usage";
        }
    }

    /** A command about one person. */
    abstract static class OfPerson extends InOne {
        @Parameters(paramLabel = "PERSON", description = "A person's id or mail address.")
        private String person;

        final String person(HubClient hub) {
            String all = usage(hub);
            return all + "/people/" + UsagePeopleCommand.person(hub, all, person);
        }
    }

    /** The id of a person, who is known by his id or mail address. */
    static String person(HubClient hub, String usage, String typed) {
        if (typed.indexOf('@') < 0) {
            return HubClient.encoded(typed);
        }
        String filter = "email eq " + Named.quoted(typed);
        for (JsonNode item :
                hub.get(usage + "/people?filter=" + HubClient.encoded(filter)).path("items")) {
            return item.path("id").asString();
        }
        throw new CommandFailure("nobody has the address '" + typed + "'");
    }

    /** Which markers to set. */
    static final class MarkerOptions {
        @Option(
                names = "--online",
                arity = "1",
                paramLabel = "true|false",
                description = "Has applications only, no device.")
        private @Nullable Boolean online;

        @Option(
                names = "--in-review",
                arity = "1",
                paramLabel = "true|false",
                description = "Somebody looks into this.")
        private @Nullable Boolean inReview;

        @Option(names = "--qualified", arity = "1", paramLabel = "true|false", description = "Counts as a user.")
        private @Nullable Boolean qualified;

        Map<String, @Nullable Object> body() {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("isOnline", online);
            body.put("isInReview", inReview);
            body.put("isQualified", qualified);
            return body;
        }
    }

    @Command(name = "list", description = "List people.", mixinStandardHelpOptions = true)
    static final class ListAll extends InOne {
        @Mixin
        private Paging paging;

        @Mixin
        private Choice choice;

        @Override
        void run(HubClient hub) {
            show(hub, COLUMNS, choice.of(usage(hub) + "/people"), paging);
        }
    }

    @Command(
            name = "show",
            description = "Show a person and the applications he uses.",
            mixinStandardHelpOptions = true)
    static final class Show extends OfPerson {
        @Override
        void run(HubClient hub) {
            String person = person(hub);
            output().one(hub.get(person), COLUMNS);
            output().all(APPLICATIONS, hub.list(person + "/applications"));
        }
    }

    @Command(name = "subscriptions", description = "What a person is subscribed to.", mixinStandardHelpOptions = true)
    static final class Subscriptions extends OfPerson {
        @Override
        void run(HubClient hub) {
            output().all(SUBSCRIPTIONS, hub.list(person(hub) + "/subscriptions"));
        }
    }

    @Command(name = "accounts", description = "The accounts a person is made of.", mixinStandardHelpOptions = true)
    static final class Accounts extends OfPerson {
        @Override
        void run(HubClient hub) {
            showItems(hub, ACCOUNTS, person(hub) + "/accounts");
        }
    }

    @Command(name = "mark", description = "Note something of a person.", mixinStandardHelpOptions = true)
    static final class Mark extends OfPerson {
        @Mixin
        private MarkerOptions markers;

        @Override
        void run(HubClient hub) {
            output().one(hub.ask("PATCH", person(hub), markers.body()), COLUMNS);
        }
    }

    @Command(
            name = "mark-many",
            description = "Note something of all who meet a filter.",
            mixinStandardHelpOptions = true)
    static final class MarkMany extends InOne {
        @Option(names = "--filter", paramLabel = "FILTER", description = "Such as \"status eq 'No activity'\".")
        private @Nullable String filter;

        @Option(names = "--except", split = ",", paramLabel = "ID", description = "Not these people.")
        private @Nullable List<String> except;

        @Mixin
        private MarkerOptions markers;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("scope", except == null ? "All" : "AllExcept");
            body.put("ids", except);
            body.put("filter", filter);
            body.put("markers", markers.body());
            output().one(hub.ask("POST", usage(hub) + "/marker-tasks", body), TASK);
        }
    }

    @Command(name = "undo", description = "Take back what was noted of many.", mixinStandardHelpOptions = true)
    static final class Undo extends InOne {
        @Parameters(paramLabel = "TASK", description = "The task's id.")
        private String task;

        @Override
        void run(HubClient hub) {
            output().one(hub.ask("POST", usage(hub) + "/marker-tasks/" + task + "/undo", null), TASK);
        }
    }
}
