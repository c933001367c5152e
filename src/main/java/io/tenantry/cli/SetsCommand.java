package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tenantry sets}: command sets, and plans of running them for many. */
@Command(
        name = "sets",
        description =
                "Command sets: list, show, add, change, delete; usual input; plan, approve and apply running one for many.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SetsCommand.ListAll.class,
            BlocksCommand.Show.class,
            BlocksCommand.Add.class,
            BlocksCommand.Change.class,
            BlocksCommand.Delete.class,
            SetsCommand.Plan.class,
            SetsCommand.Plans.class,
            SetsCommand.People.class,
            SetsCommand.Approve.class,
            SetsCommand.Reject.class,
            SetsCommand.Apply.class,
            SetsCommand.Cancel.class,
            SetUsualCommand.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SetsCommand {
    private static final String PLANS = "/api/v1/command-plans";

    private static final List<Column> COLUMNS = List.of(
            Column.of("TITLE", "title"),
            Column.of("BLOCK", "block"),
            Column.of("STATE", "state"),
            Column.of("PEOPLE", "people"),
            Column.of("WARNINGS", "warnings"),
            Column.of("NO UNIT", "blocked"),
            Column.of("BY", "requestedBy"),
            Column.of("ID", "id"));

    private static final List<Column> PERSON = List.of(
            Column.of("PERSON", "upn"),
            Column.of("RUNS", "runs"),
            Column.of("LEAVES OUT", "skips"),
            Column.of("WARNINGS", "warnings"));

    private SetsCommand() {}

    private static String told(JsonNode shortage) {
        StringJoiner people = new StringJoiner(", ");
        shortage.path("people").forEach(name -> people.add(name.asString()));
        return "Not enough units of " + shortage.path("product").asString() + ": "
                + shortage.path("needed").asString() + " needed, "
                + shortage.path("available").asString() + " there; none for " + people;
    }

    @Command(name = "list", description = "List the command sets.", mixinStandardHelpOptions = true)
    static final class ListAll extends HubCommand {
        @Mixin
        private Paging paging;

        @Mixin
        private Choice choice;

        @Override
        void run(HubClient hub) {
            show(hub, BlocksCommand.COLUMNS, choice.of(BlocksCommand.SETS), paging);
        }
    }

    @Command(
            name = "plan",
            description = {
                "Find out what a set would do for each of many people. Nothing is run.",
                "Such as: tenantry sets plan offboard --organization Contoso --people-from leavers.txt"
            },
            mixinStandardHelpOptions = true)
    static final class Plan extends WithinOrganization {
        @Parameters(index = "0", paramLabel = "SET", description = "Its identifier or id.")
        private String set;

        @Option(names = "--title", paramLabel = "TEXT", description = "What it is for.")
        private @Nullable String title;

        @Option(
                names = "--person",
                split = ",",
                paramLabel = "PERSON",
                description = "For them, by sign-in name or id.")
        private List<String> people = new ArrayList<>();

        @Option(names = "--people-from", paramLabel = "FILE", description = "For those in the file, one a line.")
        private @Nullable Path peopleFrom;

        @Option(names = "--filter", paramLabel = "FILTER", description = "For those who meet it.")
        private @Nullable String filter;

        @Option(names = "--input", paramLabel = "NAME=VALUE", description = "A value for a parameter.")
        private Map<String, String> input = new LinkedHashMap<>();

        @Option(names = "--at", paramLabel = "WHEN", description = "Run it then, such as 2026-11-27T16:00:00Z.")
        private @Nullable String at;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("block", set);
            body.put("title", title);
            body.put("filter", filter);
            List<String> all = everybody();
            body.put("people", all.isEmpty() ? null : all);
            body.put("input", input);
            body.put("plannedAt", at);
            JsonNode plan = hub.ask("POST", organizationPath(hub) + "/command-plans", body);
            output().one(plan, COLUMNS);
            plan.path("missing").forEach(name -> output().say("Not there: " + name.asString()));
            plan.path("shortages").forEach(shortage -> output().say(SetsCommand.told(shortage)));
            plan.path("approvalReasons").forEach(reason -> output().say("Needs approval: " + reason.asString()));
        }

        private List<String> everybody() {
            List<String> all = new ArrayList<>(people);
            if (peopleFrom != null) {
                all.addAll(GivenFile.names(peopleFrom));
            }
            return all;
        }
    }

    @Command(name = "plans", description = "List plans, the newest first.", mixinStandardHelpOptions = true)
    static final class Plans extends HubCommand {
        @Mixin
        private Paging paging;

        @Mixin
        private Choice choice;

        @Option(names = "--waiting", description = "Only those that wait for somebody's approval.")
        private boolean waiting;

        @Override
        void run(HubClient hub) {
            Query query = choice.of(PLANS);
            show(hub, COLUMNS, waiting ? query.with("filter", "state eq 'waiting'") : query, paging);
        }
    }

    /** A command about one plan. */
    abstract static class OfPlan extends HubCommand {
        @Parameters(index = "0", paramLabel = "PLAN", description = "The plan's id, as plan and plans show it.")
        private String plan;

        final String path() {
            return PLANS + "/" + HubClient.encoded(plan);
        }

        final String hash(HubClient hub) {
            return hub.get(path()).path("hash").asString();
        }
    }

    @Command(name = "people", description = "Show what a plan does for each person.", mixinStandardHelpOptions = true)
    static final class People extends OfPlan {
        @Override
        void run(HubClient hub) {
            List<JsonNode> all = new ArrayList<>();
            JsonNode some = hub.get(path() + "/people").path("items");
            while (!some.isEmpty()) {
                some.forEach(all::add);
                int last = all.getLast().path("number").asInt();
                some = hub.get(path() + "/people?afterNumber=" + last).path("items");
            }
            output().all(PERSON, all.iterator());
        }
    }

    @Command(name = "approve", description = "Agree to somebody else's plan.", mixinStandardHelpOptions = true)
    static final class Approve extends OfPlan {
        @Mixin
        private ChangeCommand.Verdict verdict;

        @Override
        void run(HubClient hub) {
            output().one(verdict.tell(hub, path(), "approve"), COLUMNS);
        }
    }

    @Command(name = "reject", description = "Refuse somebody else's plan.", mixinStandardHelpOptions = true)
    static final class Reject extends OfPlan {
        @Mixin
        private ChangeCommand.Verdict verdict;

        @Override
        void run(HubClient hub) {
            output().one(verdict.tell(hub, path(), "reject"), COLUMNS);
        }
    }

    @Command(
            name = "apply",
            description = "Apply a plan; 'tenantry jobs watch' shows how far its job is.",
            mixinStandardHelpOptions = true)
    static final class Apply extends OfPlan {
        @Override
        void run(HubClient hub) {
            JsonNode applied = hub.ask("POST", path() + "/apply", Map.of("hash", hash(hub)));
            output().one(applied, COLUMNS);
        }
    }

    @Command(name = "cancel", description = "Give a plan up before it is applied.", mixinStandardHelpOptions = true)
    static final class Cancel extends OfPlan {
        @Override
        void run(HubClient hub) {
            output().one(hub.ask("POST", path() + "/cancel", null), COLUMNS);
        }
    }
}
