package io.tenantry.cli;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** The folder a hub keeps its own files in: the database, its process id, the demo's sign-in data. */
record DataDirectory(Path folder) {
    DataDirectory {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Beside the launcher, or in the home of a person who may not write there. */
    static DataDirectory usual() {
        Path program = Path.of(System.getProperty("tenantry.home", ""));
        Path beside = program.resolve(".tenantry");
        boolean ours = Files.isWritable(Files.exists(beside) ? beside : program.toAbsolutePath());
        Path home = Path.of(System.getProperty("user.home"));
        return new DataDirectory(ours ? beside : home.resolve(".local/share/tenantry"));
    }

    Path database() {
        return folder.resolve("postgres");
    }

    Path processId() {
        return folder.resolve("tenantry.pid");
    }

    Path demoSignIn() {
        return folder.resolve("demo.env");
    }

    /** Tells by which code the first administrator is made; there as long as there is none. */
    Path setupCode() {
        return folder.resolve("setup-code");
    }

    /** Says that the database was made for a demo, so that it may be thrown away. */
    Path demoMarker() {
        return folder.resolve("demo.made");
    }

    /** Creates the folder for us alone, or tells when others can look into the one that is there. */
    void prepare() throws IOException {
        boolean isNew = !Files.exists(folder);
        Files.createDirectories(folder);
        Set<PosixFilePermission> allowed = PosixFilePermissions.fromString("rwx------");
        if (new UnixSystem().getUid() == 0) {
            // Root's database server runs as another account, which must walk through this folder but not list it.
            allowed.addAll(Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE));
        }
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(folder);
        if (isNew) {
            Files.setPosixFilePermissions(folder, allowed);
        } else if (!allowed.containsAll(found)) {
            System.err.println("tenantry: other accounts can look into " + folder + "; better: chmod "
                    + (allowed.size() == 3 ? "700 " : "711 ") + folder);
        } else if (!found.containsAll(allowed)) {
            Set<PosixFilePermission> widened = EnumSet.copyOf(found);
            widened.addAll(allowed);
            Files.setPosixFilePermissions(folder, widened);
        }
    }
}
