package io.tenantry.cli;

import io.tenantry.bench.Bench;
import io.tenantry.bench.BenchPlan;
import io.tenantry.bench.Part;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tenantry bench}: reads the options; {@link Bench} does the work. */
@Command(
        name = "bench",
        description = {
            "Measure how fast the hub is.",
            "It makes an estate of its own, starts a hub on it, and runs the same questions as bare SQL beside it."
        },
        mixinStandardHelpOptions = true,
        subcommands = {BenchMirrorCommand.class, BenchOffboardingCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchCommand implements Callable<Integer> {
    private static final int USERS_MIN = 2_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--users", defaultValue = "100000", description = "People in the estate. Default: ${DEFAULT-VALUE}")
    private int users;

    @Option(names = "--clients", defaultValue = "8", description = "Connections. Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(names = "--seconds", defaultValue = "5", description = "Length of a round. Default: ${DEFAULT-VALUE}")
    private double seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each kind. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "90", description = "Seconds of load first. Default: ${DEFAULT-VALUE}")
    private double warmUp;

    @Option(names = "--import", defaultValue = "20000", description = "People to import. Default: ${DEFAULT-VALUE}")
    private int imported;

    @Option(
            names = "--jobs",
            defaultValue = "1000000",
            description = "Jobs that lists of jobs are asked for among. Default: ${DEFAULT-VALUE}")
    private int jobs;

    @Option(
            names = "--discovered",
            defaultValue = "0",
            paramLabel = "PEOPLE",
            description = "People of the consolidated view, with five accounts each, where the estate has none yet."
                    + " Default: those of its largest organization")
    private int discovered;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description =
                    "Measure these parts alone: graph, slchub, cloudcockpit, scim, logon, import, mirror, changes,"
                            + " usage, walk, webhooks, jobs, job-lists, start")
    private List<String> only = List.of();

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description =
                    "Where the estate is kept for the next run. Default: .tenantry-bench-USERS beside the launcher")
    private @Nullable Path folder;

    @ArgGroup(exclusive = false)
    private @Nullable Running running;

    @Override
    public Integer call() throws Exception {
        Usage.require(spec, users >= USERS_MIN, "--users is at least " + USERS_MIN);
        Usage.require(
                spec,
                clients >= 1
                        && rounds >= 1
                        && seconds > 0
                        && warmUp >= 0
                        && imported >= 1
                        && jobs >= 1
                        && discovered >= 0,
                "numbers must be positive");
        Path home = Path.of(System.getProperty("tenantry.home", "")).toAbsolutePath();
        Path data = folder == null ? home.resolve(".tenantry-bench-" + users) : folder.toAbsolutePath();
        Bench bench = new Bench(
                new BenchPlan(
                        users,
                        clients,
                        seconds,
                        rounds,
                        warmUp,
                        imported,
                        jobs,
                        discovered,
                        parts(),
                        home.resolve("tenantry"),
                        data),
                spec.commandLine().getOut());
        if (running == null) {
            new DataDirectory(data).prepare();
            bench.run();
        } else {
            bench.run(running.url, running.signIn, running.database.location());
        }
        return ExitCode.OK;
    }

    private Set<Part> parts() {
        try {
            return only.isEmpty()
                    ? EnumSet.allOf(Part.class)
                    : only.stream().map(Part::named).collect(Collectors.toSet());
        } catch (IllegalArgumentException unknown) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--only: " + unknown.getMessage());
        }
    }

    /** A hub that runs already, and the database under it. */
    private static final class Running {
        @Option(names = "--url", required = true, paramLabel = "URL", description = "Measure this hub instead")
        private URI url;

        @Option(
                names = "--sign-in",
                required = true,
                paramLabel = "FILE",
                description = "The hub's demo.env; everything is asked of its first customer")
        private Path signIn;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private DatabaseOptions database;
    }
}
