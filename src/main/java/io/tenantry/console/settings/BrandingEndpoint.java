package io.tenantry.console.settings;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.branding.Accent;
import io.tenantry.branding.Brandings;
import io.tenantry.branding.Logo;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** How the pages of an organization's people look. */
@Controller("consoleBrandingEndpoint")
class BrandingEndpoint {
    private static final String PAGE = SettingsTab.PAGE + "/branding";

    private final Brandings brandings;
    private final OrganizationTabs tabs;

    BrandingEndpoint(Brandings brandings, OrganizationTabs tabs) {
        this.brandings = brandings;
        this.tabs = tabs;
    }

    @GetMapping(PAGE)
    @Requires(Permission.ORGANIZATION_READ)
    String page(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        Brandings.Own own = brandings.own(visit.caller(), organization);
        Accent accent = own.accent();
        return show(visit, organization, own.name(), accent == null ? null : accent.hex());
    }

    /** A field that is left empty is inherited; the logo stays unless another is given or it is to go. */
    @PostMapping(PAGE)
    @Requires({Permission.ORGANIZATION_WRITE, Permission.ORGANIZATION_READ})
    String save(Visit visit, @PathVariable String organizationId) throws IOException {
        OrganizationId organization = Given.organization(organizationId);
        String accent = visit.field("accent");
        try {
            Logo before = brandings.own(visit.caller(), organization).logo();
            Logo given = logo(visit);
            Logo kept = visit.ticked("withoutLogo") ? null : before;
            brandings.replace(
                    visit.caller(),
                    organization,
                    new Brandings.Own(
                            visit.field("name"),
                            accent == null ? null : new Accent(accent),
                            given == null ? kept : given));
            return "redirect:" + OrganizationTabs.path(organization, SettingsTab.BRANDING) + "?done=saved";
        } catch (Refusal refusal) {
            visit.tell(refusal);
            return show(visit, organization, visit.field("name"), accent);
        }
    }

    private static @Nullable Logo logo(Visit visit) throws IOException {
        Part part = visit.file("logo");
        if (part == null) {
            return null;
        }
        try (InputStream file = part.getInputStream()) {
            return Logo.of(file.readNBytes(Logo.FILE_MAX + 1));
        }
    }

    private String show(Visit visit, OrganizationId organization, @Nullable String name, @Nullable String accent) {
        tabs.show(visit, organization, SettingsTab.BRANDING);
        visit.with("name", name)
                .with("accent", accent)
                .with("own", brandings.own(visit.caller(), organization))
                .with("look", brandings.look(organization))
                .with("done", visit.field("done"))
                .with(
                        "mayWrite",
                        visit.caller().reach(Permission.ORGANIZATION_WRITE).covers(organization));
        return "console/settings/branding";
    }
}
