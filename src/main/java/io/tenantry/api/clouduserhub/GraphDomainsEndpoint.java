package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Property;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.Domain;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code domains} as in Microsoft Graph. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/domains", GraphPaths.PREFIXED + "/domains"})
class GraphDomainsEndpoint {
    static final Shape<Domain, Property> DOMAIN = new Shape<Domain, Property>((domain, property) -> null)
            .shown("id", domain -> domain.name().value())
            .shown(
                    "authenticationType",
                    domain -> domain.settings().authenticationType().stored())
            .shown("availabilityStatus", domain -> null)
            .shown("isAdminManaged", domain -> true)
            .shown("isDefault", Domain::isDefault)
            .shown("isInitial", Domain::isInitial)
            .shown("isRoot", domain -> true)
            .shown("isVerified", domain -> domain.settings().isVerified())
            .shown(
                    "passwordNotificationWindowInDays",
                    domain -> domain.settings().passwordNotificationDays())
            .shown("passwordValidityPeriodInDays", domain -> domain.settings().passwordValidityDays())
            .shown("state", domain -> null)
            .shown("supportedServices", domain -> domain.settings().supportedServices());

    private final Organizations organizations;
    private final Answers answers;

    GraphDomainsEndpoint(Organizations organizations, Answers answers) {
        this.organizations = organizations;
        this.answers = answers;
    }

    @Operation(summary = "List the domains of an organization")
    @Exchanges(gives = "graphDomain")
    @GetMapping
    @Requires(Permission.ORGANIZATION_READ)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        return answers.all(
                request,
                "domains",
                DOMAIN,
                organizations.get(caller, Keys.organization(organizationId)).domains());
    }
}
