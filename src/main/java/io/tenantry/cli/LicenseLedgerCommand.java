package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tenantry licenses ledger}: what became of what was bought. */
@Command(
        name = "ledger",
        description = "What was bought, assigned and is used, by product and organization.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LicenseLedgerCommand extends HubCommand {
    private static final List<Column> LEDGER = List.of(
            Column.of("ORGANIZATION", "organizationName"),
            LicensesCommand.sku("PRODUCT", "displayName"),
            Column.of("BOUGHT", "bought"),
            Column.of("ENABLED", "enabled"),
            Column.of("ASSIGNED", "assigned"),
            Column.of("USED", "used"),
            Column.of("DRIFT", "drift"),
            Column.of("UNASSIGNED", "unassigned"),
            Column.of("UNUSED", "unused"),
            Column.of("WAITING", "waiting"));

    @Mixin
    private Paging paging;

    @Mixin
    private Moment moment;

    @Option(
            names = "--organization",
            paramLabel = "ORGANIZATION",
            description = "By id or name. Default: all that you see")
    private @Nullable String organization;

    @Option(names = "--filter", paramLabel = "FILTER", description = "For example \"unassigned gt 10\".")
    private @Nullable String filter;

    @Option(names = "--drift", description = "Only where what is there is not what was bought.")
    private boolean drift;

    @Override
    void run(HubClient hub) {
        String path = OrgsCommand.pathOrEverywhere(hub, organization) + "/license-ledger";
        List<String> all = new ArrayList<>();
        if (filter != null) {
            all.add("(" + filter + ")");
        }
        if (drift) {
            all.add("drift ne 0");
        }
        Query query = new Query(path).with("filter", String.join(" and ", all));
        show(hub, LEDGER, moment.of(query), paging);
    }
}
