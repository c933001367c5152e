package io.tenantry.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Commands about people's passwords. They never stand in the command line, where others could read them. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UsersPasswordCommands {
    private UsersPasswordCommands() {}

    @Command(
            name = "set-password",
            description = "Set a person's password. It is asked for, or read from the first line of the input.",
            mixinStandardHelpOptions = true)
    static final class SetPassword extends UsersCommand.OfUser {
        @Option(
                names = "--no-change",
                description = "Let him keep it. Without this he has to replace it when he next signs in.")
        private boolean keeps;

        @Override
        void run(HubClient hub) {
            String path = path(hub);
            hub.send("PUT", path + "/password", Map.of("password", password(), "mustChange", !keeps));
            output().say(keeps ? "Set." : "Set. He has to replace it when he next signs in.");
        }

        private static String password() {
            Console console = System.console();
            if (console != null && console.isTerminal()) {
                char[] typed = console.readPassword("New password: ");
                char[] again = console.readPassword("Again: ");
                if (typed == null || again == null || !new String(typed).equals(new String(again))) {
                    throw new CommandFailure("the two passwords differ");
                }
                return new String(typed);
            }
            try {
                String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
                if (line == null || line.isEmpty()) {
                    throw new CommandFailure("the password is expected in the first line of the input");
                }
                return line;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    @Command(
            name = "unlock",
            description = "Forget a person's failed logons and end a lock that would pass by itself.",
            mixinStandardHelpOptions = true)
    static final class Unlock extends UsersCommand.OfUser {
        @Option(names = "--enable", description = "Also enable an account that was locked for good.")
        private boolean enables;

        @Override
        void run(HubClient hub) {
            String path = path(hub);
            hub.send("DELETE", path + "/logon-failures", null);
            JsonNode user = hub.get(path);
            boolean enabled = user.path("accountEnabled").asBoolean(true);
            if (!enabled && enables) {
                hub.ask("PATCH", path, Map.of("accountEnabled", true));
                output().say("Unlocked and enabled.");
            } else {
                output().say(
                                enabled
                                        ? "Unlocked."
                                        : "The failures are forgotten, but the account is disabled; --enable enables it.");
            }
        }
    }

    @Command(
            name = "reset-second-factor",
            description = {
                "Take away a person's second factor, since he has lost it.",
                "His password then signs him in alone, or he sets up another one at once where his organization asks for it."
            },
            mixinStandardHelpOptions = true)
    static final class ResetSecondFactor extends UsersCommand.OfUser {
        @Override
        void run(HubClient hub) {
            hub.send("DELETE", path(hub) + "/second-factors", null);
            output().say("Reset.");
        }
    }
}
