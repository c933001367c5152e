package io.tenantry.cli;

import io.tenantry.bench.MirrorTrial;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tenantry bench mirror}: reads the options; {@link MirrorTrial} does the work. */
@Command(
        name = "mirror",
        description = {
            "Let one hub mirror another while answers fail and it is killed, and count what was lost.",
            "Both are started on databases of their own. The command fails when anything is missing or doubled."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchMirrorCommand implements Callable<Integer> {
    /** Fewer would not have all the kinds of changes. */
    private static final int USERS_MIN = 1_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--users", defaultValue = "20000", description = "People in the tenant. Default: ${DEFAULT-VALUE}")
    private int users;

    @Option(
            names = "--kills",
            defaultValue = "3",
            description = "How often the first reading is killed. Default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description = "Where both hubs keep their files. Default: .tenantry-bench-mirror beside the launcher")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        Usage.require(spec, users >= USERS_MIN, "--users is at least " + USERS_MIN);
        Usage.require(spec, kills >= 0, "--kills is not below 0");
        Path home = Path.of(System.getProperty("tenantry.home", "")).toAbsolutePath();
        Path data = folder == null ? home.resolve(".tenantry-bench-mirror") : folder.toAbsolutePath();
        new DataDirectory(data).prepare();
        MirrorTrial.Plan plan = new MirrorTrial.Plan(users, kills, home.resolve("tenantry"), data);
        return new MirrorTrial(plan, spec.commandLine().getOut()).run() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
