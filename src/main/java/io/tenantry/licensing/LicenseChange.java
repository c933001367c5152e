package io.tenantry.licensing;

import io.tenantry.kernel.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Licences to give and to take away, together or not at all. Giving one that is there already sets its disabled plans. */
public record LicenseChange(List<Added> add, List<UUID> remove) {
    private static final int PRODUCTS_MAX = 100;

    public LicenseChange {
        add = List.copyOf(add);
        remove = List.copyOf(remove);
        Refusal.unless(
                add.size() + remove.size() <= PRODUCTS_MAX,
                Refusal.Reason.MALFORMED,
                "One change names at most " + PRODUCTS_MAX + " products",
                "addLicenses");
        Set<UUID> named = new HashSet<>();
        for (Added one : add) {
            refuseUnless(named.add(one.sku()), one.sku(), "addLicenses");
        }
        for (UUID sku : remove) {
            refuseUnless(named.add(sku), sku, "removeLicenses");
        }
    }

    public boolean isEmpty() {
        return add.isEmpty() && remove.isEmpty();
    }

    public List<UUID> added() {
        return add.stream().map(Added::sku).toList();
    }

    private static void refuseUnless(boolean isNew, UUID sku, String target) {
        Refusal.unless(
                isNew,
                Refusal.Reason.MALFORMED,
                "The license " + sku + " is named more than once in the request",
                target);
    }

    /**
     * A product to give.
     *
     * @param disabledPlans service plans of it that are switched off
     */
    public record Added(UUID sku, Set<UUID> disabledPlans) {
        public Added {
            disabledPlans = Set.copyOf(disabledPlans);
        }
    }
}
