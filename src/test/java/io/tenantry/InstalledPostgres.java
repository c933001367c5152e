package io.tenantry;

import com.sun.security.auth.module.UnixSystem;
import io.tenantry.platform.postgres.DatabaseLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/** A server made of the programs that a package of the system installed, for the time of the tests only. */
final class InstalledPostgres implements AutoCloseable {
    private static final int NOBODY = 65534;
    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "tenantry";

    private final Path programs;
    private final Path folder;
    private final String password = UUID.randomUUID().toString();
    private final int port;

    private InstalledPostgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Starts a new, empty server of the programs in this folder. */
    static InstalledPostgres start(Path programs) {
        try {
            Path folder = Files.createTempDirectory("tenantry-postgres-");
            InstalledPostgres server = new InstalledPostgres(programs, folder, freePort());
            server.create();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** An empty database of an owner who may do no more than one of a hosting company. */
    DatabaseLocation createDatabase(String name) {
        execute("CREATE DATABASE " + name + " OWNER " + OWNER);
        return location(name, OWNER);
    }

    @Override
    public void close() {
        try {
            run("pg_ctl", "--pgdata=" + data(), "--mode=immediate", "stop");
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void create() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), password);
        Path log = Files.createFile(folder.resolve("log"));
        for (Path path : List.of(folder, secret, log)) {
            giveAway(path);
        }
        run(
                "initdb",
                "--pgdata=" + data(),
                "--username=" + SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + secret,
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync");
        String settings = "-c listen_addresses=127.0.0.1 -c port=" + port + " -c unix_socket_directories="
                + " -c fsync=off -c jit=off -c timezone=UTC";
        run("pg_ctl", "--pgdata=" + data(), "--log=" + log, "--wait", "--options=" + settings, "start");
        execute("CREATE ROLE " + OWNER + " LOGIN CREATEROLE PASSWORD '" + password + "'");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private DatabaseLocation location(String database, String user) {
        return new DatabaseLocation("jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, password);
    }

    private void execute(String sql) {
        try (Connection connection = TestPostgres.connect(location("postgres", SUPERUSER));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** PostgreSQL refuses to be root. */
    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    private static void giveAway(Path path) throws IOException {
        if (isRoot()) {
            Files.setAttribute(path, "unix:uid", NOBODY);
            Files.setAttribute(path, "unix:gid", NOBODY);
        }
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        // To a file, because the server keeps what it inherits open for as long as it runs.
        Path said = folder.resolve(program + ".out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(program + " says:\n" + Files.readString(said));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Stopped while waiting for " + program, stopped);
        }
    }
}
