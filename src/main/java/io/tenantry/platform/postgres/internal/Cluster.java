package io.tenantry.platform.postgres.internal;

import io.tenantry.platform.postgres.PostgresFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** The data directory: made once, never half made, and refused when another major version of PostgreSQL made it. */
public final class Cluster {
    private final Home home;
    private final Binaries binaries;
    private final Account account;

    public Cluster(Home home, Binaries binaries, Account account) {
        this.home = home;
        this.binaries = binaries;
        this.account = account;
    }

    /** Removes a data directory whose making was interrupted. Nobody has ever used it, so nothing is lost. */
    public static void removeUnfinished(Home home) throws IOException {
        if (Files.exists(marker(home))) {
            FileSystemUtils.deleteRecursively(home.data());
            Files.delete(marker(home));
        }
    }

    /** Removes the data directory, stopping first whatever still works in it. */
    public static void erase(Home home) throws IOException {
        try {
            Leftovers.clear(home.data());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PostgresFailure("Stopped before the database was erased", stopped);
        }
        // With the marker, an erasure that is interrupted is finished by the next start.
        Files.writeString(marker(home), "");
        removeUnfinished(home);
    }

    /** Makes the data directory when there is none, and otherwise checks that these programs can read it. */
    public void create() throws IOException {
        Path version = home.data().resolve("PG_VERSION");
        if (Files.exists(version)) {
            check(Files.readString(version).strip());
        } else if (Files.exists(home.data())) {
            throw new PostgresFailure("The folder " + home.data() + " exists but is not a PostgreSQL data directory."
                    + " Move it away, or choose another data directory.");
        } else {
            initialize();
        }
    }

    private static Path marker(Home home) {
        return home.folder().resolve("initdb.running");
    }

    private void check(String found) {
        int ours = binaries.major();
        if (!found.equals(Integer.toString(ours))) {
            throw new PostgresFailure(
                    "The data in " + home.data() + " was made by PostgreSQL " + found
                            + ", but this version of Tenantry brings PostgreSQL " + ours
                            + ". Nothing was changed. Use the version of Tenantry that made it, or export there and import here.");
        }
    }

    private void initialize() throws IOException {
        Files.createFile(marker(home));
        Files.createDirectory(
                home.data(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(home.data());
        // initdb reads the password under its own account, so it needs a file of its own for a moment.
        Path password = Files.createTempFile(home.folder(), "initdb", ".password");
        try {
            Files.writeString(password, home.password(Home.SUPERUSER));
            account.own(password);
            run(List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + home.data(),
                    "--auth=scram-sha-256",
                    "--pwfile=" + password,
                    "--username=" + Home.SUPERUSER,
                    "--encoding=UTF8",
                    // PostgreSQL's own collation: the order of texts, and so every index, outlives an update of the
                    // system.
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--data-checksums"));
        } finally {
            Files.delete(password);
        }
        Files.delete(marker(home));
    }

    private void run(List<String> program) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(account.command(program))
                .directory(home.folder().toFile())
                .redirectErrorStream(true);
        Postmaster.cleanEnvironment(builder);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new PostgresFailure("The database could not be created. PostgreSQL says:\n" + output.strip());
            }
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new PostgresFailure("Stopped while the database was being created", stopped);
        }
    }
}
