package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.NewOrganization;
import io.tenantry.organizations.Organizations;
import io.tenantry.platform.history.Past;
import io.tenantry.platform.web.Links;
import io.tenantry.tenancy.DomainName;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.tenancy.OrganizationKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tree of organizations. {@link OrganizationPartsEndpoint} has their tags and domains. */
@RestController("ownOrganizationsEndpoint")
@RequestMapping(Paths.ORGANIZATIONS)
class OrganizationsEndpoint {
    private static final Listed<Organization> LISTED = new Listed<>(
            Organizations.FIELDS,
            Organizations.BY_NAME,
            Set.of("search", "tag", "domain", "deleted", Past.AS_OF),
            OrganizationBody::of);

    private final Organizations organizations;
    private final Lists lists;
    private final Links links;

    OrganizationsEndpoint(Organizations organizations, Lists lists, Links links) {
        this.organizations = organizations;
        this.lists = lists;
        this.links = links;
    }

    /** Tags, domains and settings are shown only of organizations whose details the caller may read. */
    @Operation(summary = "List organizations")
    @Exchanges(
            givesType = OrganizationBody.class,
            options = {
                "search: part of a name",
                "tag: only organizations with this tag",
                "domain: only organizations with this domain",
                "deleted: true for those that were deleted",
                Lists.AS_OF_OPTION
            })
    @GetMapping
    @Requires(Permission.ORGANIZATION_READ_BASIC)
    Listing list(Caller caller, HttpServletRequest request) {
        String tag = Lists.one(request, "tag");
        String domain = Lists.one(request, "domain");
        boolean deleted = Lists.flag(request, "deleted");
        refuseTwoOf(tag, domain);
        return lists.list(
                request, caller, LISTED.showing(organization -> OrganizationBody.of(caller, organization)), query -> {
                    if (domain != null) {
                        return organizations.ofDomain(caller, domain, query);
                    }
                    return tag == null
                            ? organizations.list(caller, query, deleted)
                            : organizations.tagged(caller, tag, query);
                });
    }

    private static void refuseTwoOf(@Nullable String tag, @Nullable String domain) {
        Refusal.unless(
                tag == null || domain == null, Refusal.Reason.MALFORMED, "Ask for a tag or for a domain", "domain");
    }

    @Operation(summary = "Get an organization")
    @Exchanges(options = Lists.AS_OF_OPTION)
    @GetMapping("/{organizationId}")
    @Requires(Permission.ORGANIZATION_READ)
    ResponseEntity<OrganizationBody> get(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        return answer(organizations.get(caller, Paths.organization(organizationId), lists.asOf(request)));
    }

    @Operation(summary = "Create an organization")
    @Exchanges(takes = "newOrganization", status = 201)
    @PostMapping
    @Requires(Permission.ORGANIZATION_WRITE)
    ResponseEntity<OrganizationBody> create(
            Caller caller, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(
                members,
                "parentId",
                "kind",
                "name",
                "provider",
                "microsoftTenantId",
                "locale",
                "settings",
                "tags",
                "domains");
        Organization.Profile usual = Organization.Profile.of(OrganizationKind.CUSTOMER, body.text("name"));
        NewOrganization wanted = new NewOrganization(
                profile(body, usual),
                Set.copyOf(body.texts("tags")),
                body.texts("domains").stream().map(DomainName::new).toList());
        Organization created = organizations.create(caller, new OrganizationId(body.id("parentId")), wanted);
        String location = links.absolute(request, Paths.ORGANIZATIONS + "/" + created.id());
        return Versions.created(OrganizationBody.of(created), created.version(), location);
    }

    @Operation(summary = "Change an organization")
    @Exchanges(takes = "organizationChanges")
    @PatchMapping(
            path = "/{organizationId}",
            consumes = {"application/json", "application/merge-patch+json"})
    @Requires(Permission.ORGANIZATION_WRITE)
    ResponseEntity<OrganizationBody> change(
            Caller caller,
            @PathVariable String organizationId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "kind", "name", "provider", "microsoftTenantId", "locale", "settings");
        OrganizationId id = Paths.organization(organizationId);
        return answer(organizations.change(caller, id, Versions.wanted(ifMatch), profile -> profile(body, profile)));
    }

    /** Hangs the organization, with everything below it, under another one. */
    @Operation(summary = "Move an organization, with everything below it, under another one")
    @Exchanges(takes = "newParent")
    @PostMapping("/{organizationId}/move")
    @Requires(Permission.ORGANIZATION_WRITE)
    ResponseEntity<OrganizationBody> move(
            Caller caller,
            @PathVariable String organizationId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> members) {
        OrganizationId parent = new OrganizationId(Body.of(members, "parentId").id("parentId"));
        OrganizationId id = Paths.organization(organizationId);
        return answer(organizations.move(caller, id, parent, Versions.wanted(ifMatch)));
    }

    /** It can be restored for 30 days. One in which people live is deleted only with {@code force=true}. */
    @Operation(summary = "Delete an organization; restorable for 30 days")
    @Exchanges(options = "force: true to delete one in which people live")
    @DeleteMapping("/{organizationId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.ORGANIZATION_WRITE)
    void delete(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        OrganizationId id = Paths.organization(organizationId);
        organizations.delete(caller, id, Versions.wanted(ifMatch), Lists.flag(request, "force"));
    }

    @Operation(summary = "Restore a deleted organization")
    @PostMapping("/{organizationId}/restore")
    @Requires(Permission.ORGANIZATION_WRITE)
    ResponseEntity<OrganizationBody> restore(Caller caller, @PathVariable String organizationId) {
        return answer(organizations.restore(caller, Paths.organization(organizationId)));
    }

    static ResponseEntity<OrganizationBody> answer(Organization organization) {
        return Versions.tagged(OrganizationBody.of(organization), organization.version());
    }

    /** The profile with what the body says of it. */
    private static Organization.Profile profile(Body body, Organization.Profile before) {
        return new Organization.Profile(
                OrganizationKind.ofStored(body.text("kind", before.kind().stored())),
                body.text("name", before.name()),
                body.text("provider", before.provider()),
                body.has("microsoftTenantId") ? body.idOrNull("microsoftTenantId") : before.microsoftTenantId(),
                body.text("locale", before.locale()),
                body.has("settings") ? body.object("settings") : before.settings());
    }
}
