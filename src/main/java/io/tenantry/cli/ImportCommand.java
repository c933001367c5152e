package io.tenantry.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tenantry import}: what can be brought in. */
@Command(
        name = "import",
        description = "Bring people in by file, and from other systems.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ImportUsersCommand.class,
            ImportMoveCommands.Keycloak.class,
            ImportMoveCommands.Ldif.class,
            ImportMoveCommands.Scim.class,
            ImportResultCommand.class
        })
final class ImportCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine command = spec.commandLine();
        command.usage(command.getOut());
    }
}
