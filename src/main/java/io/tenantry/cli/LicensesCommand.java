package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tenantry licenses}: units of organizations and who holds them. A product is named by its id or part number. */
@Command(
        name = "licenses",
        description = "Licences: list, show, why, assign, remove, who holds them, and what lies idle.",
        mixinStandardHelpOptions = true,
        subcommands = {
            LicensesCommand.ListAll.class,
            LicensesCommand.Show.class,
            LicensesCommand.Why.class,
            LicensesCommand.Assign.class,
            LicensesCommand.Remove.class,
            LicensesCommand.Holders.class,
            LicenseLedgerCommand.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LicensesCommand {
    private static final List<Column> UNITS = List.of(
            Column.of("PRODUCT", "displayName"),
            Column.of("PART NUMBER", "partNumber"),
            Column.of("STATUS", "capabilityStatus"),
            Column.of("ENABLED", "enabled"),
            Column.of("ASSIGNED", "consumed"),
            Column.of("AVAILABLE", "available"),
            Column.of("ID", "skuId"));

    private static final List<Column> LICENSES = List.of(
            sku("PRODUCT", "displayName"),
            sku("PART NUMBER", "partNumber"),
            new Column("HELD", item -> item.path("held").asBoolean() ? "yes" : "no"),
            new Column("FROM", LicensesCommand::ways),
            Column.of("SINCE", "since"),
            Column.of("PROBLEM", "explanation"));

    private static final List<Column> WAYS = List.of(
            Column.of("KIND", "kind"),
            new Column("GROUP", item -> Column.text(item.path("group").path("displayName"))),
            Column.of("SINCE", "since"),
            Column.of("BY", "assignedBy"),
            Column.of("WITHOUT PLANS", "disabledPlans"));

    private static final List<Column> OF_GROUP = List.of(
            sku("PRODUCT", "displayName"),
            sku("PART NUMBER", "partNumber"),
            Column.of("HOLDING", "holding"),
            Column.of("WAITING", "waiting"),
            Column.of("SINCE", "since"),
            Column.of("BY", "assignedBy"));

    private static final List<Column> HOLDERS = List.of(
            Column.of("NAME", "displayName"),
            Column.of("SIGN-IN NAME", "userPrincipalName"),
            new Column("HELD", item -> item.path("held").asBoolean() ? "yes" : "no"),
            Column.of("PROBLEM", "problem"),
            new Column("DIRECT", item -> item.path("direct").asBoolean() ? "yes" : "no"),
            Column.of("GROUPS", "groups"),
            Column.of("SINCE", "since"));

    private LicensesCommand() {}

    static Column sku(String heading, String member) {
        return new Column(heading, item -> Column.text(item.path("sku").path(member)));
    }

    private static String ways(JsonNode item) {
        List<String> ways = new ArrayList<>();
        item.path("paths")
                .forEach(path -> ways.add(
                        path.path("kind").asString().equals("direct")
                                ? "direct"
                                : path.path("group").path("displayName").asString()));
        return String.join(", ", ways);
    }

    @Command(
            name = "list",
            description = "List the products an organization has units of.",
            mixinStandardHelpOptions = true)
    static final class ListAll extends WithinOrganization {
        @Mixin
        private Paging paging;

        @Mixin
        private Moment moment;

        @Option(names = "--filter", paramLabel = "FILTER", description = "For example \"available eq 0\".")
        private @Nullable String filter;

        @Override
        void run(HubClient hub) {
            String path = organizationPath(hub) + "/subscribed-skus";
            show(hub, UNITS, moment.of(new Query(path).with("filter", filter)), paging);
        }
    }

    /** A command about the licences of a user or a group. */
    abstract static class OfSomebody extends WithinOrganization {
        @Parameters(index = "0", paramLabel = "USER", description = "A user's id or sign-in name.", arity = "0..1")
        private @Nullable String user;

        @Option(names = "--group", paramLabel = "GROUP", description = "Instead of a user, a group by id or name.")
        private @Nullable String group;

        final boolean isGroup() {
            return group != null;
        }

        final String path(HubClient hub) {
            if ((user == null) == (group == null)) {
                throw new CommandFailure("name a user or, with --group, a group", 2);
            }
            return (group == null
                            ? organizationPath(hub) + "/users/" + HubClient.encoded(user == null ? "" : user)
                            : Named.group(hub, organizationPath(hub), group))
                    + "/licenses";
        }

        final void showAll(JsonNode answer) {
            output().all(isGroup() ? OF_GROUP : LICENSES, answer.path("items").iterator());
        }
    }

    @Command(name = "show", description = "Show the licences of a user or a group.", mixinStandardHelpOptions = true)
    static final class Show extends OfSomebody {
        @Mixin
        private Moment moment;

        @Override
        void run(HubClient hub) {
            showAll(hub.get(moment.of(new Query(path(hub))).toString()));
        }
    }

    @Command(
            name = "why",
            description = "Why a user has a licence: directly, through which group, since when, by whom.",
            mixinStandardHelpOptions = true)
    static final class Why extends WithinOrganization {
        @Mixin
        private Moment moment;

        @Parameters(index = "0", paramLabel = "USER", description = "A user's id or sign-in name.")
        private String user;

        @Parameters(index = "1", paramLabel = "PRODUCT", description = "A product's id or part number.")
        private String product;

        @Override
        void run(HubClient hub) {
            String path = organizationPath(hub) + "/users/" + HubClient.encoded(user) + "/licenses/"
                    + SkusCommand.id(hub, product) + "/why";
            JsonNode license = hub.get(moment.of(new Query(path)).toString());
            output().all(WAYS, license.path("paths").iterator());
            if (!license.path("held").asBoolean()) {
                output().say(license.path("explanation").asString());
            }
        }
    }

    @Command(name = "assign", description = "Give a user or a group licences.", mixinStandardHelpOptions = true)
    static final class Assign extends OfSomebody {
        @Option(
                names = "--product",
                required = true,
                paramLabel = "PRODUCT",
                description = "A product's id or part number; several times for several.")
        private List<String> products;

        @Option(
                names = "--without",
                paramLabel = "PLAN",
                description = "A service plan to switch off, by id or name; several times for several.")
        private List<String> without = new ArrayList<>();

        @Option(
                names = "--instead-of",
                paramLabel = "PRODUCT",
                description = "A product to take away in the same step.")
        private List<String> instead = new ArrayList<>();

        @Override
        void run(HubClient hub) {
            List<String> left = new ArrayList<>(without);
            List<Map<String, Object>> add = new ArrayList<>();
            for (String product : products) {
                JsonNode sku = SkusCommand.find(hub, product);
                Map<String, Object> added = new LinkedHashMap<>();
                added.put("skuId", sku.path("id").asString());
                added.put("disabledPlans", plans(sku, left));
                add.add(added);
            }
            if (!left.isEmpty()) {
                throw new CommandFailure("none of the products has the service plan '" + left.getFirst() + "'");
            }
            List<String> remove = instead.stream()
                    .map(product -> SkusCommand.id(hub, product))
                    .toList();
            showAll(hub.ask("POST", path(hub), Map.of("add", add, "remove", remove)));
        }

        /** The ids of those plans that are the product's, which are done with then. */
        private List<String> plans(JsonNode sku, List<String> left) {
            List<String> ids = new ArrayList<>();
            for (JsonNode plan : sku.path("servicePlans")) {
                String id = plan.path("id").asString();
                String name = plan.path("name").asString();
                if (without.stream().anyMatch(wanted -> wanted.equalsIgnoreCase(id) || wanted.equalsIgnoreCase(name))) {
                    ids.add(id);
                    left.removeIf(wanted -> wanted.equalsIgnoreCase(id) || wanted.equalsIgnoreCase(name));
                }
            }
            return ids;
        }
    }

    @Command(name = "remove", description = "Take licences from a user or a group.", mixinStandardHelpOptions = true)
    static final class Remove extends OfSomebody {
        @Option(
                names = "--product",
                required = true,
                paramLabel = "PRODUCT",
                description = "A product's id or part number; several times for several.")
        private List<String> products;

        @Override
        void run(HubClient hub) {
            List<String> remove = products.stream()
                    .map(product -> SkusCommand.id(hub, product))
                    .toList();
            showAll(hub.ask("POST", path(hub), Map.of("remove", remove)));
        }
    }

    @Command(
            name = "holders",
            description = "List the people who were given a product.",
            mixinStandardHelpOptions = true)
    static final class Holders extends WithinOrganization {
        @Mixin
        private Paging paging;

        @Mixin
        private Moment moment;

        @Parameters(paramLabel = "PRODUCT", description = "A product's id or part number.")
        private String product;

        @Option(names = "--waiting", description = "Only those who do not hold it.")
        private boolean waiting;

        @Override
        void run(HubClient hub) {
            String path = organizationPath(hub) + "/subscribed-skus/" + SkusCommand.id(hub, product) + "/users";
            Query query = new Query(path).with("filter", waiting ? "held eq false" : null);
            show(hub, HOLDERS, moment.of(query), paging);
        }
    }
}
