package io.tenantry.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tenantry serve}: reads the options; {@link Hub} does the work. */
@Command(
        name = "serve",
        description = {
            "Run the hub.",
            "Without --database-url it brings its own PostgreSQL and keeps it in the data directory."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ServeCommand implements Callable<Integer> {
    private static final int PORT_MAX = 65_535;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:TENANTRY_PORT:-8080}",
            description = "Where to listen; 0 takes any free port. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            defaultValue = "${env:TENANTRY_DATA_DIR}",
            description = "Where the hub keeps what it must not lose. Default: .tenantry beside the launcher")
    private @Nullable Path folder;

    @Option(names = "--demo", description = "Fill an empty hub with made-up organizations, people and groups.")
    private boolean demo;

    @Option(names = "--reset", description = "With --demo: throw the demo away and make a new one.")
    private boolean reset;

    @ArgGroup(exclusive = false)
    private @Nullable DatabaseOptions external;

    @Override
    public Integer call() throws InterruptedException {
        Usage.require(spec, port >= 0 && port <= PORT_MAX, "--port must be between 0 and " + PORT_MAX);
        Usage.require(spec, !reset || demo, "--reset is only for a demo: use it together with --demo");
        Usage.require(spec, !reset || external == null, "--reset is only for the database that the hub brings along");
        Usage.require(
                spec,
                external == null || external.location().url().startsWith("jdbc:postgresql:"),
                "--database-url must name a PostgreSQL database, such as jdbc:postgresql://host/tenantry");
        DataDirectory data = folder == null ? DataDirectory.usual() : new DataDirectory(folder);
        new Hub(new Hub.Plan(port, data, demo, reset, external == null ? null : external.location())).run();
        return ExitCode.OK;
    }
}
