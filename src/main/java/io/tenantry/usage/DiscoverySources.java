package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.DiscoveryRows;
import io.tenantry.usage.internal.FeedFetching;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where an organization's accounts and their activity are told from, and the telling itself. */
@Component
public class DiscoverySources {
    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final DiscoveryRows rows;
    private final DiscoveryIntake intake;
    private final FeedFetching fetching;

    DiscoverySources(
            Database database,
            Access access,
            AuditTrail audit,
            DiscoveryRows rows,
            DiscoveryIntake intake,
            FeedFetching fetching) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.rows = rows;
        this.intake = intake;
        this.fetching = fetching;
    }

    /** The sources of an organization, those that count most first. Needs {@code usage.source.read}. */
    public List<DiscoverySource> list(Caller caller, OrganizationId organization) {
        return rows.list(access.require(caller, Permission.USAGE_SOURCE_READ, organization), organization);
    }

    /** Needs {@code usage.source.read}; refuses with NOT_FOUND. */
    public DiscoverySource get(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_READ, organization);
        return found(rows.find(reach, organization, id));
    }

    /** The last fifty times that a source told something, the newest first. Needs {@code usage.source.read}. */
    public List<DiscoveryRun> runs(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_READ, organization);
        return rows.runs(reach, found(rows.find(reach, organization, id)));
    }

    /**
     * Adds a source. Needs {@code usage.source.write}.
     *
     * @throws Refusal (NOT_PERMITTED), (CONFLICT) when another one has the name
     */
    public DiscoverySource create(
            Caller caller, OrganizationId organization, SourceKind kind, DiscoverySource.Settings settings) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_WRITE, organization);
        requireFeed(kind, settings);
        UUID id = Ids.next();
        writing(() -> database.change(reach, session -> {
            rows.insert(session, organization, id, kind, settings);
            audit.record(
                    session,
                    caller.actor(),
                    event(organization, id, "discoverysource.create", null, told(kind, settings)));
        }));
        return found(rows.find(reach, organization, id));
    }

    /** Changes a source, whose accounts are kept. Needs {@code usage.source.write}; refuses as {@link #create} does. */
    public DiscoverySource change(
            Caller caller, OrganizationId organization, UUID id, DiscoverySource.Settings settings) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_WRITE, organization);
        DiscoverySource before = found(rows.find(reach, organization, id));
        requireFeed(before.kind(), settings);
        writing(() -> database.change(reach, session -> {
            rows.update(session, before, settings);
            audit.record(
                    session,
                    caller.actor(),
                    event(
                            organization,
                            id,
                            "discoverysource.change",
                            told(before.kind(), before.settings()),
                            told(before.kind(), settings)));
        }));
        return found(rows.find(reach, organization, id));
    }

    /** Removes a source with all that it told of: its accounts and their activity. Needs {@code usage.source.write}. */
    public void delete(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_WRITE, organization);
        DiscoverySource source = found(rows.find(reach, organization, id));
        database.change(reach, session -> {
            rows.delete(session, source);
            audit.record(
                    session,
                    caller.actor(),
                    event(organization, id, "discoverysource.delete", told(source.kind(), source.settings()), null));
        });
        intake.settle(source);
    }

    /**
     * Reads a source of the hub's own or of Microsoft, or fetches a feed, now and settles what it tells. Needs {@code usage.source.write}.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND), (CONFLICT) when it is switched off, or is told and not read
     */
    public DiscoveryRun read(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_WRITE, organization);
        DiscoverySource source = enabled(rows.find(reach, organization, id));
        Refusal.unless(source.isRead(), Refusal.Reason.CONFLICT, "This source is told what there is, and not read");
        return intake.read(source, caller.actor().name(), true);
    }

    /**
     * Takes in a file that tells everything there is: accounts it leaves out are gone. Needs {@code usage.source.write}.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND), (CONFLICT) unless it is a feed that is switched on, (MALFORMED), (TOO_LARGE)
     */
    public DiscoveryRun feed(Caller caller, OrganizationId organization, UUID id, String text) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_WRITE, organization);
        DiscoverySource source = enabled(rows.find(reach, organization, id));
        Refusal.unless(source.kind() == SourceKind.FEED, Refusal.Reason.CONFLICT, "Only a feed takes files");
        return intake.feed(source, caller.actor().name(), text);
    }

    /**
     * Takes in what an agent has seen. Needs {@code usage.push}.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND), (CONFLICT) unless it is a source for agents that is switched on, (MALFORMED)
     */
    public DiscoveryRun push(
            Caller caller, OrganizationId organization, UUID id, List<Map<String, @Nullable Object>> seen) {
        Reach reach = access.require(caller, Permission.USAGE_PUSH, organization);
        DiscoverySource source = enabled(rows.find(reach, organization, id));
        Refusal.unless(
                source.kind() == SourceKind.PUSH, Refusal.Reason.CONFLICT, "This source takes nothing of agents");
        return intake.push(source, caller.actor().name(), seen);
    }

    /** Only feeds are fetched, and only from where the hub may connect to. */
    private void requireFeed(SourceKind kind, DiscoverySource.Settings settings) {
        String url = settings.url();
        if (url != null) {
            Refusal.unless(
                    kind == SourceKind.FEED, Refusal.Reason.MALFORMED, "Only a feed is fetched from an address", "url");
            fetching.check(url);
        }
    }

    private static DiscoverySource enabled(@Nullable DiscoverySource source) {
        DiscoverySource found = found(source);
        Refusal.unless(found.settings().enabled(), Refusal.Reason.CONFLICT, "The source is switched off");
        return found;
    }

    private static DiscoverySource found(@Nullable DiscoverySource source) {
        if (source == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such discovery source");
        }
        return source;
    }

    private static void writing(Runnable work) {
        try {
            work.run();
        } catch (DatabaseFailure failure) {
            if (failure.violatesUnique("discovery_sources_by_name")) {
                throw new Refusal(Refusal.Reason.CONFLICT, "Another discovery source has this name", "name");
            }
            throw failure;
        }
    }

    private static Map<String, Object> told(SourceKind kind, DiscoverySource.Settings settings) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kind", kind.stored());
        told.put("name", settings.name());
        told.put("discoveryType", settings.type().shown());
        told.put("priority", settings.priority());
        told.put("isEnabled", settings.enabled());
        told.put("syncMinutes", settings.syncMinutes());
        told.put("mapping", settings.mapping());
        told.put("isFetched", settings.url() != null);
        return told;
    }

    private static AuditEvent event(
            OrganizationId organization,
            UUID id,
            String action,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after) {
        Map<String, Object> naming = after == null ? before : after;
        return AuditEvent.done(
                organization,
                action,
                new AuditEvent.Target(
                        "discovery source",
                        id.toString(),
                        naming == null ? null : String.valueOf(naming.get("name")),
                        null),
                before,
                after);
    }
}
