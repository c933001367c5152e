package io.tenantry.api.cloudcockpit;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.customers.Contact;
import io.tenantry.customers.Portal;
import io.tenantry.customers.Portals;
import io.tenantry.customers.Reseller;
import io.tenantry.customers.Resellers;
import io.tenantry.platform.web.AnyCase;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Those who sell to customers of their own in the operator's name. */
@RestController
@AnyCase
@RequestMapping({CockpitPaths.ROOT + ResellersEndpoint.RESELLERS, CockpitPaths.PREFIXED + ResellersEndpoint.RESELLERS})
class ResellersEndpoint {
    static final String RESELLERS = "/Resellers";

    private static final List<String> SEARCH_FIELDS = List.of(Companies.NAME, "InternalIdentifier");

    private final Portals portals;
    private final Resellers resellers;
    private final Lists lists;

    ResellersEndpoint(Portals portals, Resellers resellers, Lists lists) {
        this.portals = portals;
        this.resellers = resellers;
        this.lists = lists;
    }

    @Operation(summary = "List the resellers of the operator")
    @Exchanges(
            givesType = ResellerBody.class,
            options = {
                "searchValue: a part of what is searched",
                "searchField: Company.Name, as when nothing is said, or InternalIdentifier",
                "sortPropertyName: Company.Name",
                "ascendingOrder: false to begin with the last"
            })
    @GetMapping
    @Requires(Permission.ORGANIZATION_READ)
    Listing list(Call call, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, Companies.parameters());
        Portal portal = portals.open(call.caller(), call.tenant(), null);
        return lists.numbered(
                parameters,
                Lists.Paging.USUAL,
                call.caller(),
                Companies.question(
                        "resellers of " + portal.operator() + " " + portal.reseller(), parameters, SEARCH_FIELDS),
                query -> resellers.list(portal, query),
                ResellerBody::of);
    }

    @Operation(summary = "Get a reseller")
    @GetMapping("/{resellerId}")
    @Requires(Permission.ORGANIZATION_READ)
    ResellerBody get(Call call, @PathVariable String resellerId) {
        OrganizationId asked = new OrganizationId(CockpitPaths.uuid(resellerId, Parameters.RESELLER));
        return ResellerBody.of(resellers.get(portals.open(call.caller(), call.tenant(), null), asked));
    }

    /** A reseller, and where to write to. */
    record ResellerBody(
            UUID id,
            String companyName,
            @Nullable String country,
            @Nullable String addressLine1,
            @Nullable String addressLine2,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zipCode,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String internalIdentifier,
            @Nullable String taxId,
            List<String> providerResellers,
            @Nullable CustomDomain customDomain) {
        static ResellerBody of(Reseller reseller) {
            Contact contact = reseller.contact();
            String domain = reseller.domain();
            return new ResellerBody(
                    reseller.id().value(),
                    reseller.name(),
                    contact.country(),
                    contact.addressLine1(),
                    contact.addressLine2(),
                    contact.city(),
                    contact.state(),
                    contact.zip(),
                    contact.firstName(),
                    contact.lastName(),
                    contact.email(),
                    contact.phone(),
                    contact.internalIdentifier(),
                    contact.taxId(),
                    List.of(),
                    domain == null ? null : new CustomDomain(domain));
        }
    }

    /** The domain that names the reseller's own portal in X-Tenant. */
    record CustomDomain(String name) {}
}
