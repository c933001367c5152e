package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.licensing.Subscriptions;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code directory/subscriptions} as in Microsoft Graph: what was bought, without its price. */
@RestController
@RequestMapping({
    GraphPaths.AT_ROOT + GraphSubscriptionsEndpoint.PATH,
    GraphPaths.PREFIXED + GraphSubscriptionsEndpoint.PATH
})
class GraphSubscriptionsEndpoint {
    static final String PATH = "/directory/subscriptions";

    private final Subscriptions subscriptions;
    private final Answers answers;

    GraphSubscriptionsEndpoint(Subscriptions subscriptions, Answers answers) {
        this.subscriptions = subscriptions;
        this.answers = answers;
    }

    @Operation(summary = "List the subscriptions of an organization")
    @Exchanges(gives = "companySubscription")
    @GetMapping
    @Requires(Permission.ORGANIZATION_PLAN_READ)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        return answers.all(
                request,
                "directory/subscriptions",
                LicenseShapes.COMPANY_SUBSCRIPTION,
                subscriptions.all(caller, Keys.organization(organizationId)));
    }
}
