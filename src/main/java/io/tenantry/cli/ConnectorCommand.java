package io.tenantry.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code tenantry connector}: the hub as a connector of Power Automate, Logic Apps and Power Apps. */
@Command(
        name = "connector",
        description = "The hub as a connector of Power Automate, Logic Apps and Power Apps.",
        mixinStandardHelpOptions = true,
        subcommands = ConnectorCommand.Pack.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ConnectorCommand {
    private static final String FOLDER = "/docs/connector/";
    private static final String DEFINITION = "apiDefinition.swagger.json";
    private static final String PROPERTIES = "apiProperties.json";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ConnectorCommand() {}

    @Command(
            name = "package",
            description = "Write the two files that are imported as a custom connector.",
            mixinStandardHelpOptions = true)
    static final class Pack implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(
                names = "--url",
                required = true,
                paramLabel = "URL",
                description = "Where flows reach the hub, such as https://hub.example.com.")
        private String url;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FOLDER|FILE.zip",
                defaultValue = "tenantry-connector",
                description = "Where to write them. Default: ${DEFAULT-VALUE}")
        private Path target;

        @Option(
                names = "--client-id",
                paramLabel = "ID",
                description = "The sign-in client that flows sign in with; it can also be filled in when importing.")
        private @Nullable String clientId;

        @Option(names = "--contact", paramLabel = "MAIL", description = "Whom users of the connector can write to.")
        private @Nullable String contact;

        @Override
        public Integer call() throws IOException {
            Map<String, String> files = new TreeMap<>();
            files.put(DEFINITION, written(definition()));
            files.put(PROPERTIES, written(properties()));
            if (target.toString().endsWith(".zip")) {
                zip(files);
            } else {
                Files.createDirectories(target);
                for (Map.Entry<String, String> file : files.entrySet()) {
                    Files.writeString(target.resolve(file.getKey()), file.getValue());
                }
            }
            spec.commandLine().getOut().println("The connector is in " + target + ". Import it as a custom connector.");
            return ExitCode.OK;
        }

        private ObjectNode definition() {
            ObjectNode definition = fetched(DEFINITION);
            String mail = contact;
            if (mail != null) {
                ((ObjectNode) definition.path("info").path("contact")).put("email", mail);
            }
            return definition;
        }

        private ObjectNode properties() {
            ObjectNode properties = fetched(PROPERTIES);
            String id = clientId;
            if (id != null) {
                ((ObjectNode) properties
                                .path("properties")
                                .path("connectionParameters")
                                .path("token")
                                .path("oAuthSettings"))
                        .put("clientId", id);
            }
            return properties;
        }

        private ObjectNode fetched(String name) {
            HttpRequest request;
            try {
                request = HttpRequest.newBuilder(URI.create(url.replaceFirst("/+$", "") + FOLDER + name))
                        .timeout(PATIENCE)
                        .build();
            } catch (IllegalArgumentException none) {
                throw new CommandFailure("'" + url + "' is no address of a hub", 2);
            }
            return (ObjectNode) HubClient.json(HubClient.send(request));
        }

        private static String written(ObjectNode content) {
            // Four spaces, as the platform's own tools write such files.
            return JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(content)
                            .replaceAll("(?m)^( +)", "$1$1")
                    + "\n";
        }

        private void zip(Map<String, String> files) throws IOException {
            try (OutputStream out = Files.newOutputStream(target);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, String> file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
        }
    }
}
