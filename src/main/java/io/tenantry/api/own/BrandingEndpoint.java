package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.branding.Accent;
import io.tenantry.branding.Brandings;
import io.tenantry.branding.Logo;
import io.tenantry.branding.Look;
import io.tenantry.tenancy.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The name, colour and logo of pages that the people of an organization see. */
@RestController
@RequestMapping(Paths.ORGANIZATION + "/branding")
class BrandingEndpoint {
    private final Brandings brandings;

    BrandingEndpoint(Brandings brandings) {
        this.brandings = brandings;
    }

    /**
     * @param name what stands at the head of the pages, or null for what is inherited
     * @param accent the colour of links and buttons, such as #0b5cad, or null for what is inherited
     * @param logo a PNG or JPEG file of at most 500 kB in Base64, or null for what is inherited
     */
    @Schema(name = "Branding")
    record BrandingBody(
            @Nullable String name,
            @Nullable String accent,
            @Nullable String logo) {
        static BrandingBody of(Brandings.Own own) {
            Accent accent = own.accent();
            Logo logo = own.logo();
            return new BrandingBody(
                    own.name(), accent == null ? null : accent.hex(), logo == null ? null : logo.base64());
        }

        Brandings.Own own() {
            return new Brandings.Own(
                    name, accent == null ? null : new Accent(accent), logo == null ? null : Logo.ofBase64(logo));
        }
    }

    /**
     * @param own what the organization says itself
     * @param name what stands at the head of the pages of its people
     * @param accent the colour they see, or null for the hub's own
     * @param accentOnDark the tone of it on dark pages
     */
    @Schema(name = "BrandingTold")
    record ToldBody(
            BrandingBody own,
            String name,
            @Nullable String accent,
            @Nullable String accentOnDark) {
        static ToldBody of(Brandings.Own own, Look look) {
            Accent accent = look.accent();
            return new ToldBody(
                    BrandingBody.of(own),
                    look.name(),
                    accent == null ? null : accent.hex(),
                    accent == null ? null : accent.onDark());
        }
    }

    /** What is null is inherited from the next organization above that says something. */
    @Operation(summary = "Get the name, colour and logo of an organization's pages")
    @GetMapping
    @Requires(Permission.ORGANIZATION_READ)
    ToldBody get(Caller caller, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return ToldBody.of(brandings.own(caller, organization), brandings.look(organization));
    }

    /**
     * Takes the place of all that was said. A colour that is too light to be read is refused. A logo is drawn anew and made to
     * fit, so that nothing else in its file comes along.
     */
    @Operation(summary = "Set the name, colour and logo of an organization's pages")
    @PutMapping
    @Requires(Permission.ORGANIZATION_WRITE)
    ToldBody replace(Caller caller, @PathVariable String organizationId, @RequestBody BrandingBody body) {
        OrganizationId organization = Paths.organization(organizationId);
        Brandings.Own own = brandings.replace(caller, organization, body.own());
        return ToldBody.of(own, brandings.look(organization));
    }
}
