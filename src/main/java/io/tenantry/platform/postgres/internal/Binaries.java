package io.tenantry.platform.postgres.internal;

import io.tenantry.platform.postgres.PostgresFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, taken out of the archive on the class path once per version. */
public final class Binaries {
    private static final Pattern VERSION = Pattern.compile("-(\\d+)((?:\\.\\d+)+)\\.jar");

    private final Path folder;
    private final int major;

    private Binaries(Path folder, int major) {
        this.folder = folder;
        this.major = major;
    }

    /** The programs for this machine, unpacked first when this folder does not have this version yet. */
    public static Binaries unpackedIn(Home home) throws IOException {
        String archive = archiveName();
        URL source = Binaries.class.getClassLoader().getResource(archive);
        if (source == null) {
            throw new PostgresFailure("This build brings no PostgreSQL for this machine (" + archive
                    + "). Use a server of your own with --database-url.");
        }
        // The archive itself does not tell its version before it is unpacked; the jar it comes in does.
        Matcher version = VERSION.matcher(source.toString());
        if (!version.find()) {
            throw new PostgresFailure("The version of PostgreSQL cannot be read from " + source);
        }
        Path folder = home.folder().resolve("bin-" + version.group(1) + version.group(2));
        if (!Files.isDirectory(folder)) {
            unpack(source, folder);
        }
        return new Binaries(folder, Integer.parseInt(version.group(1)));
    }

    private static String archiveName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> System.getProperty("os.arch");
        };
        return "postgres-" + system + "-" + machine + ".txz";
    }

    private static void unpack(URL source, Path folder) throws IOException {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".tmp");
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectories(unfinished);
        try (InputStream packed = source.openStream();
                TarArchiveInputStream files = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                write(files, entry, unfinished);
            }
        }
        open(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("The archive wants to write outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            open(target);
        } else {
            Files.createDirectories(target.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else {
                Files.copy(content, target);
                boolean program = (entry.getMode() & 0100) != 0;
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    /** Lets the server's own account in, whatever the file mask of the person who started the hub. */
    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    int major() {
        return major;
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    boolean has(String library) {
        return Stream.of("so", "dylib")
                .anyMatch(ending -> Files.exists(folder.resolve("lib/postgresql/" + library + "." + ending)));
    }

    /** Removes the programs of versions that ran here before. */
    public void removeOthers() throws IOException {
        List<Path> others;
        try (Stream<Path> beside = Files.list(folder.getParent())) {
            others = beside.filter(path -> path.getFileName().toString().startsWith("bin-"))
                    .filter(path -> !path.equals(folder))
                    .toList();
        }
        for (Path other : others) {
            FileSystemUtils.deleteRecursively(other);
        }
    }
}
