package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tenantry usage kpi}: how many people do something, day by day. */
@Command(name = "kpi", description = "How many people are active, day by day.", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UsageKpiCommand extends UsagePeopleCommand.InOne {
    private static final List<Column> COLUMNS = List.of(
            Column.of("DAY", "day"),
            Column.of("PEOPLE", "total"),
            Column.of("ACTIVE", "active"),
            Column.of("INACTIVE", "inactive"),
            Column.of("NO ACTIVITY", "noActivity"),
            Column.of("ADDED", "added"),
            Column.of("REMOVED", "removed"));

    @Option(names = "--from", paramLabel = "DAY", description = "The first day. Default: 90 days ago")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last day. Default: today")
    private @Nullable String to;

    @Option(names = "--department", paramLabel = "NAME", description = "Only the people of this department.")
    private @Nullable String department;

    @Option(names = "--application", paramLabel = "ID", description = "Only the users of this application.")
    private @Nullable String application;

    @Option(names = "--rebuild", description = "Count past days anew first.")
    private boolean rebuild;

    @Override
    void run(HubClient hub) {
        String kpi = usage(hub) + "/kpi";
        if (rebuild) {
            hub.send("POST", kpi + "/rebuild", null);
        }
        Query query = new Query(kpi)
                .with("from", from)
                .with("to", to)
                .with("department", department)
                .with("application", application);
        output().all(COLUMNS, hub.get(query.toString()).path("days").iterator());
    }
}
