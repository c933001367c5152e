package io.tenantry.cli;

import io.tenantry.cli.HubClient.Started;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** A command that brings people in: it starts that, watches the hub at work, and tells what came of it. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
abstract class BringingIn implements Callable<Integer> {
    static final int SOME_ROWS_FAILED = 3;

    private static final long LOOK_MILLIS = 300;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HubAccess access;

    @Mixin
    private InOrganization organization;

    @Option(names = "--dry-run", description = "Find out what would happen, and do nothing.")
    private boolean dryRun;

    @Option(
            names = "--result",
            paramLabel = "FILE",
            description = "Write a CSV file here, with what became of each row.")
    private @Nullable Path result;

    /** Sends what is to be brought in to the imports at this path. */
    abstract Started start(HubClient hub, String imports) throws IOException;

    boolean isDryRun() {
        return dryRun;
    }

    @Override
    public final Integer call() throws IOException, InterruptedException {
        if (result != null) {
            GivenFile.checkPlace(result);
        }
        HubClient hub = access.open();
        String home = organization.path(hub);
        Started started = start(hub, home + "/imports");
        JsonNode finished = watch(hub, started);
        if (finished.path("status").asString().equals("failed")) {
            throw new CommandFailure(finished.path("problem").asString());
        }
        if (result != null) {
            new Download(hub.download(started.location() + "/result"))
                    .to(result, spec.commandLine().getOut());
        }
        tell(hub, home.substring(home.lastIndexOf('/') + 1), finished);
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
            case "fetching" -> bar.show(0, (long) expected + " people found");
            default -> bar.show(0, "waiting");
        }
    }

    void tell(HubClient hub, String organizationId, JsonNode finished) {
        PrintWriter out = spec.commandLine().getOut();
        boolean trial = finished.path("dryRun").asBoolean();
        JsonNode counts = finished.path("counts");
        out.printf(
                Locale.ROOT,
                "%s: %d %s, %d %s, %d unchanged, %d failed, %d skipped%n",
                finished.path("format").asString(),
                counts.path("created").asLong(),
                trial ? "would be created" : "created",
                counts.path("updated").asLong(),
                trial ? "would be updated" : "updated",
                counts.path("unchanged").asLong(),
                counts.path("failed").asLong(),
                counts.path("skipped").asLong());
        JsonNode unknown = finished.path("columnsNotApplied");
        if (!unknown.isEmpty()) {
            out.println("Columns not applied: "
                    + String.join(
                            ", ", unknown.valueStream().map(JsonNode::asString).toList()));
        }
        tellMoved(out, finished.path("moved"));
        finished.path("notes").forEach(note -> out.println("Note: " + note.asString()));
        if (result == null && counts.path("failed").asLong() > 0) {
            out.println("Why rows failed: tenantry import result "
                    + finished.path("id").asString() + " --organization " + organizationId);
        }
        JsonNode change = finished.path("changeId");
        if (change.isString()) {
            out.println((trial ? "To carry it out: tenantry change apply " : "To take it back: tenantry change undo ")
                    + change.asString());
        }
        out.flush();
    }

    private void tellMoved(PrintWriter out, JsonNode moved) {
        long groups = moved.path("groupsCreated").asLong()
                + moved.path("groupsUpdated").asLong()
                + moved.path("groupsUnchanged").asLong()
                + moved.path("groupsFailed").asLong();
        if (groups
                        + moved.path("membersAdded").asLong()
                        + moved.path("linksAdded").asLong()
                == 0) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "Groups: %d %s, %d updated, %d unchanged, %d left alone; %d memberships and %d sign-ins %s, %d memberships of nobody"
                        + " known%n",
                moved.path("groupsCreated").asLong(),
                dryRun ? "would be created" : "created",
                moved.path("groupsUpdated").asLong(),
                moved.path("groupsUnchanged").asLong(),
                moved.path("groupsFailed").asLong(),
                moved.path("membersAdded").asLong(),
                moved.path("linksAdded").asLong(),
                dryRun ? "would be added" : "added",
                moved.path("membersUnknown").asLong());
    }
}
