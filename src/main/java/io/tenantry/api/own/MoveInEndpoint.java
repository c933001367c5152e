package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.api.own.ImportsEndpoint.ImportAnswer;
import io.tenantry.imports.Import;
import io.tenantry.imports.Imports;
import io.tenantry.imports.MoveIn;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Moving people in from other systems, with their groups and passwords. What was started is watched like any other import. */
@RestController
@RequestMapping(ImportsEndpoint.PATH)
class MoveInEndpoint {
    static final String KEYCLOAK = ImportsEndpoint.PATH + "/keycloak";
    static final String LDIF = ImportsEndpoint.PATH + "/ldif";
    private static final String NOTE = "group.write for groups, user.password.write for sign-ins through providers";

    private static final String DRY_RUN = "dryRun: true to be told what would happen";
    private static final String MAPPING = "mapping: which attributes are what, where their names do not tell";

    private final Imports imports;

    MoveInEndpoint(Imports imports) {
        this.imports = imports;
    }

    /**
     * Takes the realm's export as the body: its JSON file, or a zip archive of a directory export. People keep their passwords, as
     * far as these are hashed by PBKDF2, Argon2 or bcrypt.
     */
    @Operation(summary = "Import a Keycloak realm")
    @Exchanges(
            takesFile = {"application/json", "application/zip", "application/octet-stream"},
            options = {
                DRY_RUN,
                "domain: where people get user principal names whose user name is none of the organization's domains",
                MAPPING
            },
            status = 202)
    @PostMapping(
            path = "/keycloak",
            consumes = {"application/json", "application/zip", "application/octet-stream"})
    @Requires(value = Permission.USER_WRITE, note = NOTE)
    ResponseEntity<ImportAnswer> keycloak(
            Caller caller,
            @PathVariable UUID organizationId,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "") String domain,
            @RequestParam(defaultValue = "") String mapping,
            HttpServletRequest request)
            throws IOException {
        MoveIn what = new MoveIn.Keycloak(choice(domain, mapping));
        return begun(caller, organizationId, what, request.getInputStream(), dryRun, request);
    }

    /** Takes the export of a directory as the body: people, groups and their members, as LDAP servers and ldapsearch write them. */
    @Operation(summary = "Import an LDIF file")
    @Exchanges(
            takesFile = {"text/ldif", "text/plain", "application/octet-stream"},
            options = {
                DRY_RUN,
                "domain: where people get user principal names whose uid is none of the organization's domains",
                MAPPING
            },
            status = 202)
    @PostMapping(
            path = "/ldif",
            consumes = {"text/ldif", "text/plain", "application/octet-stream"})
    @Requires(value = Permission.USER_WRITE, note = NOTE)
    ResponseEntity<ImportAnswer> ldif(
            Caller caller,
            @PathVariable UUID organizationId,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "") String domain,
            @RequestParam(defaultValue = "") String mapping,
            HttpServletRequest request)
            throws IOException {
        MoveIn what = new MoveIn.Ldif(choice(domain, mapping));
        return begun(caller, organizationId, what, request.getInputStream(), dryRun, request);
    }

    /** Reads people and groups from another SCIM server, page by page. Passwords stay there, as no such server gives them out. */
    @Operation(summary = "Import from another SCIM server")
    @Exchanges(status = 202)
    @PostMapping("/scim")
    @Requires(value = Permission.USER_WRITE, note = NOTE)
    ResponseEntity<ImportAnswer> scim(
            Caller caller, @PathVariable UUID organizationId, @RequestBody ScimBody body, HttpServletRequest request)
            throws IOException {
        MoveIn what = new MoveIn.Scim(
                url(body.url()), Given.needed(body.token(), "token"), choice(body.domain(), body.mapping()));
        boolean dryRun = Boolean.TRUE.equals(body.dryRun());
        return begun(caller, organizationId, what, InputStream.nullInputStream(), dryRun, request);
    }

    /**
     * What to read.
     *
     * @param url where the other server's {@code /Users} and {@code /Groups} lie
     * @param token what it lets the hub in with
     * @param domain where people get user principal names whose user name is none of the organization's domains
     * @param mapping which attributes are what, where their names do not tell
     * @param dryRun true to be told what would happen
     */
    record ScimBody(
            @Nullable String url,
            @Nullable String token,
            @Nullable String domain,
            @Nullable String mapping,
            @Nullable Boolean dryRun) {}

    private static MoveIn.Choice choice(@Nullable String domain, @Nullable String mapping) {
        return new MoveIn.Choice(domain == null || domain.isBlank() ? null : domain, mapping == null ? "" : mapping);
    }

    private static URI url(@Nullable String given) {
        try {
            return new URI(Given.needed(given, "url"));
        } catch (URISyntaxException malformed) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The address cannot be read", "url");
        }
    }

    private ResponseEntity<ImportAnswer> begun(
            Caller caller,
            UUID organizationId,
            MoveIn what,
            InputStream file,
            boolean dryRun,
            HttpServletRequest request)
            throws IOException {
        Import started = imports.moveIn(caller, new OrganizationId(organizationId), what, file, dryRun);
        String path = request.getRequestURI();
        URI location = URI.create(path.substring(0, path.lastIndexOf('/')) + "/" + started.id());
        return ResponseEntity.accepted().location(location).body(ImportAnswer.of(started));
    }
}
