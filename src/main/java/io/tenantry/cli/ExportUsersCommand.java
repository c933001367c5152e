package io.tenantry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tenantry export users}: everyone of an organization as a file that can be imported again. */
@Command(
        name = "users",
        description = "Export an organization's people. A CSV export can be imported again without a difference.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExportUsersCommand implements Callable<Integer> {
    enum Format {
        CSV,
        JSON
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private HubAccess access;

    @Mixin
    private InOrganization organization;

    @Option(
            names = "--format",
            defaultValue = "csv",
            paramLabel = "csv|json",
            description = "csv for spreadsheets, json for one object a line. Default: csv")
    private Format format;

    @Option(
            names = "--filter",
            defaultValue = "",
            paramLabel = "FILTER",
            description = "Only whom this meets: \"department eq 'Sales' and accountEnabled eq true\".")
    private String filter;

    @Option(
            names = "--as-of",
            defaultValue = "",
            paramLabel = "MOMENT",
            description = "Tell what was so then: 2026-06-30 or 2026-06-30T12:00:00Z.")
    private String asOf;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write it. Default: to the screen")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        HubClient hub = access.open();
        String path = organization.path(hub) + "/users/export?format=" + (format == Format.CSV ? "csv" : "json")
                + "&filter=" + HubClient.encoded(filter)
                + (asOf.isEmpty() ? "" : "&asOf=" + HubClient.encoded(asOf));
        new Download(hub.download(path)).to(output, spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
