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

/** {@code tenantry usage applications}: what is used, by how many, at what cost. */
@Command(
        name = "applications",
        description = "Applications: list, users, plans, price.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UsageApplicationsCommand.ListAll.class,
            UsageApplicationsCommand.Users.class,
            UsageApplicationsCommand.Plans.class,
            UsageApplicationsCommand.Price.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UsageApplicationsCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "name"),
            Column.of("VENDOR", "vendor"),
            Column.of("USERS", "users"),
            Column.of("ACTIVE", "activeUsers"),
            Column.of("A MONTH", "costPerMonth"),
            Column.of("WASTED", "potentialSavings"),
            Column.of("ID", "id"));

    private static final List<Column> USERS = List.of(
            Column.of("NAME", "displayName"),
            Column.of("EMAIL", "email"),
            Column.of("LAST ACTIVE", "lastActive"),
            Column.of("A MONTH", "costPerMonth"),
            Column.of("ID", "id"));

    private static final List<Column> PLANS = List.of(
            Column.of("PLAN", "name"),
            Column.of("PRICE", "price"),
            Column.of("CURRENCY", "currency"),
            Column.of("PAID", "billingPeriod"),
            Column.of("A MONTH", "pricePerMonth"),
            Column.of("SEATS", "seats"),
            Column.of("ASSIGNED", "assigned"),
            Column.of("CONTRACT END", "contractEnd"),
            Column.of("ID", "id"));

    private UsageApplicationsCommand() {}

    @Command(name = "list", description = "List applications.", mixinStandardHelpOptions = true)
    static final class ListAll extends UsagePeopleCommand.InOne {
        @Mixin
        private Paging paging;

        @Mixin
        private Choice choice;

        @Override
        void run(HubClient hub) {
            show(hub, COLUMNS, choice.of(usage(hub) + "/applications"), paging);
        }
    }

    /** A command about one application. */
    abstract static class OfApplication extends UsagePeopleCommand.InOne {
        @Parameters(paramLabel = "APPLICATION", description = "The application's id.")
        private String application;

        final String application(HubClient hub) {
            return usage(hub) + "/applications/" + application;
        }
    }

    @Command(name = "users", description = "Who has an account in an application.", mixinStandardHelpOptions = true)
    static final class Users extends OfApplication {
        @Mixin
        private Paging paging;

        @Mixin
        private Choice choice;

        @Override
        void run(HubClient hub) {
            show(hub, USERS, choice.of(application(hub) + "/users"), paging);
        }
    }

    @Command(name = "plans", description = "What an application is subscribed to by.", mixinStandardHelpOptions = true)
    static final class Plans extends OfApplication {
        @Override
        void run(HubClient hub) {
            showItems(hub, PLANS, application(hub) + "/plans");
        }
    }

    @Command(name = "price", description = "Say what a plan costs.", mixinStandardHelpOptions = true)
    static final class Price extends UsagePeopleCommand.InOne {
        @Parameters(paramLabel = "PLAN", description = "The plan's id.")
        private String plan;

        @Option(names = "--price", required = true, paramLabel = "AMOUNT", description = "For one seat and one period.")
        private BigDecimal price;

        @Option(names = "--currency", paramLabel = "CODE", description = "Such as EUR.")
        private @Nullable String currency;

        @Option(
                names = "--period",
                defaultValue = "monthly",
                paramLabel = "PERIOD",
                description = "monthly, quarterly or yearly. Default: monthly")
        private String period;

        @Option(names = "--free", description = "It costs nothing.")
        private boolean free;

        @Option(names = "--contract-end", paramLabel = "DAY", description = "Until when it cannot be ended.")
        private @Nullable String contractEnd;

        @Option(names = "--seats", paramLabel = "N", description = "How many were bought.")
        private @Nullable Integer seats;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("price", price);
            body.put("currency", currency);
            body.put("billingPeriod", period);
            body.put("isFree", free);
            body.put("contractEnd", contractEnd);
            body.put("seats", seats);
            output().one(hub.ask("PUT", usage(hub) + "/plans/" + plan, body), PLANS);
        }
    }
}
