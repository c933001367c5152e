package io.tenantry.api.cloudcockpit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.customers.Portal;
import io.tenantry.customers.Portals;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.platform.history.Past;
import io.tenantry.platform.web.AnyCase;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Field;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The users of a customer's tenant. */
@RestController
@AnyCase
@RequestMapping({CockpitPaths.ROOT + CustomerUsersEndpoint.USERS, CockpitPaths.PREFIXED + CustomerUsersEndpoint.USERS})
class CustomerUsersEndpoint {
    static final String USERS = "/Customers/{customerId}/users";

    private static final Field NAME = UserField.DISPLAY_NAME.named("DisplayName");
    private static final Field UPN = UserField.UPN.named("UserPrincipalName");
    private static final List<Field> SEARCHED =
            List.of(NAME, UPN, UserField.GIVEN_NAME.named("firstName"), UserField.SURNAME.named("lastName"));
    private static final Catalogue CATALOGUE = Catalogue.of(UserField.ID.named("id"), NAME, UPN);
    private static final List<String> PARAMETERS = List.of(
            Parameters.INSTANCE,
            Parameters.RESELLER,
            Lists.Paging.USUAL.number(),
            Lists.Paging.USUAL.size(),
            Lists.SEARCH,
            Lists.SORT,
            Lists.ASCENDING,
            Lists.SEEK,
            Lists.TOKEN,
            Past.AS_OF);

    private final Portals portals;
    private final Users users;
    private final Lists lists;

    CustomerUsersEndpoint(Portals portals, Users users, Lists lists) {
        this.portals = portals;
        this.users = users;
        this.lists = lists;
    }

    @Operation(summary = "List the users of a customer")
    @Exchanges(
            givesType = CustomerUserBody.class,
            options = {
                "providerInstanceId: the connection the customer is reached by",
                "searchValue: a part of the display name, the sign-in name, the first or the last name",
                "sortPropertyName: DisplayName, as when nothing is said, or UserPrincipalName",
                "ascendingOrder: false to begin with the last",
                "seekOperation: Next, Previous, First, Last or PageIndex; Next goes on after a token, or else to pageNumber",
                "continuationToken: what the page before gave, also as the header MS-ContinuationToken; for Next and Previous",
                "resellerId: only if the customer is this reseller's",
                Lists.AS_OF_OPTION
            })
    @Parameter(name = Parameters.INSTANCE, in = ParameterIn.QUERY, required = true)
    @GetMapping
    @Requires(Permission.USER_READ_BASIC)
    Listing list(Call call, @PathVariable String customerId, HttpServletRequest request) {
        OrganizationId asked = CockpitPaths.customer(customerId);
        Parameters parameters = Parameters.of(request, PARAMETERS);
        UUID instance = parameters.instance();
        OrganizationId reseller = parameters.reseller();
        Condition filter = filter(parameters.text(Lists.SEARCH));
        Field sort = CATALOGUE.sortable(parameters.oneOf(Lists.SORT, List.of(NAME.name(), UPN.name())));
        Order order = parameters.flag(Lists.ASCENDING, true) ? Order.ascending(sort) : Order.descending(sort);
        Portal portal = portals.open(call.caller(), call.tenant(), asked);
        OrganizationId customer = portals.customer(portal, Permission.USER_READ_BASIC, instance, reseller);
        return lists.sought(
                request,
                parameters,
                call.caller(),
                new Lists.Question("users of " + customer, filter, CATALOGUE.total(List.of(order))),
                query -> users.list(call.caller(), customer, query, CustomerUserBody.SHOWN),
                CustomerUserBody::of);
    }

    @Operation(summary = "Get a user of a customer")
    @Exchanges(options = {"providerInstanceId: the connection the customer is reached by", Lists.AS_OF_OPTION})
    @Parameter(name = Parameters.INSTANCE, in = ParameterIn.QUERY, required = true)
    @GetMapping("/{customerUserId}")
    @Requires(Permission.USER_READ)
    CustomerUserBody get(
            Call call,
            @PathVariable String customerId,
            @PathVariable String customerUserId,
            HttpServletRequest request) {
        OrganizationId asked = CockpitPaths.customer(customerId);
        UUID user = CockpitPaths.uuid(customerUserId, "customerUserId");
        Parameters parameters = Parameters.of(request, List.of(Parameters.INSTANCE, Past.AS_OF));
        UUID instance = parameters.instance();
        Instant asOf = lists.asOf(parameters);
        Portal portal = portals.open(call.caller(), call.tenant(), asked);
        OrganizationId customer = portals.customer(portal, Permission.USER_READ, instance, null);
        return CustomerUserBody.of(users.get(call.caller(), customer, new UserKey.ObjectId(user), asOf));
    }

    private static Condition filter(@Nullable String searched) {
        return searched == null
                ? Condition.ALL
                : Condition.or(SEARCHED.stream()
                        .<Condition>map(field -> new Compare(field, Operator.CONTAINS, searched))
                        .toList());
    }
}
