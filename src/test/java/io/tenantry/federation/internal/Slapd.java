package io.tenantry.federation.internal;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** OpenLDAP's server, from the system's package, on a port of its own and with nothing of the system's configuration. */
final class Slapd implements AutoCloseable {
    static final String BASE = "dc=example,dc=com";
    static final String ADMIN = "cn=admin," + BASE;
    static final String PASSWORD = "what the admin knows";

    private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
    private static final Path SCHEMAS = Path.of("/etc/ldap/schema");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Path folder;
    private final int port;

    private Slapd(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    static Slapd start() {
        if (!Files.isExecutable(PROGRAM)) {
            throw new AssertionError("These tests read a real directory server: install the package slapd");
        }
        try {
            Path folder = Files.createTempDirectory("tenantry-slapd");
            int port = freePort();
            Files.createDirectory(folder.resolve("data"));
            Files.writeString(folder.resolve("slapd.conf"), configuration(folder));
            List<String> command = new ArrayList<>();
            if (System.getProperty("user.name").equals("root")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
                Files.setPosixFilePermissions(folder.resolve("data"), PosixFilePermissions.fromString("rwxrwxrwx"));
                command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
            }
            command.addAll(List.of(
                    PROGRAM.toString(),
                    "-f",
                    folder.resolve("slapd.conf").toString(),
                    "-h",
                    "ldap://127.0.0.1:" + port,
                    "-d",
                    "0"));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("slapd.log").toFile())
                    .start();
            // A run that is stopped in the middle leaves no server behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            Slapd slapd = new Slapd(process, folder, port);
            slapd.await();
            return slapd;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String configuration(Path folder) {
        return """
                include %1$s/core.schema
                include %1$s/cosine.schema
                include %1$s/nis.schema
                include %1$s/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                moduleload ppolicy
                pidfile %2$s/slapd.pid
                sizelimit 500
                database mdb
                maxsize 536870912
                suffix "%3$s"
                rootdn "%4$s"
                rootpw "%5$s"
                directory %2$s/data
                dbnosync
                index objectClass,entryUUID,uid eq
                index modifyTimestamp eq
                overlay ppolicy
                access to attrs=userPassword by anonymous auth by * none
                access to * by * read
                """.formatted(SCHEMAS, folder, BASE, ADMIN, PASSWORD);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await() throws IOException {
        long until = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port, ADMIN, PASSWORD)) {
                if (connection.isConnected()) {
                    return;
                }
            } catch (LDAPException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("slapd did not start: " + Files.readString(folder.resolve("slapd.log")));
    }

    int port() {
        return port;
    }

    LDAPConnection connect() {
        try {
            return new LDAPConnection("127.0.0.1", port, ADMIN, PASSWORD);
        } catch (LDAPException failure) {
            throw new AssertionError(failure);
        }
    }

    static void add(LDAPConnection connection, String... ldif) {
        try {
            connection.add(ldif);
        } catch (LDAPException | LDIFException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
