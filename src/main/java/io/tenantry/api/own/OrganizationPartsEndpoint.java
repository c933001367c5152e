package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Domains;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.Domain;
import io.tenantry.tenancy.DomainName;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tags and domains. Each change answers the whole organization as it is then. */
@RestController
@RequestMapping(Paths.ORGANIZATION)
class OrganizationPartsEndpoint {
    private final Organizations organizations;
    private final Domains domains;

    OrganizationPartsEndpoint(Organizations organizations, Domains domains) {
        this.organizations = organizations;
        this.domains = domains;
    }

    /** Adds the tags under {@code add} and takes away those under {@code remove}. */
    @Operation(summary = "Add and remove tags of an organization")
    @Exchanges(takes = "tagChanges")
    @PostMapping("/tags")
    @Requires(Permission.ORGANIZATION_WRITE)
    ResponseEntity<OrganizationBody> tag(
            Caller caller, @PathVariable String organizationId, @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "add", "remove");
        return OrganizationsEndpoint.answer(organizations.tag(
                caller,
                Paths.organization(organizationId),
                Set.copyOf(body.texts("add")),
                Set.copyOf(body.texts("remove"))));
    }

    @Operation(summary = "Add a domain to an organization")
    @Exchanges(takes = "newDomain", status = 201)
    @PostMapping("/domains")
    @Requires(Permission.ORGANIZATION_WRITE)
    ResponseEntity<OrganizationBody> addDomain(
            Caller caller,
            @PathVariable String organizationId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> members) {
        DomainName name = new DomainName(Body.of(members, "name").text("name"));
        Organization after = domains.add(caller, Paths.organization(organizationId), name, Versions.wanted(ifMatch));
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag(Long.toString(after.version()))
                .body(OrganizationBody.of(after));
    }

    /** {@code isDefault} can only be given: making another domain the default takes it away. */
    @Operation(summary = "Change a domain")
    @Exchanges(takes = "domainChanges")
    @PatchMapping("/domains/{name}")
    @Requires(Permission.ORGANIZATION_WRITE)
    ResponseEntity<OrganizationBody> changeDomain(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(
                members,
                "isDefault",
                "authenticationType",
                "isVerified",
                "supportedServices",
                "passwordValidityDays",
                "passwordNotificationDays");
        OrganizationId id = Paths.organization(organizationId);
        DomainName domain = new DomainName(name);
        Refusal.unless(
                body.flag("isDefault", true),
                Refusal.Reason.MALFORMED,
                "Make another domain the default instead",
                "isDefault");
        Organization after =
                domains.change(caller, id, domain, settings -> settings(body, settings), Versions.wanted(ifMatch));
        return OrganizationsEndpoint.answer(
                body.has("isDefault") ? domains.makeDefault(caller, id, domain, after.version()) : after);
    }

    @Operation(summary = "Remove a domain")
    @DeleteMapping("/domains/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.ORGANIZATION_WRITE)
    void removeDomain(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        domains.remove(caller, Paths.organization(organizationId), new DomainName(name), Versions.wanted(ifMatch));
    }

    private static Domain.Settings settings(Body body, Domain.Settings before) {
        return new Domain.Settings(
                Domain.AuthenticationType.ofStored(body.text(
                        "authenticationType", before.authenticationType().stored())),
                body.flag("isVerified", before.isVerified()),
                body.has("supportedServices") ? body.texts("supportedServices") : before.supportedServices(),
                body.number("passwordValidityDays", before.passwordValidityDays()),
                body.number("passwordNotificationDays", before.passwordNotificationDays()));
    }
}
