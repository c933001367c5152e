package io.tenantry.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tenantry}: the root of all commands. A new command is one more line in {@code COMMANDS}. */
@Command(
        name = "tenantry",
        description = "A hub for every user in every tenant.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Also: ./tenantry test builds everything and runs all tests."})
public final class Main implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            ServeCommand.class,
            BenchCommand.class,
            LoginCommand.class,
            OrgsCommand.class,
            UsersCommand.class,
            GroupsCommand.class,
            ChangeCommand.class,
            BlocksCommand.class,
            SetsCommand.class,
            SchedulesCommand.class,
            JobsCommand.class,
            InviteCommand.class,
            IdentitySourcesCommand.class,
            ConnectCommand.class,
            ConnectorCommand.class,
            SyncCommand.class,
            ScimCommand.class,
            MasterKeyCommand.class,
            LicensesCommand.class,
            SubscriptionsCommand.class,
            SkusCommand.class,
            UsageCommand.class,
            PoliciesCommand.class,
            AuditCommand.class,
            EventsCommand.class,
            WebhooksCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            RehearseCommand.class);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine(arguments.length == 0 ? "" : arguments[0]).execute(arguments));
    }

    /** The whole command line, for whoever looks at all commands. */
    public static CommandLine commandLine() {
        return commandLine("");
    }

    /**
     * Working out what all commands look like takes longer than most of them run, so only the one that was typed is, and all of
     * them when it is none of them.
     */
    static CommandLine commandLine(String typed) {
        List<Class<?>> meant = COMMANDS.stream()
                .filter(command -> command.getAnnotation(Command.class).name().equals(typed))
                .toList();
        CommandLine line = new CommandLine(new Main());
        (meant.isEmpty() ? COMMANDS : meant).forEach(line::addSubcommand);
        return line.setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
