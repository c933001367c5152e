package io.tenantry.api.cloudcockpit;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.customers.Portal;
import io.tenantry.customers.Portals;
import io.tenantry.directory.UserKey;
import io.tenantry.licensing.License;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.Licenses;
import io.tenantry.licensing.SubscribedSku;
import io.tenantry.licensing.SubscribedSkus;
import io.tenantry.platform.web.AnyCase;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The licences of a customer, and which of them one of his users holds. */
@RestController
@AnyCase
@RequestMapping({
    CockpitPaths.ROOT + CustomerLicensesEndpoint.CUSTOMER,
    CockpitPaths.PREFIXED + CustomerLicensesEndpoint.CUSTOMER
})
class CustomerLicensesEndpoint {
    static final String CUSTOMER = "/Customers/{customerId}";

    private static final String OF_USER = "/users/{customerUserId}/licenses";
    private static final List<String> PARAMETERS = List.of(Parameters.INSTANCE, Parameters.RESELLER);

    private final Portals portals;
    private final SubscribedSkus skus;
    private final Licenses licenses;

    CustomerLicensesEndpoint(Portals portals, SubscribedSkus skus, Licenses licenses) {
        this.portals = portals;
        this.skus = skus;
        this.licenses = licenses;
    }

    @Operation(summary = "List the licences of a customer")
    @Exchanges(
            givesType = LicenseBody.class,
            options = {
                "providerInstanceId: the connection the customer is reached by",
                "resellerId: only if the customer is this reseller's"
            })
    @Parameter(name = Parameters.INSTANCE, in = ParameterIn.QUERY, required = true)
    @GetMapping("/licenses")
    @Requires(Permission.LICENSE_READ_BASIC)
    List<LicenseBody> ofCustomer(Call call, @PathVariable String customerId, HttpServletRequest request) {
        OrganizationId asked = CockpitPaths.customer(customerId);
        Parameters parameters = Parameters.of(request, PARAMETERS);
        OrganizationId customer =
                customer(call, asked, Permission.LICENSE_READ_BASIC, parameters.instance(), parameters.reseller());
        return shown(call.caller(), customer, sku -> false);
    }

    /** All that the customer has, with those selected that the user holds. */
    @Operation(summary = "List the licences that a user of a customer could hold and holds")
    @Exchanges(
            givesType = LicenseBody.class,
            options = {
                "providerInstanceId: the connection the customer is reached by",
                "resellerId: only if the customer is this reseller's"
            })
    @Parameter(name = Parameters.INSTANCE, in = ParameterIn.QUERY, required = true)
    @GetMapping(OF_USER)
    @Requires({Permission.LICENSE_READ_BASIC, Permission.LICENSE_READ})
    List<LicenseBody> ofUser(
            Call call,
            @PathVariable String customerId,
            @PathVariable String customerUserId,
            HttpServletRequest request) {
        OrganizationId asked = CockpitPaths.customer(customerId);
        UserKey user = new UserKey.ObjectId(CockpitPaths.uuid(customerUserId, "customerUserId"));
        Parameters parameters = Parameters.of(request, PARAMETERS);
        OrganizationId customer =
                customer(call, asked, Permission.LICENSE_READ, parameters.instance(), parameters.reseller());
        return shown(call.caller(), customer, user);
    }

    /** Those that are not named stay as they are. All of it or nothing; answers what the user holds afterwards. */
    @Operation(summary = "Give a user of a customer licences and take others away")
    @Exchanges(givesType = LicenseBody.class)
    @PatchMapping(OF_USER)
    @Requires({Permission.LICENSE_READ_BASIC, Permission.LICENSE_READ, Permission.LICENSE_WRITE})
    List<LicenseBody> change(
            Call call,
            @PathVariable String customerId,
            @PathVariable String customerUserId,
            @RequestBody LicensesBody body) {
        OrganizationId asked = CockpitPaths.customer(customerId);
        UserKey user = new UserKey.ObjectId(CockpitPaths.uuid(customerUserId, "customerUserId"));
        OrganizationId customer = customer(call, asked, Permission.LICENSE_WRITE, body.providerInstanceId(), null);
        LicenseChange change = change(licenses.of(call.caller(), customer, user).licenses(), body.licenses());
        if (!change.isEmpty()) {
            licenses.change(call.caller(), customer, user, change);
        }
        return shown(call.caller(), customer, user);
    }

    /** Only what differs: giving again what somebody holds would set its service plans back. */
    private static LicenseChange change(List<License> now, List<SelectedBody> wanted) {
        Map<UUID, License> known = new HashMap<>();
        now.forEach(license -> known.put(license.sku().id(), license));
        List<LicenseChange.Added> add = new ArrayList<>();
        List<UUID> remove = new ArrayList<>();
        for (SelectedBody one : wanted) {
            License license = known.get(one.skuId());
            if (one.isSelected()) {
                if (license == null || !license.isHeld()) {
                    add.add(new LicenseChange.Added(one.skuId(), Set.of()));
                }
            } else if (license != null) {
                remove.add(one.skuId());
            }
        }
        return new LicenseChange(add, remove);
    }

    private OrganizationId customer(
            Call call, OrganizationId asked, Permission permission, UUID instance, @Nullable OrganizationId reseller) {
        Portal portal = portals.open(call.caller(), call.tenant(), asked);
        return portals.customer(portal, permission, instance, reseller);
    }

    private List<LicenseBody> shown(Caller caller, OrganizationId customer, UserKey user) {
        Set<UUID> held = licenses.of(caller, customer, user).licenses().stream()
                .filter(License::isHeld)
                .map(license -> license.sku().id())
                .collect(Collectors.toUnmodifiableSet());
        return shown(caller, customer, held::contains);
    }

    private List<LicenseBody> shown(Caller caller, OrganizationId customer, Predicate<UUID> isSelected) {
        return skus.all(caller, customer).stream()
                .map(sku -> LicenseBody.of(sku, isSelected.test(sku.sku().id())))
                .toList();
    }

    /** Which licences a user is to hold, and by which connection his customer is reached. */
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
    record LicensesBody(UUID providerInstanceId, List<SelectedBody> licenses) {
        LicensesBody {
            Given.needed(providerInstanceId, Parameters.INSTANCE);
            licenses = Given.all(licenses, "licenses");
        }
    }

    /** Whether a user is to hold the licences of a product. */
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
    record SelectedBody(UUID skuId, Boolean isSelected) {
        SelectedBody {
            Given.needed(skuId, "skuId");
            Given.needed(isSelected, "isSelected");
        }
    }

    /**
     * The licences of one product.
     *
     * @param isSelected whether the user holds one; false where the list is about no user
     * @param totalLicenses those that can be used and those that are suspended
     */
    record LicenseBody(
            UUID skuId,
            String name,
            int availableLicenses,
            boolean isSelected,
            int totalLicenses,
            int consumedLicenses,
            int suspendedLicenses) {
        static LicenseBody of(SubscribedSku subscribed, boolean isSelected) {
            SubscribedSku.Units units = subscribed.units();
            return new LicenseBody(
                    subscribed.sku().id(),
                    subscribed.sku().displayName(),
                    subscribed.available(),
                    isSelected,
                    units.usable() + units.suspended(),
                    subscribed.consumed(),
                    units.suspended());
        }
    }
}
