package io.tenantry.imports.internal;

import io.tenantry.imports.internal.Findings.FoundGroup;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a realm as Keycloak exports it: one file with everything, or a zip archive of a directory with the realm's file and those
 * of its users. Users are read one by one, and what the hub has no use for is passed over.
 */
final class KeycloakRealm {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int FILES_MAX = 10_000;

    private final Findings findings;
    private final KeycloakUser users;
    private @Nullable String realm;

    KeycloakRealm(Findings findings, AttributeNames names, Naming naming) {
        this.findings = findings;
        users = new KeycloakUser(findings, names, naming);
    }

    /**
     * Reads the whole export.
     *
     * @param sizeMax how much there may be in all, unpacked
     */
    void read(Path source, long sizeMax) throws IOException {
        Piecewise.Budget budget = new Piecewise.Budget(sizeMax);
        if (isArchive(source)) {
            try (ZipFile archive = new ZipFile(source.toFile())) {
                for (ZipEntry entry : files(archive)) {
                    try (InputStream in = archive.getInputStream(entry)) {
                        read(in, budget, entry.getName());
                    }
                }
            } catch (ZipException damaged) {
                throw malformed("The archive is damaged");
            }
        } else {
            try (InputStream in = Files.newInputStream(source)) {
                read(in, budget, "The file");
            }
        }
        users.tell();
    }

    private static boolean isArchive(Path source) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }

    private static List<? extends ZipEntry> files(ZipFile archive) {
        Refusal.unless(
                archive.size() <= FILES_MAX,
                Refusal.Reason.TOO_LARGE,
                "The archive holds more than " + FILES_MAX + " files");
        List<? extends ZipEntry> files = archive.stream()
                .filter(entry -> entry.getName().toLowerCase(Locale.ROOT).endsWith(".json"))
                .sorted(Comparator.comparing(ZipEntry::getName))
                .toList();
        Refusal.unless(!files.isEmpty(), Refusal.Reason.MALFORMED, "The archive holds no JSON file");
        return files;
    }

    private void read(InputStream file, Piecewise.Budget budget, String name) throws IOException {
        try (Piecewise in = new Piecewise(new BufferedInputStream(file), budget);
                JsonParser parser = JSON.createParser(in)) {
            JsonToken first = parser.nextToken();
            boolean isList = first == JsonToken.START_ARRAY;
            JsonToken next = isList ? parser.nextToken() : first;
            if (next != JsonToken.START_OBJECT) {
                throw malformed(name + " is no Keycloak export: it holds no JSON object");
            }
            while (next == JsonToken.START_OBJECT) {
                members(parser, in);
                next = isList ? parser.nextToken() : null;
            }
        } catch (JacksonException broken) {
            throw malformed("%s cannot be read as JSON at line %d, column %d"
                    .formatted(
                            name,
                            broken.getLocation() == null
                                    ? 0
                                    : broken.getLocation().getLineNr(),
                            broken.getLocation() == null
                                    ? 0
                                    : broken.getLocation().getColumnNr()));
        }
    }

    private void members(JsonParser parser, Piecewise in) throws IOException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            parser.nextToken();
            switch (member) {
                case "realm" -> realm(parser.getString());
                case "users", "federatedUsers" -> each(parser, in, users::read);
                case "groups" -> each(parser, in, group -> group(group, null));
                default -> parser.skipChildren();
            }
        }
    }

    private void realm(String name) {
        Refusal.unless(
                realm == null || realm.equals(name),
                Refusal.Reason.MALFORMED,
                "The export holds several realms, " + realm + " and " + name + "; send them one by one");
        realm = name;
    }

    @FunctionalInterface
    private interface Taker {
        void take(JsonNode one) throws IOException;
    }

    private static void each(JsonParser parser, Piecewise in, Taker taker) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            in.begin();
            JsonNode one = parser.readValueAsTree();
            in.end();
            taker.take(one);
        }
    }

    /** A group lies within its parent, so that who is in it has what the parent gives. */
    private void group(JsonNode group, @Nullable String parent) throws IOException {
        String name = group.path("name").asString("");
        String path = group.path("path").asString((parent == null ? "" : parent) + "/" + name);
        String key = KeycloakUser.groupKey(path);
        findings.group(new FoundGroup(
                key,
                Ids.read(group.path("id").asString("")),
                name,
                group.path("attributes").path("description").path(0).asString(null)));
        if (parent != null) {
            findings.member(KeycloakUser.groupKey(parent), key);
        }
        if (!group.path("realmRoles").isEmpty() || !group.path("clientRoles").isEmpty()) {
            findings.count("Groups with roles in Keycloak, which stay behind");
        }
        for (JsonNode inner : group.path("subGroups")) {
            group(inner, path);
        }
    }

    private static Refusal malformed(String message) {
        return new Refusal(Refusal.Reason.MALFORMED, message);
    }
}
