package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tenantry usage savings}: what is paid for and not needed. */
@Command(
        name = "savings",
        description = "Savings: list, summary, search, rules, exclude, ledger, report.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UsageSavingsCommand.ListAll.class,
            UsageSavingsCommand.Summary.class,
            UsageSavingsCommand.Search.class,
            UsageSavingsCommand.Rules.class,
            UsageSavingsCommand.SetRule.class,
            UsageSavingsCommand.Exclude.class,
            UsageSavingsCommand.Ledger.class,
            UsageSavingsCommand.Report.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UsageSavingsCommand {
    static final List<Column> COLUMNS = List.of(
            Column.of("PERSON", "personName"),
            Column.of("SUBSCRIPTION", "planName"),
            Column.of("WHY", "reason"),
            Column.of("SURE", "confidence"),
            Column.of("CONTRACT END", "contractEnd"),
            Column.of("A MONTH", "amountPerMonth"),
            Column.of("CURRENCY", "currency"),
            Column.of("ID", "id"));

    private static final List<Column> TOTALS = List.of(
            Column.of("RULE", "rule"),
            Column.of("SAVINGS", "count"),
            Column.of("SEATS", "seats"),
            Column.of("A MONTH", "amountPerMonth"),
            Column.of("CURRENCY", "currency"));

    private static final List<Column> RULES = List.of(
            Column.of("RULE", "rule"),
            Column.of("ENABLED", "enabled"),
            Column.of("DAYS", "days"),
            Column.of("SURE", "confidence"),
            Column.of("AT LEAST", "atLeast"),
            Column.of("FINDS", "meaning"));

    private UsageSavingsCommand() {}

    @Command(name = "list", description = "List savings, the largest first.", mixinStandardHelpOptions = true)
    static final class ListAll extends HubCommand {
        @Mixin
        private Paging paging;

        @Mixin
        private Choice choice;

        @Option(
                names = "--organization",
                paramLabel = "ORGANIZATION",
                description = "By id, name or domain. Default: all that you see")
        private @Nullable String organization;

        @Override
        void run(HubClient hub) {
            String path = OrgsCommand.pathOrEverywhere(hub, organization) + "/savings";
            show(hub, COLUMNS, choice.of(path), paging);
        }
    }

    /** A command about one organization's savings. */
    abstract static class InOne extends WithinOrganization {
        final String path(HubClient hub) {
            return organizationPath(hub) + "/savings";
        }
    }

    @Command(name = "summary", description = "What each rule found.", mixinStandardHelpOptions = true)
    static final class Summary extends InOne {
        @Override
        void run(HubClient hub) {
            output().all(TOTALS, hub.get(path(hub) + "/summary").path("rules").iterator());
        }
    }

    @Command(name = "search", description = "Look for savings now.", mixinStandardHelpOptions = true)
    static final class Search extends InOne {
        @Override
        void run(HubClient hub) {
            JsonNode found = hub.ask("POST", path(hub) + "/search", null);
            output().all(TOTALS, found.path("rules").iterator());
        }
    }

    @Command(name = "rules", description = "By which rules savings are looked for.", mixinStandardHelpOptions = true)
    static final class Rules extends InOne {
        @Override
        void run(HubClient hub) {
            showItems(hub, RULES, path(hub) + "/rules");
        }
    }

    @Command(name = "set-rule", description = "Change a rule.", mixinStandardHelpOptions = true)
    static final class SetRule extends InOne {
        @Parameters(paramLabel = "RULE", description = "Such as inactive-60.")
        private String rule;

        @Option(names = "--enabled", arity = "1", paramLabel = "true|false", description = "Whether to go by it.")
        private @Nullable Boolean enabled;

        @Option(names = "--days", paramLabel = "N", description = "After how many days.")
        private @Nullable Integer days;

        @Option(names = "--sure", paramLabel = "N", description = "How sure it is, from 1 to 100.")
        private @Nullable Integer confidence;

        @Option(names = "--at-least", paramLabel = "AMOUNT", description = "Tell only what costs so much a month.")
        private @Nullable BigDecimal atLeast;

        @Option(names = "--inherit", description = "Go by it as the organizations above do, whatever was set here.")
        private boolean inherit;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            putGiven(body, "enabled", enabled);
            putGiven(body, "days", days);
            putGiven(body, "confidence", confidence);
            putGiven(body, "atLeast", atLeast);
            if (body.isEmpty() != inherit) {
                throw new CommandFailure(
                        "say what to change: --enabled, --days, --sure or --at-least; or --inherit alone", 2);
            }
            String path = path(hub) + "/rules/" + HubClient.encoded(rule);
            output().one(inherit ? hub.ask("DELETE", path, null) : hub.ask("PATCH", path, body), RULES);
        }
    }

    @Command(name = "exclude", description = "Never tell something as a saving.", mixinStandardHelpOptions = true)
    static final class Exclude extends InOne {
        @Parameters(index = "0", paramLabel = "sku|subscription|person|tag", description = "What kind of thing.")
        private String kind;

        @Parameters(index = "1", paramLabel = "VALUE", description = "Its id, or the tag's name.")
        private String value;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who look at it.")
        private @Nullable String reason;

        @Option(names = "--until", paramLabel = "DAY", description = "Such as 2027-01-31. Default: for ever")
        private @Nullable String until;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("kind", kind);
            body.put("value", value);
            putGiven(body, "reason", reason);
            putGiven(body, "until", until);
            output().one(
                            hub.ask("POST", path(hub) + "/exclusions", body),
                            List.of(Column.of("KIND", "kind"), Column.of("VALUE", "value"), Column.of("ID", "id")));
        }
    }

    @Command(name = "ledger", description = "What was really saved, the newest first.", mixinStandardHelpOptions = true)
    static final class Ledger extends InOne {
        private static final List<Column> LEDGER = List.of(
                Column.of("SAVED", "realisedAt"),
                Column.of("PERSON", "personName"),
                Column.of("SUBSCRIPTION", "planName"),
                Column.of("RULE", "rule"),
                Column.of("A MONTH", "amountPerMonth"),
                Column.of("CURRENCY", "currency"),
                Column.of("FROM", "effectiveFrom"),
                Column.of("GIVEN BACK", "takenBackAt"));

        @Mixin
        private Paging paging;

        @Override
        void run(HubClient hub) {
            show(hub, LEDGER, new Query(path(hub) + "/ledger"), paging);
        }
    }

    @Command(name = "report", description = "Get the savings as a file.", mixinStandardHelpOptions = true)
    static final class Report extends InOne {
        @Option(
                names = "--format",
                paramLabel = "csv|pdf",
                defaultValue = "csv",
                description = "Default: ${DEFAULT-VALUE}")
        private String format;

        @Option(names = "--to", required = true, paramLabel = "FILE", description = "Where to write it.")
        private Path file;

        @Override
        void run(HubClient hub) {
            try (InputStream report = hub.download(path(hub) + "/export?format=" + HubClient.encoded(format))) {
                Files.copy(report, file, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException failure) {
                throw new CommandFailure("the file " + file + " cannot be written: " + failure.getMessage());
            }
        }
    }
}
