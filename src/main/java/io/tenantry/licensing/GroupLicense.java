package io.tenantry.licensing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product that a group gives its direct members.
 *
 * @param lacking its plans that need others, of which the group gives its members none; whoever has none otherwise either gets
 *     them in vain
 * @param holding how many members hold it
 * @param waiting how many were given it and do not hold it, because no unit was left or their usage location is missing
 */
public record GroupLicense(
        Sku sku,
        List<UUID> disabledPlans,
        Instant since,
        String assignedBy,
        @Nullable UUID assignedById,
        int holding,
        int waiting,
        List<ServicePlan> lacking) {
    public GroupLicense {
        disabledPlans = List.copyOf(disabledPlans);
        lacking = List.copyOf(lacking);
    }

    /** Plans that it gives. */
    private List<ServicePlan> enabledPlans() {
        return sku.plans().stream()
                .filter(plan -> !disabledPlans.contains(plan.id()))
                .toList();
    }

    /** The licences of one group, each with its plans that the others of the group do not help. */
    public static List<GroupLicense> together(List<GroupLicense> licenses) {
        List<ServicePlan> enabled =
                licenses.stream().flatMap(one -> one.enabledPlans().stream()).toList();
        return licenses.stream()
                .map(one -> new GroupLicense(
                        one.sku,
                        one.disabledPlans,
                        one.since,
                        one.assignedBy,
                        one.assignedById,
                        one.holding,
                        one.waiting,
                        ServicePlan.lacking(one.enabledPlans(), enabled)))
                .toList();
    }
}
