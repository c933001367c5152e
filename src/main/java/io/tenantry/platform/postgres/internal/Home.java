package io.tenantry.platform.postgres.internal;

import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.platform.postgres.PostgresFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The folder of one embedded server: its files by name, and the lock that lets only one program run it at a time. */
public final class Home implements AutoCloseable {
    static final String SUPERUSER = "postgres";
    static final String OWNER = "tenantry";

    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Opens the folder, creating it when it is missing, and takes its lock until {@link #close}. */
    public static Home open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath());
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Path real = folder.toRealPath();
        Path file = real.resolve("supervisor.lock");
        FileChannel lock =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw new PostgresFailure(inUse(real, "process " + Files.readString(file)));
            }
            lock.truncate(0);
            lock.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new Home(real, lock);
        } catch (OverlappingFileLockException alreadyOurs) {
            lock.close();
            throw new PostgresFailure(inUse(real, "this program itself"), alreadyOurs);
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private static String inUse(Path folder, String by) {
        return "The embedded database in " + folder + " is already run by " + by
                + ". Stop that one first, or choose another data directory.";
    }

    /** Where the owner of all our tables finds a database of this server. */
    public DatabaseLocation owner(String database) {
        return location(database, OWNER);
    }

    DatabaseLocation superuser(String database) {
        return location(database, SUPERUSER);
    }

    private DatabaseLocation location(String database, String user) {
        // The connection never leaves this machine, so asking the server for encryption would only cost time.
        String url = "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?sslmode=disable&gssEncMode=disable";
        return new DatabaseLocation(url, user, password(user));
    }

    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    /** The port last used, or 0 when none was chosen yet. */
    int port() {
        try {
            Path file = folder.resolve("port");
            return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        } catch (IOException | NumberFormatException unreadable) {
            throw new PostgresFailure("The file 'port' in " + folder + " is unreadable. Delete it.", unreadable);
        }
    }

    void port(int port) throws IOException {
        replace("port", Integer.toString(port));
    }

    /** The password of one of our two roles. It is made up once and readable for nobody else. */
    String password(String role) {
        Path file = folder.resolve(role + ".password");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[24];
                new SecureRandom().nextBytes(random);
                replace(file.getFileName().toString(), HexFormat.of().formatHex(random));
            }
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException("The file " + file + " cannot be read or written", failure);
        }
    }

    /** Writes a small private file so that it is never seen half written. */
    private void replace(String name, String content) throws IOException {
        Path written = Files.createTempFile(folder, name, ".new");
        Files.writeString(written, content + "\n");
        Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
