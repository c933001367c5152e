package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenantry subscriptions}: what organizations have bought. */
@Command(
        name = "subscriptions",
        description = "Subscriptions: list, show, create, change, cancel.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SubscriptionsCommand.ListAll.class,
            SubscriptionsCommand.Show.class,
            SubscriptionsCommand.Create.class,
            SubscriptionsCommand.Change.class,
            SubscriptionsCommand.Cancel.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SubscriptionsCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "friendlyName"),
            new Column("PRODUCT", item -> Column.text(item.path("sku").path("partNumber"))),
            Column.of("QUANTITY", "quantity"),
            Column.of("STATUS", "status"),
            Column.of("UNTIL", "committedUntil"),
            new Column("RENEWS", item -> item.path("autoRenew").asBoolean() ? "yes" : "no"),
            Column.of("PRICE", "unitPrice"),
            Column.of("CURRENCY", "currency"),
            Column.of("ID", "id"));

    private SubscriptionsCommand() {}

    @Command(name = "list", description = "List subscriptions, those that end first.", mixinStandardHelpOptions = true)
    static final class ListAll extends HubCommand {
        @Mixin
        private Paging paging;

        @Mixin
        private Moment moment;

        @Option(
                names = "--organization",
                paramLabel = "ORGANIZATION",
                description = "By id or name. Default: all that you see, without what was cancelled")
        private @Nullable String organization;

        @Option(names = "--filter", paramLabel = "FILTER", description = "For example \"autoRenew eq false\".")
        private @Nullable String filter;

        @Override
        void run(HubClient hub) {
            String path = OrgsCommand.pathOrEverywhere(hub, organization) + "/subscriptions";
            show(hub, COLUMNS, moment.of(new Query(path).with("filter", filter)), paging);
        }
    }

    /** A command about one subscription. */
    abstract static class One extends WithinOrganization {
        @Parameters(paramLabel = "ID", description = "Its id, as 'tenantry subscriptions list' shows it.")
        private String subscription;

        final String path(HubClient hub) {
            return organizationPath(hub) + "/subscriptions/" + HubClient.encoded(subscription);
        }
    }

    @Command(name = "show", description = "Show a subscription.", mixinStandardHelpOptions = true)
    static final class Show extends One {
        @Mixin
        private Moment moment;

        @Override
        void run(HubClient hub) {
            output().one(hub.get(moment.of(new Query(path(hub))).toString()), COLUMNS);
        }
    }

    @Command(
            name = "create",
            description = "Buy units for an organization whose subscriptions the hub keeps.",
            mixinStandardHelpOptions = true)
    static final class Create extends WithinOrganization {
        @Parameters(index = "0", paramLabel = "PRODUCT", description = "A product's id or part number.")
        private String product;

        @Parameters(index = "1", paramLabel = "QUANTITY", description = "How many units.")
        private int quantity;

        @Option(names = "--name", paramLabel = "NAME", description = "What to call it. Default: the product's name")
        private @Nullable String name;

        @Option(names = "--term", paramLabel = "P1M|P1Y|P3Y", description = "How long it runs. Default: P1Y")
        private @Nullable String term;

        @Option(
                names = "--billing-cycle",
                paramLabel = "monthly|annual|triennial",
                description = "Default: annual, or monthly for a month")
        private @Nullable String billingCycle;

        @Option(names = "--no-renewal", description = "Let it end with its term.")
        private boolean noRenewal;

        @Option(
                names = "--price",
                paramLabel = "AMOUNT CURRENCY",
                arity = "2",
                description = "What a unit costs in a billing cycle, such as 35.70 EUR.")
        private List<String> price = List.of();

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("skuId", SkusCommand.id(hub, product));
            body.put("quantity", quantity);
            body.put("friendlyName", name);
            body.put("term", term);
            body.put("billingCycle", billingCycle);
            body.put("autoRenew", !noRenewal);
            if (!price.isEmpty()) {
                body.put("unitPrice", amount(price.getFirst()));
                body.put("currency", price.getLast());
            }
            output().one(hub.ask("POST", organizationPath(hub) + "/subscriptions", body), COLUMNS);
        }

        private static BigDecimal amount(String text) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException noNumber) {
                throw new CommandFailure("'" + text + "' is no amount of money", 2);
            }
        }
    }

    @Command(
            name = "change",
            description = "Change the quantity, name, renewal or status of a subscription.",
            mixinStandardHelpOptions = true)
    static final class Change extends One {
        @Option(names = "--quantity", paramLabel = "N", description = "How many units; not below what people hold.")
        private @Nullable Integer quantity;

        @Option(names = "--name", paramLabel = "NAME", description = "What to call it.")
        private @Nullable String name;

        @Option(
                names = "--renew",
                paramLabel = "true|false",
                arity = "1",
                description = "Whether it is renewed when its term ends.")
        private @Nullable Boolean renew;

        @Option(
                names = "--status",
                paramLabel = "active|suspended",
                description = "Suspend it or make it active again.")
        private @Nullable String status;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            putGiven(body, "quantity", quantity);
            putGiven(body, "friendlyName", name);
            putGiven(body, "autoRenew", renew);
            putGiven(body, "status", status);
            if (body.isEmpty()) {
                throw new CommandFailure("say what to change: --quantity, --name, --renew or --status", 2);
            }
            output().one(hub.ask("PATCH", path(hub), body), COLUMNS);
        }
    }

    @Command(
            name = "cancel",
            description = "End a subscription now; nobody gets a unit of it any more.",
            mixinStandardHelpOptions = true)
    static final class Cancel extends One {
        @Override
        void run(HubClient hub) {
            output().one(hub.ask("POST", path(hub) + "/cancel", null), COLUMNS);
        }
    }
}
