package io.tenantry.console.usage;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Act;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.RouteLimits;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.DiscoveryRun;
import io.tenantry.usage.DiscoverySource;
import io.tenantry.usage.DiscoverySources;
import io.tenantry.usage.DiscoveryType;
import io.tenantry.usage.FeedMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One discovery source: what it told lately, what went wrong, reading it now, and sending it a file. */
@Controller
class DiscoverySourcePage {
    private static final String PAGE = DiscoverySourcesPage.PATH + "/{organizationId}/{sourceId}";

    private final DiscoverySources sources;
    private final Where where;

    DiscoverySourcePage(DiscoverySources sources, Where where) {
        this.sources = sources;
        this.where = where;
    }

    /** Feeds come as a form, and reading takes its time. */
    @Configuration(proxyBeanMethods = false)
    static class Limits {
        @Bean
        RouteLimits consoleFeed() {
            return new RouteLimits(PAGE + "/feed", DataSize.ofMegabytes(16), Duration.ofMinutes(10));
        }

        @Bean
        RouteLimits consoleSourceRead() {
            return new RouteLimits(PAGE + "/read", DataSize.ofKilobytes(4), Duration.ofMinutes(30));
        }
    }

    /** A run as the page shows it. */
    record Shown(DiscoveryRun run, Cell state) {}

    @GetMapping(PAGE)
    @Requires(Permission.USAGE_SOURCE_READ)
    String page(Visit visit, @PathVariable String organizationId, @PathVariable String sourceId) {
        if (visit.field("done") != null) {
            visit.with("news", "Done; what came of it stands below.");
        }
        return show(visit, Given.organization(organizationId), Given.id(sourceId));
    }

    private String show(Visit visit, OrganizationId organization, UUID id) {
        DiscoverySource source = sources.get(visit.caller(), organization, id);
        visit.with("source", source)
                .with("kind", DiscoverySourcesPage.kind(source.kind()))
                .with("link", DiscoverySourcesPage.link(source))
                .with("organizationName", where.name(visit, organization))
                .with("types", DiscoveryType.values())
                .with("members", FeedMember.values())
                .with("there", SourceForm.shown(source))
                .with("usual", SourceForm.usual(source))
                .with(
                        "runs",
                        sources.runs(visit.caller(), organization, id).stream()
                                .map(run -> new Shown(run, Looks.state(run)))
                                .toList())
                .with(
                        "mayWrite",
                        visit.caller().reach(Permission.USAGE_SOURCE_WRITE).covers(organization))
                .with("acts", acts(visit, source));
        return "console/usage/source";
    }

    private static List<Act> acts(Visit visit, DiscoverySource source) {
        List<Act> acts = new ArrayList<>();
        if (source.isRead()) {
            acts.add(act(visit, source, "read", "Read now", "It is read at once, and what it tells is settled.")
                    .unless(source.settings().enabled() ? null : "The source is switched off."));
        }
        acts.add(act(
                        visit,
                        source,
                        "delete",
                        "Remove",
                        "All that it told of goes with it: its accounts and their activity.")
                .dangerous());
        return acts;
    }

    private static Act act(Visit visit, DiscoverySource source, String name, String label, String consequence) {
        return Act.needing(visit, Permission.USAGE_SOURCE_WRITE, source.organization(), name, label, consequence);
    }

    @PostMapping(PAGE + "/read")
    @Requires(Permission.USAGE_SOURCE_WRITE)
    String read(Visit visit, @PathVariable String organizationId, @PathVariable String sourceId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID id = Given.id(sourceId);
        return done(visit, organization, id, () -> sources.read(visit.caller(), organization, id));
    }

    /** Takes in a file that tells everything there is. */
    @PostMapping(PAGE + "/feed")
    @Requires(Permission.USAGE_SOURCE_WRITE)
    String feed(Visit visit, @PathVariable String organizationId, @PathVariable String sourceId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID id = Given.id(sourceId);
        return done(
                visit, organization, id, () -> sources.feed(visit.caller(), organization, id, visit.required("csv")));
    }

    @PostMapping(PAGE + "/edit")
    @Requires(Permission.USAGE_SOURCE_WRITE)
    String edit(Visit visit, @PathVariable String organizationId, @PathVariable String sourceId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID id = Given.id(sourceId);
        DiscoverySource before = sources.get(visit.caller(), organization, id);
        return done(
                visit,
                organization,
                id,
                () -> sources.change(
                        visit.caller(), organization, id, SourceForm.settings(visit, before), visit.field("secret")));
    }

    @PostMapping(PAGE + "/delete")
    @Requires(Permission.USAGE_SOURCE_WRITE)
    String delete(Visit visit, @PathVariable String organizationId, @PathVariable String sourceId) {
        OrganizationId organization = Given.organization(organizationId);
        sources.delete(visit.caller(), organization, Given.id(sourceId));
        return "redirect:" + DiscoverySourcesPage.PATH + "?organization=" + organization;
    }

    private String done(Visit visit, OrganizationId organization, UUID id, Runnable work) {
        try {
            work.run();
            return "redirect:" + DiscoverySourcesPage.PATH + "/" + organization + "/" + id + "?done=true";
        } catch (Refusal refusal) {
            visit.refused(refusal);
            return show(visit, organization, id);
        }
    }
}
