package io.tenantry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenantry import result}: fetches what became of each row, for a day after the import. */
@Command(
        name = "result",
        description = "Fetch the file of an import with what became of each row.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ImportResultCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HubAccess access;

    @Parameters(paramLabel = "IMPORT", description = "The import's id.")
    private UUID id;

    @Mixin
    private InOrganization organization;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write it. Default: to the screen")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        HubClient hub = access.open();
        String path = organization.path(hub) + "/imports/" + id + "/result";
        new Download(hub.download(path)).to(output, spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
