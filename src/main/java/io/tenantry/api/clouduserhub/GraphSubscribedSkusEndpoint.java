package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.licensing.SubscribedSkus;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code subscribedSkus} as in Microsoft Graph. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/subscribedSkus", GraphPaths.PREFIXED + "/subscribedSkus"})
class GraphSubscribedSkusEndpoint {
    private final SubscribedSkus skus;
    private final Answers answers;

    GraphSubscribedSkusEndpoint(SubscribedSkus skus, Answers answers) {
        this.skus = skus;
        this.answers = answers;
    }

    @Operation(summary = "List the products an organization has units of")
    @Exchanges(gives = "subscribedSku", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping
    @Requires(Permission.LICENSE_READ_BASIC)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        Instant asOf = answers.asOf(request);
        return answers.all(
                request,
                "subscribedSkus",
                LicenseShapes.SUBSCRIBED_SKU,
                skus.all(caller, Keys.organization(organizationId), asOf));
    }
}
