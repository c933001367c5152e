package io.tenantry.platform.postgres;

import io.tenantry.platform.postgres.internal.Account;
import io.tenantry.platform.postgres.internal.Binaries;
import io.tenantry.platform.postgres.internal.Cluster;
import io.tenantry.platform.postgres.internal.Home;
import io.tenantry.platform.postgres.internal.Postmaster;
import io.tenantry.platform.postgres.internal.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A real PostgreSQL server of our own, kept in one folder. It listens on the loopback address only, survives restarts,
 * cleans up after a killed hub or a killed server, and is started again whenever it ends without being asked to.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The database every hub uses; more can be created beside it. */
    public static final String DATABASE = "tenantry";

    private final Home home;
    private final Postmaster postmaster;

    private EmbeddedPostgres(Home home, Postmaster postmaster) {
        this.home = home;
        this.postmaster = postmaster;
    }

    /**
     * Starts the server that lives in this folder and returns when it answers. The first start creates it, which takes
     * some seconds.
     *
     * @throws PostgresFailure when another process runs it, or its files were made by another major version
     */
    public static EmbeddedPostgres start(Path folder) {
        try {
            Home home = Home.open(folder);
            try {
                return start(home);
            } catch (IOException | RuntimeException failure) {
                home.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The embedded database in " + folder + " could not be started", failure);
        }
    }

    private static EmbeddedPostgres start(Home home) throws IOException {
        Cluster.removeUnfinished(home);
        Account account = Account.runningIn(home);
        Binaries binaries = Binaries.unpackedIn(home);
        Cluster cluster = new Cluster(home, binaries, account);
        cluster.create();
        Postmaster postmaster = new Postmaster(home, binaries, account);
        postmaster.start();
        try {
            new Setup(home).ensure(DATABASE);
        } catch (RuntimeException failure) {
            postmaster.stop();
            throw failure;
        }
        binaries.removeOthers();
        return new EmbeddedPostgres(home, postmaster);
    }

    /** Throws away everything in the databases of this folder. Nothing brings it back. */
    public static void erase(Path folder) throws IOException {
        try (Home home = Home.open(folder)) {
            Cluster.erase(home);
        }
    }

    /** Where {@link #DATABASE} is. */
    public DatabaseLocation location() {
        return home.owner(DATABASE);
    }

    public String url() {
        return location().url();
    }

    public String user() {
        return location().user();
    }

    public String password() {
        return location().password();
    }

    /** Creates one more empty database on the same server, with the same owner. */
    public DatabaseLocation createDatabase(String name) {
        new Setup(home).createDatabase(name);
        return home.owner(name);
    }

    /** The server's process now; another one after it was restarted. */
    public ProcessHandle process() {
        return postmaster.process();
    }

    /** Ends all connections, writes everything to disk and stops the server. */
    @Override
    public void close() {
        postmaster.stop();
        home.close();
    }
}
