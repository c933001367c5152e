package io.tenantry.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The file that remembers who signed in and where. Nobody but its owner can read it. */
final class Credentials {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final InstantSource CLOCK = InstantSource.system();

    /** A token about to expire may be too old by the time it arrives. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final Path file;

    Credentials(Path file) {
        this.file = file;
    }

    /** Somebody who is signed in: a service account by its secret, or a person by an application. */
    record Login(URI url, String clientId, @Nullable String clientSecret, Tokens tokens) {}

    static Credentials usual() {
        String chosen = System.getProperty("tenantry.credentials");
        if (chosen != null) {
            return new Credentials(Path.of(chosen));
        }
        String config = System.getenv("XDG_CONFIG_HOME");
        Path folder = config == null || config.isBlank()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(config);
        return new Credentials(folder.resolve("tenantry").resolve("credentials.json"));
    }

    Path file() {
        return file;
    }

    /** Who is signed in, or null when nobody is. */
    @Nullable
    Login read() {
        if (Files.notExists(file)) {
            return null;
        }
        try {
            JsonNode stored = JSON.readTree(Files.readString(file));
            return new Login(
                    URI.create(stored.required("url").asString()),
                    stored.required("clientId").asString(),
                    stored.path("clientSecret").asString(null),
                    new Tokens(
                            stored.required("accessToken").asString(),
                            Instant.parse(stored.required("expiresAt").asString()),
                            stored.path("refreshToken").asString(null)));
        } catch (IOException | JacksonException unreadable) {
            throw new CommandFailure(file + " cannot be read. Run 'tenantry login' again.");
        }
    }

    void write(Login login) {
        Map<String, @Nullable Object> stored = new LinkedHashMap<>();
        stored.put("url", login.url().toString());
        stored.put("clientId", login.clientId());
        stored.put("clientSecret", login.clientSecret());
        stored.put("accessToken", login.tokens().access());
        stored.put("expiresAt", login.tokens().expiresAt().toString());
        stored.put("refreshToken", login.tokens().refresh());
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            // Written beside and moved, so that nobody ever reads half a file or one that others can read.
            Path fresh = Files.createTempFile(folder, "credentials", ".new", ownerOnly(folder));
            Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(stored) + "\n");
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException inTheWay) {
            throw new CommandFailure(inTheWay.getFile() + " is in the way");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The login's access token; a new one, which is remembered, when the old one has expired. */
    String freshToken(Login login) {
        Tokens tokens = login.tokens();
        if (CLOCK.instant().plus(MARGIN).isBefore(tokens.expiresAt())) {
            return tokens.access();
        }
        Tokens fresh;
        String secret = login.clientSecret();
        if (secret != null) {
            fresh = Tokens.ofServiceAccount(login.url(), login.clientId(), secret);
        } else if (tokens.refresh() != null) {
            fresh = Tokens.refreshed(login.url(), login.clientId(), tokens.refresh());
        } else {
            throw new CommandFailure("your sign-in has expired. Run 'tenantry login' again.");
        }
        write(new Login(login.url(), login.clientId(), secret, fresh));
        return fresh.access();
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
