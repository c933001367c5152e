package io.tenantry.federation;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.AccountProviders;
import io.tenantry.federation.internal.DirectorySync;
import io.tenantry.federation.internal.RunRows;
import io.tenantry.federation.internal.SourceRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.recurring.Turns;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Reading directories: when somebody asks, and by itself. A directory is read by one node at a time. */
@Component
public class DirectorySyncs implements DisposableBean {
    private static final int BY_ITSELF_AT_ONCE = 4;

    private final Access access;
    private final AuditTrail audit;
    private final SourceRows sources;
    private final RunRows runs;
    private final DirectorySync sync;
    private final AccountProviders providers;
    private final Turns turns = new Turns(BY_ITSELF_AT_ONCE);

    DirectorySyncs(
            Access access,
            AuditTrail audit,
            SourceRows sources,
            RunRows runs,
            DirectorySync sync,
            AccountProviders providers) {
        this.access = access;
        this.audit = audit;
        this.sources = sources;
        this.runs = runs;
        this.sync = sync;
        this.providers = providers;
    }

    /**
     * Starts reading a directory; it goes on in the background. Needs {@code identitysource.write}.
     *
     * @param full compare everything, which also finds who is gone
     * @param force believe it also when very many are gone; such a run is always full
     * @throws Refusal (CONFLICT) when it is being read already, or is switched off, or is no directory
     */
    public SyncRun start(Caller caller, OrganizationId organization, UUID id, boolean full, boolean force) {
        Reach reach = access.require(caller, Permission.IDENTITY_SOURCE_WRITE, organization);
        IdentitySource source = IdentitySources.found(sources.find(reach, organization, id));
        providers.requireHere(organization);
        Refusal.unless(
                source.settings() instanceof LdapSettings && source.enabled(),
                Refusal.Reason.CONFLICT,
                "Only a directory that is switched on can be read");
        DirectorySync.Wish wish =
                new DirectorySync.Wish(full || force, force, caller.actor().name());
        @Nullable UUID run = sync.begin(source, wish);
        if (run == null) {
            throw new Refusal(Refusal.Reason.CONFLICT, "The directory is being read already");
        }
        audit.recordAlone(reach, caller.actor(), event(source, wish));
        turns.execute(() -> sync.read(source, run, wish));
        return found(runs.find(reach, organization, id, run));
    }

    /** The last fifty runs, the newest first. Needs {@code identitysource.read}. */
    public List<SyncRun> list(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.IDENTITY_SOURCE_READ, organization);
        IdentitySources.found(sources.find(reach, organization, id));
        return runs.list(reach, organization, id);
    }

    /** Needs {@code identitysource.read}; refuses with NOT_FOUND. */
    public SyncRun get(Caller caller, OrganizationId organization, UUID id, UUID run) {
        Reach reach = access.require(caller, Permission.IDENTITY_SOURCE_READ, organization);
        return found(runs.find(reach, organization, id, run));
    }

    /** Reads the directories whose turn it is, in the background. */
    public void readDue() {
        for (IdentitySource source : sources.due()) {
            if (providers.isElsewhere(source.organization())) {
                continue;
            }
            DirectorySync.Wish wish = new DirectorySync.Wish(false, false, "tenantry");
            if (!turns.offer(() -> {
                @Nullable UUID run = sync.begin(source, wish);
                return run == null ? null : () -> sync.read(source, run, wish);
            })) {
                return;
            }
        }
    }

    private static SyncRun found(@Nullable SyncRun run) {
        if (run == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The identity source has no such run");
        }
        return run;
    }

    private static AuditEvent event(IdentitySource source, DirectorySync.Wish wish) {
        return new AuditEvent(
                source.organization(),
                "identitysource.sync",
                "identity source",
                source.id().toString(),
                source.name(),
                source.version(),
                AuditEvent.Outcome.DONE,
                null,
                null,
                Map.of("full", wish.full(), "force", wish.force()));
    }

    /** Cuts runs off between two pages; whoever reads next goes on. */
    @Override
    public void destroy() {
        turns.close();
    }
}
