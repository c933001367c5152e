package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tenantry connect}: connections of organizations to Microsoft tenants. */
@Command(
        name = "connect",
        description = "Connections of organizations to Microsoft tenants.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ConnectCommand.Microsoft.class,
            ConnectCommand.ListAll.class,
            ConnectCommand.Show.class,
            ConnectCommand.Test.class,
            ConnectCommand.Renew.class,
            ConnectCommand.Remove.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ConnectCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("ORGANIZATION", "organizationId"),
            Column.of("TENANT", "tenantId"),
            Column.of("CREDENTIAL", "credential"),
            Column.of("MIRRORED", "mirroredAt"),
            Column.of("LAG (S)", "lagSeconds"),
            new Column("LAST RUN", item -> Column.text(item.path("lastRun").path("state"))),
            new Column("PROBLEM", item -> Column.text(item.path("lastRun").path("problem"))));

    private ConnectCommand() {}

    /** A command about one organization's connection. */
    abstract static class OfOrganization extends HubCommand {
        @Parameters(paramLabel = "ORGANIZATION", description = "An organization's id, name or domain.")
        private String organization;

        private @Nullable String path;

        final String connections(HubClient hub) {
            String known = path == null ? OrgsCommand.path(hub, organization) + "/connections" : path;
            path = known;
            return known;
        }

        /** Shows what is missing; a connection that does not do is a failure. */
        final void tryOut(HubClient hub) {
            JsonNode test = hub.ask("POST", connections(hub) + "/microsoft/test", null);
            for (JsonNode missing : test.path("missing")) {
                output().say("Missing: " + missing.path("permission").asString() + ", to "
                        + missing.path("purpose").asString());
            }
            if (!test.path("works").asBoolean(false)) {
                throw new CommandFailure(test.path("message").asString("the connection does not work"));
            }
            output().say(test.path("message").asString(""));
        }
    }

    /** A credential that does not show in the list of processes. */
    static final class CredentialFile {
        @Option(names = "--secret-file", paramLabel = "FILE", description = "Its first line is the client secret.")
        private @Nullable Path secret;

        @Option(
                names = "--certificate-file",
                paramLabel = "FILE",
                description = "A certificate and its private RSA key, both in PEM.")
        private @Nullable Path certificate;

        void put(Map<String, @Nullable Object> body) {
            if ((secret == null) == (certificate == null)) {
                throw new CommandFailure("say --secret-file or --certificate-file");
            }
            if (secret != null) {
                body.put("secret", GivenFile.firstLine(secret));
            } else if (certificate != null) {
                body.put("certificate", GivenFile.text(certificate));
            }
        }
    }

    @Command(
            name = "microsoft",
            description = "Connect an organization to its Microsoft tenant, and say what consent is missing.",
            mixinStandardHelpOptions = true)
    static final class Microsoft extends OfOrganization {
        @Option(names = "--tenant", required = true, paramLabel = "ID", description = "The tenant's id.")
        private String tenant;

        @Option(
                names = "--client",
                required = true,
                paramLabel = "ID",
                description = "The id of the application that is registered for the hub.")
        private String client;

        @Mixin
        private CredentialFile credential;

        @Option(
                names = "--sync-minutes",
                paramLabel = "N",
                description = "How often the mirror is brought up to date; 0 for never by itself. Default: 5")
        private @Nullable Integer syncMinutes;

        @Option(
                names = "--login-url",
                paramLabel = "URL",
                description = "Where tokens come from, when not from Microsoft.")
        private @Nullable String loginUrl;

        @Option(
                names = "--graph-url",
                paramLabel = "URL",
                description = "Graph with its version, when not Microsoft's.")
        private @Nullable String graphUrl;

        @Option(
                names = "--partner-center-url",
                paramLabel = "URL",
                description = "Partner Center with its version, when not Microsoft's.")
        private @Nullable String partnerCenterUrl;

        @Option(
                names = "--exchange-url",
                paramLabel = "URL",
                description = "The administration of Exchange with its version, when not Microsoft's.")
        private @Nullable String exchangeUrl;

        @Option(
                names = "--emulated-by",
                paramLabel = "URL",
                description = "Another hub, of which the organization with the tenant's id stands in for the tenant.")
        private @Nullable String emulator;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("kind", "microsoft");
            body.put("tenantId", tenant);
            body.put("clientId", client);
            credential.put(body);
            if (emulator != null) {
                String other = emulator.replaceAll("/+$", "");
                body.put("loginUrl", other);
                body.put("graphUrl", other + "/graph/v1/organizations/" + tenant + "/v1.0");
                body.put(
                        "partnerCenterUrl",
                        other + "/partnercenter/v1/partners/" + tenant + "/organizations/" + tenant + "/v1.0");
                body.put("exchangeUrl", other + "/adminapi/beta");
            }
            putGiven(body, "loginUrl", loginUrl);
            putGiven(body, "graphUrl", graphUrl);
            putGiven(body, "partnerCenterUrl", partnerCenterUrl);
            putGiven(body, "exchangeUrl", exchangeUrl);
            putGiven(body, "syncMinutes", syncMinutes);
            output().one(hub.ask("POST", connections(hub), body), COLUMNS);
            tryOut(hub);
        }
    }

    @Command(
            name = "list",
            description = "List all connections, the longest out of date first.",
            mixinStandardHelpOptions = true)
    static final class ListAll extends HubCommand {
        @Override
        void run(HubClient hub) {
            showItems(hub, COLUMNS, "/api/v1/connections");
        }
    }

    @Command(name = "show", description = "Show an organization's connection.", mixinStandardHelpOptions = true)
    static final class Show extends OfOrganization {
        @Override
        void run(HubClient hub) {
            output().one(hub.get(connections(hub) + "/microsoft"), COLUMNS);
        }
    }

    @Command(
            name = "test",
            description = "Try a connection out and name each permission that is missing.",
            mixinStandardHelpOptions = true)
    static final class Test extends OfOrganization {
        @Override
        void run(HubClient hub) {
            tryOut(hub);
        }
    }

    @Command(
            name = "renew",
            description = "Give a connection a new secret or certificate.",
            mixinStandardHelpOptions = true)
    static final class Renew extends OfOrganization {
        @Mixin
        private CredentialFile credential;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            credential.put(body);
            output().one(hub.ask("PATCH", connections(hub) + "/microsoft", body), COLUMNS);
        }
    }

    @Command(
            name = "remove",
            description = "Disconnect an organization; the people of the mirror stay.",
            mixinStandardHelpOptions = true)
    static final class Remove extends OfOrganization {
        @Override
        void run(HubClient hub) {
            hub.send("DELETE", connections(hub) + "/microsoft", null);
            output().say("Disconnected.");
        }
    }
}
