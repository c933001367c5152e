package io.tenantry.branding.internal;

import io.tenantry.access.Requires;
import io.tenantry.branding.Accent;
import io.tenantry.branding.Brandings;
import io.tenantry.branding.Logo;
import io.tenantry.branding.Look;
import io.tenantry.tenancy.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The colour and the logo as files, since the pages' content security policy lets nothing stand in a page itself. They are for
 * anybody: the login page has them too.
 */
@RestController
class BrandingFiles {
    private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);

    private final Brandings brandings;

    BrandingFiles(Brandings brandings) {
        this.brandings = brandings;
    }

    /** For those who have not signed in. */
    @GetMapping("/branding/hub.css")
    @Requires(
            value = {},
            note = "anybody; the login page has it too")
    ResponseEntity<String> ofHub() {
        return css(brandings.look(null));
    }

    @GetMapping("/branding/{organizationId}/style.css")
    @Requires(
            value = {},
            note = "anybody; the login page has it too")
    ResponseEntity<String> ofOrganization(@PathVariable UUID organizationId) {
        return css(brandings.look(new OrganizationId(organizationId)));
    }

    /** Its address changes with it. */
    @GetMapping("/branding/{organizationId}/logo.png")
    @Requires(
            value = {},
            note = "anybody; the login page has it too")
    ResponseEntity<byte[]> logo(@PathVariable UUID organizationId) {
        Logo logo = brandings.logo(new OrganizationId(organizationId));
        return logo == null
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_PNG)
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(1)))
                        .body(logo.png());
    }

    private static ResponseEntity<String> css(Look look) {
        return ResponseEntity.ok()
                .contentType(CSS)
                .cacheControl(CacheControl.noCache())
                .eTag('"' + look.mark() + '"')
                .body(written(look));
    }

    private static String written(Look look) {
        Accent accent = look.accent();
        String colour = accent == null ? "" : """
                :root:root { --accent: light-dark(%s, %s); --on-accent: light-dark(#ffffff, #0c1520); }
                """.formatted(accent.hex(), accent.onDark());
        @Nullable OrganizationId logo = look.logoOf();
        String picture = logo == null ? "" : """
                .brand::before { content: ""; display: inline-block; width: 2.25rem; height: 1.75rem; margin-right: 0.5rem;
                  vertical-align: middle; background: url("/branding/%s/logo.png?v=%s") center / contain no-repeat; }
                """.formatted(logo, look.mark());
        return colour + picture;
    }
}
