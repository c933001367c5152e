package io.tenantry.cli;

import picocli.CommandLine.Command;

/** {@code tenantry usage}: who uses which software, what it costs, and what is wasted. */
@Command(
        name = "usage",
        description =
                "Who uses which software, and what is wasted: people, accounts, rules, applications, sources, kpi, savings, reclaim.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UsagePeopleCommand.class,
            UsageAccountsCommand.class,
            UsageRulesCommand.class,
            UsageApplicationsCommand.class,
            UsageSourcesCommand.class,
            UsageKpiCommand.class,
            UsageSavingsCommand.class,
            UsageReclaimCommand.class
        })
final class UsageCommand {
    private UsageCommand() {}
}
