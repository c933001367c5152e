package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tenantry usage accounts}: why accounts are one person, and putting right what is wrong. */
@Command(
        name = "accounts",
        description = "The accounts people are made of: explain, move, move-back; 'usage people accounts' lists them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UsageAccountsCommand.Explain.class,
            UsageAccountsCommand.Move.class,
            UsageAccountsCommand.MoveBack.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UsageAccountsCommand {
    private static final List<Column> EXPLAINED =
            List.of(Column.of("ONE PERSON", "samePerson"), Column.of("WHY", "reason"));

    private static final List<Column> LINKS =
            List.of(Column.of("ACCOUNT", "from"), Column.of("AND", "to"), Column.of("HAVE THE SAME", "key"));

    private UsageAccountsCommand() {}

    /** A command about one account. */
    abstract static class OfAccount extends UsagePeopleCommand.InOne {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "An account's id.")
        private String account;

        final String account(HubClient hub) {
            return usage(hub) + "/accounts/" + HubClient.encoded(account);
        }
    }

    @Command(
            name = "explain",
            description = "Say why two accounts are one person, or are not.",
            mixinStandardHelpOptions = true)
    static final class Explain extends OfAccount {
        @Parameters(index = "1", paramLabel = "OTHER", description = "Another account's id.")
        private String other;

        @Override
        void run(HubClient hub) {
            JsonNode told = hub.get(account(hub) + "/explanation?other=" + HubClient.encoded(other));
            output().one(told, EXPLAINED);
            if (!told.path("links").isEmpty()) {
                output().all(LINKS, told.path("links").iterator());
            }
        }
    }

    @Command(
            name = "move",
            description = "Move an account to another person, where it stays whatever sources tell.",
            mixinStandardHelpOptions = true)
    static final class Move extends OfAccount {
        @Parameters(index = "1", paramLabel = "PERSON", description = "The person's id or mail address.")
        private String person;

        @Override
        void run(HubClient hub) {
            String id = UsagePeopleCommand.person(hub, usage(hub), person);
            output().one(hub.ask("PUT", account(hub) + "/person", Map.of("personId", id)), UsagePeopleCommand.ACCOUNTS);
        }
    }

    @Command(
            name = "move-back",
            description = "Let a moved account go back to where its keys say.",
            mixinStandardHelpOptions = true)
    static final class MoveBack extends OfAccount {
        @Override
        void run(HubClient hub) {
            output().one(hub.ask("DELETE", account(hub) + "/person", null), UsagePeopleCommand.ACCOUNTS);
        }
    }
}
