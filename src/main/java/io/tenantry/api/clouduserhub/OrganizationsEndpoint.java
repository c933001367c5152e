package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Property;
import io.tenantry.organizations.Organizations;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.ODataRules;
import io.tenantry.tenancy.Organization;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /directory/v1/organizations}: the ones the caller may see, his own among them. */
@RestController
@RequestMapping({"/directory/v1/organizations", "/clouduserhub/directory/v1/organizations"})
class OrganizationsEndpoint {
    static final Shape<Organization, Property> ORGANIZATION = new Shape<Organization, Property>(
                    (organization, property) -> null)
            .shown("id", organization -> organization.id().value())
            .shown("name", Organization::name)
            .shown("microsoftTenantId", organization -> organization.profile().microsoftTenantId())
            .shown("createdOn", Organization::createdAt)
            .shown("modifiedOn", Organization::modifiedAt);

    private static final Field NAME =
            Field.text("name", "name").foldedIn("name_ci").required();
    private static final Catalogue CATALOGUE = Catalogue.of(
            Field.id("id", "organization_id"),
            NAME,
            Field.uuid("microsoftTenantId", "microsoft_tenant_id"),
            Field.instant("createdOn", "created_at").required(),
            Field.instant("modifiedOn", "valid_from").required());
    private static final HubList<Organization, Property> LIST = new HubList<>(
            "organizations",
            ORGANIZATION,
            null,
            null,
            ODataRules.of(CATALOGUE, Order.ascending(NAME)).withOthers("$select"),
            true,
            true);

    private final Organizations organizations;
    private final Answers answers;

    OrganizationsEndpoint(Organizations organizations, Answers answers) {
        this.organizations = organizations;
        this.answers = answers;
    }

    @Operation(summary = "List organizations")
    @Exchanges(gives = "hubOrganization", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping
    @Requires(Permission.ORGANIZATION_READ_BASIC)
    Listing list(Caller caller, HttpServletRequest request) {
        return answers.list(request, caller, LIST, query -> organizations.list(caller, query, false));
    }
}
