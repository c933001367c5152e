package io.tenantry.console.settings;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.microsoft.Connection;
import io.tenantry.microsoft.Connections;
import io.tenantry.microsoft.MirrorRun;
import io.tenantry.microsoft.Mirrors;
import io.tenantry.organizations.Organizations;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** All organizations that live in a Microsoft tenant, with how far behind each is, and the beginning of connecting another. */
@Controller("consoleConnectionsEndpoint")
class ConnectionsEndpoint implements ConsolePage {
    private static final String PATH = "/console/connections";
    private static final int SHOWN_MAX = 200;
    private static final int OFFERED_MAX = 50;
    private static final Field NAME = Organizations.FIELDS.filterable("name");
    private static final Field PROVIDER = Organizations.FIELDS.filterable("provider");

    private final Connections connections;
    private final Mirrors mirrors;
    private final Organizations organizations;
    private final Access access;
    private final InstantSource clock;

    ConnectionsEndpoint(
            Connections connections, Mirrors mirrors, Organizations organizations, Access access, InstantSource clock) {
        this.connections = connections;
        this.mirrors = mirrors;
        this.organizations = organizations;
        this.access = access;
        this.clock = clock;
    }

    /** A connection and how it was last brought up to date. */
    record Line(
            Connection connection,
            @Nullable String organization,
            @Nullable MirrorRun last,
            String path) {}

    @Override
    public Place place() {
        return new Place(Place.Section.SETTINGS, 20, "Microsoft tenants", PATH, Set.of(Permission.CONNECTION_READ));
    }

    /** The longest out of date first. */
    @GetMapping(PATH)
    @Requires(Permission.CONNECTION_READ)
    String page(Visit visit) {
        Caller caller = visit.caller();
        List<Connection> all = connections.everywhere(caller);
        List<Connection> shown = all.stream().limit(SHOWN_MAX).toList();
        Map<OrganizationId, MirrorRun> last = mirrors.last(caller);
        Map<OrganizationId, String> names = organizations.names(
                caller, shown.stream().map(Connection::organization).collect(Collectors.toSet()));
        visit.with("all", all.size())
                .with(
                        "lines",
                        shown.stream()
                                .map(connection -> new Line(
                                        connection,
                                        names.get(connection.organization()),
                                        last.get(connection.organization()),
                                        OrganizationTabs.path(connection.organization(), SettingsTab.CONNECTION)))
                                .toList())
                .with("now", clock.instant())
                .with("mayWrite", !caller.reach(Permission.CONNECTION_WRITE).equals(Reach.nowhere()));
        return "console/settings/connections";
    }

    /** Which organization is to be connected: one that lives in the hub. */
    @GetMapping(PATH + "/new")
    @Requires({Permission.CONNECTION_WRITE, Permission.ORGANIZATION_READ_BASIC})
    String choose(Visit visit) {
        Caller caller = visit.caller();
        Reach writable = access.require(caller, Permission.CONNECTION_WRITE);
        String name = visit.field("name");
        Condition local = new Condition.Compare(PROVIDER, Condition.Operator.EQUALS, "local");
        Condition named = name == null
                ? local
                : Condition.and(local, new Condition.Compare(NAME, Condition.Operator.CONTAINS, name));
        List<Organization> offered =
                organizations
                        .list(caller, ListQuery.first(OFFERED_MAX, named, Organizations.BY_NAME), false)
                        .items()
                        .stream()
                        .filter(one -> writable.covers(one.id()))
                        .toList();
        visit.with("offered", offered)
                .with("name", name)
                .with("isFull", offered.size() == OFFERED_MAX)
                .with("mayCreate", !caller.reach(Permission.ORGANIZATION_WRITE).equals(Reach.nowhere()));
        return "console/settings/choose";
    }
}
