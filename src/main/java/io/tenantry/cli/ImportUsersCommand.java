package io.tenantry.cli;

import io.tenantry.cli.HubClient.Started;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
final class ImportUsersCommand extends BringingIn {
    @Parameters(paramLabel = "FILE", description = "The CSV file.")
    private Path file;

    @Option(
            names = "--map",
            paramLabel = "MAPPING",
            description = "What columns hold: \"E-Mail=userPrincipalName,Name=displayName\". May be repeated.")
    private List<String> mapping = List.of();

    @Option(
            names = "--plan",
            description =
                    "Make a plan instead, which shows each row's differences; 'change apply' carries it out, 'change undo' takes it back.")
    private boolean plan;

    @Option(
            names = "--only-failed",
            description =
                    "The file is the result of another import: do only the rows that failed, after you put them right.")
    private boolean onlyFailed;

    @Mixin
    private Output output;

    @Override
    boolean isDryRun() {
        return plan || super.isDryRun();
    }

    @Override
    void tell(HubClient hub, String organizationId, JsonNode finished) {
        if (plan && !finished.path("changeId").isNull()) {
            JsonNode made =
                    hub.get("/api/v1/changes/" + finished.path("changeId").asString());
            output.one(made, ChangeCommand.COLUMNS);
            ChangeCommand.explain(made, output);
        } else {
            super.tell(hub, organizationId, finished);
        }
    }

    @Override
    Started start(HubClient hub, String imports) {
        String path = imports + "?dryRun=" + isDryRun() + "&onlyFailed=" + onlyFailed + "&mapping="
                + HubClient.encoded(String.join(",", mapping));
        return hub.postFile(path, "text/csv", file);
    }
}
