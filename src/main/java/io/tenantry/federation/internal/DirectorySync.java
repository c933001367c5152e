package io.tenantry.federation.internal;

import io.tenantry.access.Guards;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.Groups;
import io.tenantry.federation.FederationSettings;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.LdapSettings;
import io.tenantry.federation.SyncRun.State;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.secrets.MasterKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads a directory into an organization. A run that is cut off leaves whole pages behind, and the next one goes on. */
@Component
public class DirectorySync {
    private static final Logger LOG = LoggerFactory.getLogger(DirectorySync.class);
    private static final int EVERYBODY = 100;

    private final Database database;
    private final SourceRows sources;
    private final RunRows runs;
    private final Guards guards;
    private final AuditTrail trail;
    private final Groups groups;
    private final Connecting connecting;

    DirectorySync(Database database, SourceRows sources, RunRows runs, Writers writers, Connecting connecting) {
        this.database = database;
        this.sources = sources;
        this.runs = runs;
        guards = writers.guards();
        trail = writers.trail();
        groups = writers.groups();
        this.connecting = connecting;
    }

    /** How much a run is to do. */
    public record Wish(boolean full, boolean force, String requestedBy) {}

    /** Begins a run; null when one is running already, here or on another node. {@link #read} does it. */
    public @Nullable UUID begin(IdentitySource source, Wish wish) {
        LdapSettings settings = (LdapSettings) source.settings();
        boolean full = wish.full() || sources.highWater(source, settings.fullSyncHours()) == null;
        UUID run = Ids.next();
        return runs.begin(source, run, full, wish.requestedBy()) ? run : null;
    }

    /** Does the run that was begun. What goes wrong is told in its row. */
    public void read(IdentitySource source, UUID run, Wish wish) {
        try {
            attempt(source, run, wish);
            runs.finish(source, run, State.DONE, null);
        } catch (Refusal refusal) {
            runs.finish(source, run, State.FAILED, refusal.getMessage());
        } catch (RuntimeException failure) {
            LOG.error("Reading the directory {} failed", source.id(), failure);
            runs.finish(
                    source, run, State.FAILED, "The hub could not finish this run; its log tells more about " + run);
        }
    }

    private void attempt(IdentitySource source, UUID run, Wish wish) {
        LdapSettings settings = (LdapSettings) source.settings();
        String mark = wish.full() ? null : sources.highWater(source, settings.fullSyncHours());
        try (Directory directory = connecting.open(source, settings)) {
            Reading reading = new Reading(database, runs, source, settings, run);
            DirectoryReader reader = new DirectoryReader(directory, settings, mark);
            reader.people(new PersonWriting(reading, guards));
            reader.groups(new GroupWriting(reading, guards, trail));
            boolean compared = !reader.readsChangesOnly();
            if (compared) {
                GoneWriting gone = new GoneWriting(database, reading, guards, trail, groups);
                gone.refuseFlood(wish.force() ? EVERYBODY : settings.goneLimitPercent());
                gone.people();
                gone.groups();
            }
            database.change(
                    RunRows.reach(source),
                    session -> sources.setHighWater(session, source, reader.highWater(), compared));
        }
    }

    /** Who takes part in changing people and groups. */
    @Component
    record Writers(Guards guards, AuditTrail trail, Groups groups) {}

    /** Opens directories with the secrets that the hub keeps for them. */
    @Component
    record Connecting(SourceRows sources, MasterKey master, FederationSettings how) {
        Directory open(IdentitySource source, LdapSettings settings) {
            String secret = sources.secret(source.organization(), source.id());
            return Directory.open(settings, secret == null ? null : master.decrypt(secret), how);
        }
    }
}
