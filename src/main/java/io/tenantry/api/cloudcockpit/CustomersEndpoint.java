package io.tenantry.api.cloudcockpit;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.IfMatch;
import io.tenantry.customers.Customer;
import io.tenantry.customers.Customers;
import io.tenantry.customers.Portal;
import io.tenantry.customers.Portals;
import io.tenantry.platform.history.Past;
import io.tenantry.platform.web.AnyCase;
import io.tenantry.platform.web.Links;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.UUID;
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

/** An operator's customers. */
@RestController
@AnyCase
@RequestMapping({CockpitPaths.ROOT + CustomersEndpoint.CUSTOMERS, CockpitPaths.PREFIXED + CustomersEndpoint.CUSTOMERS})
class CustomersEndpoint {
    static final String CUSTOMERS = "/Customers";

    private static final String DELETED = "includeDeleted";
    private static final List<String> SEARCH_FIELDS =
            List.of(Companies.NAME, "Domain", "InternalIdentifier", "ProviderCustomerId");

    private final Portals portals;
    private final Customers customers;
    private final Lists lists;
    private final Links links;

    CustomersEndpoint(Portals portals, Customers customers, Lists lists, Links links) {
        this.portals = portals;
        this.customers = customers;
        this.lists = lists;
        this.links = links;
    }

    @Operation(summary = "List the customers of the operator or of a reseller")
    @Exchanges(
            givesType = CustomerBody.class,
            options = {
                "searchValue: a part of what is searched",
                "searchField: Company.Name, as when nothing is said, Domain, InternalIdentifier or ProviderCustomerId",
                "sortPropertyName: Company.Name",
                "ascendingOrder: false to begin with the last",
                "includeDeleted: false to leave out customers that are deleted and can still be restored",
                "resellerId: only this reseller's; a reseller's own is filled in for him",
                Lists.AS_OF_OPTION
            })
    @GetMapping
    @Requires(Permission.ORGANIZATION_READ)
    Listing list(Call call, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, Companies.parameters(Parameters.RESELLER, DELETED, Past.AS_OF));
        OrganizationId reseller = parameters.reseller();
        boolean deleted = parameters.flag(DELETED, true);
        Portal portal = portals.open(call.caller(), call.tenant(), null);
        String asked = "customers of " + portal.operator() + " " + portal.reseller() + " " + reseller + " " + deleted;
        return lists.numbered(
                parameters,
                Lists.Paging.USUAL,
                call.caller(),
                Companies.question(asked, parameters, SEARCH_FIELDS),
                query -> customers.list(portal, reseller, deleted, query),
                CustomerBody::of);
    }

    @Operation(summary = "Get a customer")
    @Exchanges(
            givesType = CustomerBody.class,
            options = {"resellerId: only if the customer is this reseller's", Lists.AS_OF_OPTION})
    @GetMapping("/{customerId}")
    @Requires(Permission.ORGANIZATION_READ)
    ResponseEntity<CustomerBody> get(Call call, @PathVariable String customerId, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, List.of(Parameters.RESELLER, Past.AS_OF));
        Customer customer = customers.get(portal(call, customerId), parameters.reseller(), lists.asOf(parameters));
        return ResponseEntity.ok().eTag(customer.version()).body(CustomerBody.of(customer));
    }

    /** His tenant lives in the hub until he is connected to another. */
    @Operation(summary = "Create a customer")
    @Exchanges(givesType = CustomerBody.class, status = 201)
    @PostMapping
    @Requires(Permission.ORGANIZATION_WRITE)
    ResponseEntity<CustomerBody> create(Call call, HttpServletRequest request, @RequestBody NewCustomerBody body) {
        Portal portal = portals.open(call.caller(), call.tenant(), null);
        CustomerBody created = CustomerBody.of(customers.create(portal, body.customer()));
        return ResponseEntity.created(URI.create(links.absolute(request, request.getRequestURI() + "/" + created.id())))
                .body(created);
    }

    /** With all his people. He can be restored for 30 days. Resellers may not. */
    @Operation(summary = "Delete a customer; restorable for 30 days")
    @DeleteMapping("/{customerId}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(value = Permission.ORGANIZATION_WRITE, note = "not for resellers")
    void delete(
            Call call,
            @PathVariable String customerId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch) {
        customers.delete(portal(call, customerId), IfMatch.tag(ifMatch));
    }

    /** Without one, the customer has none any more. */
    @Operation(summary = "Change what a customer is called in the seller's own books")
    @PatchMapping("/{customerId}/internal-identifier")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.ORGANIZATION_WRITE)
    void identify(
            Call call,
            @PathVariable String customerId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @RequestBody IdentifierBody body) {
        UUID reseller = body.resellerId();
        customers.identify(
                portal(call, customerId),
                reseller == null ? null : new OrganizationId(reseller),
                Companies.blankToNull(body.internalIdentifier()),
                IfMatch.tag(ifMatch));
    }

    private Portal portal(Call call, String customerId) {
        return portals.open(call.caller(), call.tenant(), CockpitPaths.customer(customerId));
    }

    /** What a customer is called in the seller's own books, and which reseller says so. */
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
    record IdentifierBody(
            @Nullable String internalIdentifier, @Nullable UUID resellerId) {}
}
