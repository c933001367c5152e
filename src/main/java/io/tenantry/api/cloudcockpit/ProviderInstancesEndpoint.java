package io.tenantry.api.cloudcockpit;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.customers.Portals;
import io.tenantry.customers.ProviderInstance;
import io.tenantry.platform.web.AnyCase;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The connections by which the operator reaches his customers' tenants. */
@RestController
@AnyCase
@RequestMapping({
    CockpitPaths.ROOT + ProviderInstancesEndpoint.INSTANCES,
    CockpitPaths.PREFIXED + ProviderInstancesEndpoint.INSTANCES
})
class ProviderInstancesEndpoint {
    static final String INSTANCES = "/Providers/Instances";

    private static final List<String> PARAMETERS = List.of(Lists.Paging.USUAL.number(), Lists.Paging.USUAL.size());

    private final Portals portals;

    ProviderInstancesEndpoint(Portals portals) {
        this.portals = portals;
    }

    /** One for each provider. Whoever belongs to the portal sees them, since every other call needs their ids. */
    @Operation(summary = "List the provider instances of the operator")
    @Exchanges(givesType = InstanceBody.class)
    @GetMapping
    @Requires(
            value = {},
            note = "whoever belongs to the portal")
    Listing list(Call call, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, PARAMETERS);
        return Lists.whole(
                parameters,
                portals.instances(portals.open(call.caller(), call.tenant(), null)).stream()
                        .map(InstanceBody::of)
                        .toList());
    }

    /**
     * A connection.
     *
     * @param instanceProviderId the provider's name for programs
     */
    record InstanceBody(
            UUID id,
            String alias,
            String instanceProviderId,
            @Nullable String imageUrl,
            List<OfferType> offerTypes,
            List<String> supportedCountries,
            @Nullable String providerData,
            ProviderBody provider) {
        private static final List<String> COUNTRIES =
                Arrays.stream(Locale.getISOCountries()).sorted().toList();

        static InstanceBody of(ProviderInstance instance) {
            boolean isMicrosoft = instance.provider().equals("microsoft");
            return new InstanceBody(
                    instance.id(),
                    instance.alias(),
                    instance.provider(),
                    null,
                    List.of(new OfferType("License")),
                    COUNTRIES,
                    null,
                    new ProviderBody(instance.provider(), isMicrosoft ? "Microsoft" : "Local"));
        }
    }

    /** A kind of things that can be bought. */
    record OfferType(String name) {}

    /** Where tenants live. */
    record ProviderBody(String id, String name) {}
}
