package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tenantry usage rules}: by which rules accounts become people. */
@Command(
        name = "rules",
        description = "How accounts become people, and in which currency costs are told: show, set.",
        mixinStandardHelpOptions = true,
        subcommands = {UsageRulesCommand.Show.class, UsageRulesCommand.Set.class})
final class UsageRulesCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("BY MAIL", "matchMail"),
            Column.of("BY SIGN-IN NAME", "matchUserPrincipalName"),
            Column.of("BY PERSON KEY", "matchPersonKey"),
            Column.of("IGNORED", "ignoredKeys"),
            Column.of("CURRENCY", "currency"),
            Column.of("RATES", "rates"));

    private UsageRulesCommand() {}

    /** A command about an organization's rules. */
    abstract static class OfRules extends UsagePeopleCommand.InOne {
        final String rules(HubClient hub) {
            return usage(hub) + "/rules";
        }
    }

    @Command(name = "show", description = "Show the rules.", mixinStandardHelpOptions = true)
    static final class Show extends OfRules {
        @Override
        void run(HubClient hub) {
            output().one(hub.get(rules(hub)), COLUMNS);
        }
    }

    @Command(
            name = "set",
            description = "Change some of the rules; all accounts are consolidated anew in the background.",
            mixinStandardHelpOptions = true)
    static final class Set extends OfRules {
        @Option(
                names = "--match-mail",
                arity = "1",
                paramLabel = "true|false",
                description = "Accounts with one mail address are one person.")
        private @Nullable Boolean matchMail;

        @Option(
                names = "--match-upn",
                arity = "1",
                paramLabel = "true|false",
                description = "Accounts with one sign-in name are.")
        private @Nullable Boolean matchUpn;

        @Option(
                names = "--match-key",
                arity = "1",
                paramLabel = "true|false",
                description = "Accounts with one person key are.")
        private @Nullable Boolean matchKey;

        @Option(
                names = "--ignore",
                split = ",",
                paramLabel = "KEY",
                description = "Addresses and ids that several share; instead of those that were ignored so far.")
        private @Nullable List<String> ignored;

        @Option(names = "--currency", paramLabel = "CODE", description = "In which costs are told, such as EUR.")
        private @Nullable String currency;

        @Option(
                names = "--rate",
                paramLabel = "CODE=WORTH",
                description = "What one unit of another currency is worth in that one.")
        private Map<String, BigDecimal> rates = new LinkedHashMap<>();

        @Override
        void run(HubClient hub) {
            JsonNode before = hub.get(rules(hub));
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            before.properties().forEach(member -> body.put(member.getKey(), member.getValue()));
            putGiven(body, "matchMail", matchMail);
            putGiven(body, "matchUserPrincipalName", matchUpn);
            putGiven(body, "matchPersonKey", matchKey);
            putGiven(body, "ignoredKeys", ignored);
            putGiven(body, "currency", currency);
            putGiven(body, "rates", rates.isEmpty() ? null : rates);
            output().one(hub.ask("PUT", rules(hub), body), COLUMNS);
        }
    }
}
