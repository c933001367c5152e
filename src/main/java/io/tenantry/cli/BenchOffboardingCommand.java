package io.tenantry.cli;

import io.tenantry.bench.OffboardingTrial;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tenantry bench offboarding}: reads the options; {@link OffboardingTrial} does the work. */
@Command(
        name = "offboarding",
        description = {
            "Offboard very many people over two nodes, one of which is killed, while a tenant throttles and fails.",
            "Prints the ledger of steps. The command fails when a step is missing or was done twice."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchOffboardingCommand implements Callable<Integer> {
    private static final int USERS_MIN = 200;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--users",
            defaultValue = "10000",
            description = "People in organizations that live in the hub. Default: ${DEFAULT-VALUE}")
    private int users;

    @Option(
            names = "--at-microsoft",
            defaultValue = "500",
            description = "People in an organization that lives in a tenant, with faults. Default: ${DEFAULT-VALUE}")
    private int atMicrosoft;

    @Option(
            names = "--kills",
            defaultValue = "2",
            description = "How often the second node is killed. Default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description = "Where both nodes keep their files. Default: .tenantry-bench-offboarding beside the launcher")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        Usage.require(spec, users >= USERS_MIN, "--users is at least " + USERS_MIN);
        Usage.require(spec, kills >= 0 && atMicrosoft >= 0, "--kills and --at-microsoft are not below 0");
        Path home = Path.of(System.getProperty("tenantry.home", "")).toAbsolutePath();
        Path data = folder == null ? home.resolve(".tenantry-bench-offboarding") : folder.toAbsolutePath();
        new DataDirectory(data).prepare();
        OffboardingTrial.Plan plan =
                new OffboardingTrial.Plan(users, atMicrosoft, kills, home.resolve("tenantry"), data);
        return new OffboardingTrial(plan, spec.commandLine().getOut()).run() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
