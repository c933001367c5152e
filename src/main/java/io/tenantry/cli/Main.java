package io.tenantry.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tenantry}: the root of all commands. A new command is one more line in {@code subcommands}. */
@Command(
        name = "tenantry",
        description = "A hub for every user in every tenant.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Also: ./tenantry test builds everything and runs all tests."},
        subcommands = {
            ServeCommand.class,
            BenchCommand.class,
            LoginCommand.class,
            OrgsCommand.class,
            UsersCommand.class,
            GroupsCommand.class,
            InviteCommand.class,
            IdentitySourcesCommand.class,
            PoliciesCommand.class,
            AuditCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            RehearseCommand.class,
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line as {@link #main} runs it, for tests that look at its output and exit code. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
