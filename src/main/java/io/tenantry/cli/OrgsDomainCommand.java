package io.tenantry.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tenantry orgs domain}: the names an organization's people sign in with. */
@Command(
        name = "domain",
        description = "Domains of an organization: add, remove, default.",
        mixinStandardHelpOptions = true,
        subcommands = {OrgsDomainCommand.Add.class, OrgsDomainCommand.Remove.class, OrgsDomainCommand.Default.class})
final class OrgsDomainCommand {
    private OrgsDomainCommand() {}

    /** A command about one domain of one organization. */
    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    abstract static class OfDomain extends HubCommand {
        @Parameters(index = "0", paramLabel = "ORGANIZATION", description = "An organization's id, name or domain.")
        private String organization;

        @Parameters(index = "1", paramLabel = "DOMAIN", description = "A domain name.")
        private String domain;

        final String domains(HubClient hub) {
            return OrgsCommand.path(hub, organization) + "/domains";
        }

        final String domain() {
            return domain;
        }
    }

    @Command(name = "add", description = "Add a domain.", mixinStandardHelpOptions = true)
    static final class Add extends OfDomain {
        @Override
        void run(HubClient hub) {
            output().one(hub.ask("POST", domains(hub), Map.of("name", domain())), OrgsCommand.COLUMNS);
        }
    }

    @Command(name = "remove", description = "Take a domain away.", mixinStandardHelpOptions = true)
    static final class Remove extends OfDomain {
        @Override
        void run(HubClient hub) {
            hub.send("DELETE", domains(hub) + "/" + HubClient.encoded(domain()), null);
            output().say("Removed.");
        }
    }

    @Command(name = "default", description = "Make a domain the default.", mixinStandardHelpOptions = true)
    static final class Default extends OfDomain {
        @Override
        void run(HubClient hub) {
            String path = domains(hub) + "/" + HubClient.encoded(domain());
            output().one(hub.ask("PATCH", path, Map.of("isDefault", true)), OrgsCommand.COLUMNS);
        }
    }
}
