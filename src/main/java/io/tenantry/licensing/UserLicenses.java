package io.tenantry.licensing;

import io.tenantry.kernel.Refusal;
import java.util.List;
import java.util.UUID;

/**
 * A person and the licences he was given.
 *
 * @param objectId what the provider calls him
 */
public record UserLicenses(UUID userId, UUID objectId, String upn, String displayName, List<License> licenses) {
    public UserLicenses {
        licenses = List.copyOf(licenses);
    }

    /**
     * Plans of a licence that he has in vain, because none of those they depend on is enabled for him. Licences that come through
     * groups may leave such plans; what is given directly may not.
     */
    public List<ServicePlan> lacking(License license) {
        return license.isHeld()
                ? ServicePlan.lacking(
                        license.enabledPlans(),
                        held().stream()
                                .flatMap(one -> one.enabledPlans().stream())
                                .toList())
                : List.of();
    }

    /**
     * The licence of a product, with all ways it came by.
     *
     * @throws Refusal (NOT_FOUND) when he was not given the product
     */
    public License why(UUID sku) {
        return licenses.stream()
                .filter(license -> license.sku().id().equals(sku))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "The user has no such license", "skuId"));
    }

    /** Those that can be used. */
    public List<License> held() {
        return licenses.stream().filter(License::isHeld).toList();
    }
}
