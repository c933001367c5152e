package io.tenantry.cli;

import io.tenantry.cli.HubClient.Started;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code tenantry import users}: sends the file, watches the hub at work, and tells what came of it. */
@Command(
        name = "users",
        description = {
            "Import people from a CSV file: a user export or bulk create template of Microsoft Entra, a template or export of the "
                    + "Microsoft 365 admin center, or any CSV whose columns you name.",
            "The same file again changes nothing. Exit code 3: some rows failed; the result tells why."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ImportUsersCommand implements Callable<Integer> {
    static final int SOME_ROWS_FAILED = 3;

    private static final long LOOK_MILLIS = 300;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HubAccess access;

    @Parameters(paramLabel = "FILE", description = "The CSV file.")
    private Path file;

    @Mixin
    private InOrganization organization;

    @Option(
            names = "--map",
            paramLabel = "MAPPING",
            defaultValue = "",
            description = "What columns hold: \"E-Mail=userPrincipalName,Name=displayName\".")
    private String mapping;

    @Option(names = "--dry-run", description = "Find out what would happen, and do nothing.")
    private boolean dryRun;

    @Option(
            names = "--plan",
            description =
                    "Make a plan instead, which shows each row's differences; 'change apply' carries it out, 'change undo' takes it back.")
    private boolean plan;

    @Mixin
    private Output output;

    @Option(
            names = "--result",
            paramLabel = "FILE",
            description = "Write the same CSV here, with what became of each row.")
    private @Nullable Path result;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isReadable(file)) {
            throw new CommandFailure("the file " + file + " cannot be read");
        }
        HubClient hub = access.open();
        String home = organization.path(hub);
        if (plan) {
            String columns = mapping.isEmpty() ? "" : "&columns=" + HubClient.encoded(mapping);
            JsonNode made = hub.postFile(home + "/change-files?create=true" + columns, "text/csv", file)
                    .answer();
            output.one(made, ChangeCommand.COLUMNS);
            ChangeCommand.explain(made, output);
            return ExitCode.OK;
        }
        String path = home + "/imports?dryRun=" + dryRun + "&mapping=" + HubClient.encoded(mapping);
        Started started = hub.postFile(path, "text/csv", file);
        JsonNode finished = watch(hub, started);
        if (finished.path("status").asString().equals("failed")) {
            throw new CommandFailure(finished.path("problem").asString());
        }
        if (result != null) {
            new Download(hub.download(started.location() + "/result"))
                    .to(result, spec.commandLine().getOut());
        }
        tell(finished, home.substring(home.lastIndexOf('/') + 1));
        return finished.path("counts").path("failed").asLong() == 0 ? ExitCode.OK : SOME_ROWS_FAILED;
    }

    private JsonNode watch(HubClient hub, Started started) throws InterruptedException {
        ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
        JsonNode now = started.answer();
        while (now.path("finishedDateTime").isNull()
                && !now.path("status").asString().equals("failed")) {
            show(bar, now);
            Thread.sleep(LOOK_MILLIS);
            now = hub.get(started.location());
        }
        bar.clear();
        return now;
    }

    /** Reading is shown as the first half, and what the database does with the rows as the second. */
    private static void show(ProgressBar bar, JsonNode now) {
        double expected = Math.max(1, now.path("rowsExpected").asLong());
        long read = now.path("rowsRead").asLong();
        double share = Math.min(1, read / expected) / 2;
        switch (now.path("status").asString()) {
            case "applying" ->
                bar.show(0.5 + Math.min(1, now.path("rowsApplied").asLong() / expected) * 0.4, "applying");
            case "answering" -> bar.show(0.95, "writing the result");
            case "hashing" -> bar.show(share * 2, "hashing passwords: " + read + " rows done");
            case "reading" -> bar.show(share, read + " rows read");
            default -> bar.show(0, "waiting");
        }
    }

    private void tell(JsonNode finished, String organizationId) {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode counts = finished.path("counts");
        out.printf(
                Locale.ROOT,
                "%s: %d %s, %d %s, %d unchanged, %d failed, %d skipped%n",
                finished.path("format").asString(),
                counts.path("created").asLong(),
                dryRun ? "would be created" : "created",
                counts.path("updated").asLong(),
                dryRun ? "would be updated" : "updated",
                counts.path("unchanged").asLong(),
                counts.path("failed").asLong(),
                counts.path("skipped").asLong());
        JsonNode unknown = finished.path("columnsNotApplied");
        if (!unknown.isEmpty()) {
            out.println("Columns not applied: "
                    + String.join(
                            ", ", unknown.valueStream().map(JsonNode::asString).toList()));
        }
        if (result == null && counts.path("failed").asLong() > 0) {
            out.println("Why rows failed: tenantry import result "
                    + finished.path("id").asString() + " --organization " + organizationId);
        }
        out.flush();
    }
}
