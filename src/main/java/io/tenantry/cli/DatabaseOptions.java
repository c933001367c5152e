package io.tenantry.cli;

import io.tenantry.platform.postgres.DatabaseLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A PostgreSQL server of the operator's own. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DatabaseOptions {
    @Option(
            names = "--database-url",
            required = true,
            paramLabel = "URL",
            description = "The operator's own PostgreSQL, such as jdbc:postgresql://host/tenantry")
    private String url;

    @Option(names = "--database-user", paramLabel = "USER", description = "The owner of that database")
    private @Nullable String user;

    @Option(
            names = "--database-password",
            paramLabel = "PASSWORD",
            description = "Its password; better hidden in the variable TENANTRY_DATABASE_PASSWORD or a file")
    private @Nullable String password;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password")
    private @Nullable Path passwordFile;

    DatabaseLocation location() {
        return new DatabaseLocation(
                url.startsWith("jdbc:") ? url : "jdbc:" + url, Objects.requireNonNullElse(user, "tenantry"), secret());
    }

    private String secret() {
        if (passwordFile != null) {
            try {
                return Files.readString(passwordFile).lines().findFirst().orElse("");
            } catch (IOException failure) {
                throw new UncheckedIOException("The password file cannot be read", failure);
            }
        }
        String variable = System.getenv("TENANTRY_DATABASE_PASSWORD");
        return password != null ? password : Objects.requireNonNullElse(variable, "");
    }
}
