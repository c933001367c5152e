package io.tenantry.cli;

import io.tenantry.platform.secrets.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tenantry master-key}: the key that secrets in the database are encrypted with. */
@Command(
        name = "master-key",
        description = "The key that secrets in the database are encrypted with.",
        mixinStandardHelpOptions = true,
        subcommands = MasterKeyCommand.Rotate.class)
final class MasterKeyCommand {
    private MasterKeyCommand() {}

    @Command(
            name = "rotate",
            description = {
                "Put a new key in the place of the one in the data folder.",
                "Start the hub again afterwards: it encrypts its secrets anew, and says when the former key can go."
            },
            mixinStandardHelpOptions = true)
    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    static final class Rotate implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(
                names = "--data-dir",
                paramLabel = "FOLDER",
                defaultValue = "${env:TENANTRY_DATA_DIR}",
                description = "The hub's data folder. Default: .tenantry beside the launcher")
        private @Nullable Path folder;

        @Override
        public Integer call() {
            Path data = (folder == null ? DataDirectory.usual() : new DataDirectory(folder)).folder();
            try {
                MasterKey.replace(data);
            } catch (IllegalStateException refused) {
                throw new CommandFailure(String.valueOf(refused.getMessage()));
            } catch (IOException failure) {
                throw new UncheckedIOException("The key could not be replaced", failure);
            }
            spec.commandLine()
                    .getOut()
                    .println("There is a new master.key; the former one is beside it. Start the hub again now.");
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
    }
}
