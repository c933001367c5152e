package io.tenantry.platform.postgres.internal;

import com.sun.security.auth.module.UnixSystem;
import io.tenantry.platform.postgres.PostgresFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The account PostgreSQL runs under. It refuses to be root, so when the hub is root the server becomes the owner of its
 * data directory, at first {@code nobody}; where that account cannot reach the folder, root runs it in a user namespace
 * in which it is nobody as well.
 */
public final class Account {
    private static final int NOBODY = 65534;

    private final List<String> prefix;
    private final @Nullable Owner owner;

    private Account(List<String> prefix, @Nullable Owner owner) {
        this.prefix = List.copyOf(prefix);
        this.owner = owner;
    }

    /** Chooses the account for the server in this folder. */
    public static Account runningIn(Home home) throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return new Account(List.of(), null);
        }
        boolean created = Files.isDirectory(home.data());
        Owner owner = created ? Owner.of(home.data()) : new Owner(NOBODY, NOBODY);
        if (owner.uid != 0 && tool("setpriv") != null && reachable(home.folder(), owner.uid, created)) {
            String user = "--reuid=" + owner.uid;
            String group = "--regid=" + owner.gid;
            return new Account(List.of("setpriv", user, group, "--clear-groups", "--inh-caps=-all"), owner);
        }
        if ((owner.uid == 0 || !created) && tool("unshare") != null && succeeds("unshare", "-U", "true")) {
            return new Account(List.of("unshare", "-U"), null);
        }
        throw new PostgresFailure("PostgreSQL does not run as root, and the account 'nobody' cannot reach "
                + home.folder() + ". Start the hub as an ordinary user, or choose a data directory such as"
                + " /var/lib/tenantry whose parent folders everyone may enter.");
    }

    /** The command line that runs a PostgreSQL program under this account. */
    List<String> command(List<String> program) {
        return Stream.concat(prefix.stream(), program.stream()).toList();
    }

    /**
     * The command line for the server itself. It gets a session of its own, so that Ctrl-C reaches the hub first and the
     * hub stops the server; and it shuts down by itself when the hub is killed.
     */
    List<String> daemon(List<String> program) {
        List<String> command = new ArrayList<>();
        if (tool("setsid") != null) {
            command.add("setsid");
        }
        command.addAll(prefix);
        if (tool("setpriv") != null) {
            // Dropping root and watching the parent can be one call, but not inside 'unshare'.
            boolean already = !prefix.isEmpty() && prefix.getFirst().equals("setpriv");
            command.addAll(already ? List.of() : List.of("setpriv"));
            command.addAll(List.of("--pdeathsig", "INT"));
        }
        command.addAll(program);
        return command;
    }

    /** Makes a file or folder belong to the account, which is what PostgreSQL asks of its data directory. */
    void own(Path path) throws IOException {
        if (owner != null) {
            Files.setAttribute(path, "unix:uid", owner.uid);
            Files.setAttribute(path, "unix:gid", owner.gid);
        }
    }

    /** Whether another account may walk down to the folder. Our own folder is opened for that when it is new. */
    private static boolean reachable(Path folder, int uid, boolean created) throws IOException {
        for (Path parent = folder.getParent(); parent != null; parent = parent.getParent()) {
            if (!enterable(parent, uid)) {
                return false;
            }
        }
        if (!created && !enterable(folder, uid)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
            permissions.addAll(Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE));
            Files.setPosixFilePermissions(folder, permissions);
        }
        return enterable(folder, uid);
    }

    private static boolean enterable(Path folder, int uid) throws IOException {
        return Owner.of(folder).uid == uid
                || Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
    }

    private static @Nullable Path tool(String name) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static boolean succeeds(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Accounts by number, since the one that owns a data directory need not have a name on this machine. */
    private record Owner(int uid, int gid) {
        static Owner of(Path path) throws IOException {
            return new Owner((int) Files.getAttribute(path, "unix:uid"), (int) Files.getAttribute(path, "unix:gid"));
        }
    }
}
