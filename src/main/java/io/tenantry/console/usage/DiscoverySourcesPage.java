package io.tenantry.console.usage;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.DiscoveryRun;
import io.tenantry.usage.DiscoverySource;
import io.tenantry.usage.DiscoverySources;
import io.tenantry.usage.SourceKind;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** From where an organization's software users are known, and how that goes. */
@Controller
class DiscoverySourcesPage implements ConsolePage {
    static final String PATH = "/console/sources";

    private final DiscoverySources sources;
    private final Where where;
    private final InstantSource clock;

    DiscoverySourcesPage(DiscoverySources sources, Where where, InstantSource clock) {
        this.sources = sources;
        this.where = where;
        this.clock = clock;
    }

    /** A source as the page shows it. */
    record Shown(
            DiscoverySource source,
            String link,
            String kind,
            @Nullable Cell state) {
        static Shown of(DiscoverySource source) {
            DiscoveryRun last = source.lastRun();
            return new Shown(
                    source,
                    DiscoverySourcesPage.link(source),
                    DiscoverySourcesPage.kind(source.kind()),
                    last == null ? null : Looks.state(last));
        }
    }

    static String kind(SourceKind kind) {
        return switch (kind) {
            case HUB -> "People of this hub";
            case MICROSOFT -> "Microsoft tenant";
            case FEED -> "Files";
            case PUSH -> "Agents and browsers";
            case LDAP -> "LDAP directory";
            case SCIM -> "SCIM server";
        };
    }

    static String link(DiscoverySource source) {
        return PATH + "/" + source.organization() + "/" + source.id();
    }

    @Override
    public Place place() {
        return new Place(Place.Section.SOFTWARE, 40, "Discovery sources", PATH, Set.of(Permission.USAGE_SOURCE_READ));
    }

    @GetMapping(PATH)
    @Requires(Permission.USAGE_SOURCE_READ)
    String page(Visit visit) {
        OrganizationId organization = where.given(visit);
        if (organization == null) {
            return where.ask(visit, "Discovery sources", PATH, Permission.USAGE_SOURCE_READ);
        }
        return show(visit, organization);
    }

    private String show(Visit visit, OrganizationId organization) {
        List<DiscoverySource> all = sources.list(visit.caller(), organization);
        visit.with("organization", organization)
                .with("organizationName", where.name(visit, organization))
                .with("sources", all.stream().map(Shown::of).toList())
                .with("now", clock.instant())
                .with(
                        "kinds",
                        List.of(SourceKind.values()).stream()
                                .map(kind -> Map.entry(kind.stored(), kind(kind)))
                                .toList())
                .with(
                        "mayWrite",
                        visit.caller().reach(Permission.USAGE_SOURCE_WRITE).covers(organization));
        return "console/usage/sources";
    }

    /** Adds one that is set as sources of its kind usually are. */
    @PostMapping(PATH)
    @Requires(Permission.USAGE_SOURCE_WRITE)
    String add(Visit visit) {
        OrganizationId organization = where.required(visit);
        try {
            SourceKind kind = SourceKind.named(visit.required("kind"));
            DiscoverySource made = sources.create(
                    visit.caller(),
                    organization,
                    kind,
                    new DiscoverySource.Settings(
                            visit.required("name"),
                            kind.usualType(),
                            kind.usualPriority(),
                            true,
                            kind.usualMinutes(),
                            Map.of()));
            return "redirect:" + link(made);
        } catch (Refusal refusal) {
            visit.refused(refusal);
            return show(visit, organization);
        }
    }
}
