package io.tenantry.cli;

import io.tenantry.cli.HubClient.Started;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moving in from other systems: {@code tenantry import keycloak}, {@code ldif} and {@code scim}. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ImportMoveCommands {
    private ImportMoveCommands() {}

    /** What all of them let people decide. */
    static final class Choice {
        @Option(
                names = "--domain",
                paramLabel = "DOMAIN",
                defaultValue = "",
                description =
                        "Where people get user principal names whose user name is none of the organization's domains. "
                                + "They go on signing in with their user names. Default: the organization's usual domain")
        private String domain;

        @Option(
                names = "--map",
                paramLabel = "MAPPING",
                description =
                        "What attributes hold, where their names do not tell: \"badge=employeeId,team=department\". May be repeated.")
        private List<String> mapping = List.of();

        String parameters(boolean dryRun) {
            return "?dryRun=" + dryRun + "&domain=" + HubClient.encoded(domain) + "&mapping="
                    + HubClient.encoded(mapping());
        }

        String mapping() {
            return String.join(",", mapping);
        }
    }

    @Command(
            name = "keycloak",
            description = {
                "Import a Keycloak realm: the JSON file of a realm export, or the folder or zip archive of a directory export.",
                "People keep their passwords and groups. The same again changes nothing. Exit code 3: some people failed."
            },
            mixinStandardHelpOptions = true)
    static final class Keycloak extends BringingIn {
        @Parameters(paramLabel = "EXPORT", description = "The file, or the folder.")
        private Path export;

        @Mixin
        private Choice choice;

        @Override
        Started start(HubClient hub, String imports) throws IOException {
            GivenFile.check(export);
            String path = imports + "/keycloak" + choice.parameters(isDryRun());
            if (!Files.isDirectory(export)) {
                return hub.postFile(path, "application/octet-stream", export);
            }
            Path archive = Files.createTempFile("tenantry-realm-", ".zip");
            try {
                pack(export, archive);
                return hub.postFile(path, "application/zip", archive);
            } finally {
                Files.deleteIfExists(archive);
            }
        }

        private static void pack(Path folder, Path archive) throws IOException {
            List<Path> files;
            try (Stream<Path> all = Files.list(folder)) {
                files = all.filter(file -> file.getFileName()
                                .toString()
                                .toLowerCase(Locale.ROOT)
                                .endsWith(".json"))
                        .sorted()
                        .toList();
            }
            if (files.isEmpty()) {
                throw new CommandFailure("the folder " + folder + " holds no JSON file");
            }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive));
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Path file : files) {
                    zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                    Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
        }
    }

    @Command(
            name = "ldif",
            description = {
                "Import people and groups from an LDIF file, as OpenLDAP, LLDAP, Active Directory and their tools write it.",
                "People keep their passwords where the file has them. The same file again changes nothing. "
                        + "Exit code 3: some people failed."
            },
            mixinStandardHelpOptions = true)
    static final class Ldif extends BringingIn {
        @Parameters(paramLabel = "FILE", description = "The LDIF file.")
        private Path file;

        @Mixin
        private Choice choice;

        @Override
        Started start(HubClient hub, String imports) {
            return hub.postFile(imports + "/ldif" + choice.parameters(isDryRun()), "text/ldif", file);
        }
    }

    @Command(
            name = "scim",
            description = {
                "Import people and groups from another SCIM server, which the hub reads page by page.",
                "The same again changes nothing. Exit code 3: some people failed."
            },
            mixinStandardHelpOptions = true)
    static final class Scim extends BringingIn {
        @Parameters(paramLabel = "URL", description = "Where its /Users lie, such as https://example.com/scim/v2.")
        private String url;

        @Option(
                names = "--bearer",
                interactive = true,
                arity = "0..1",
                paramLabel = "TOKEN",
                description = "What it lets the hub in with. Default: the variable TENANTRY_SCIM_TOKEN")
        private char @Nullable [] bearer;

        @Mixin
        private Choice choice;

        @Override
        Started start(HubClient hub, String imports) {
            String token = bearer == null ? System.getenv("TENANTRY_SCIM_TOKEN") : new String(bearer);
            if (token == null || token.isBlank()) {
                throw new CommandFailure("there is no token; give it with --bearer or in TENANTRY_SCIM_TOKEN");
            }
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("url", url);
            body.put("token", token);
            body.put("domain", choice.domain);
            body.put("mapping", choice.mapping());
            body.put("dryRun", isDryRun());
            return hub.start(imports + "/scim", body);
        }
    }
}
