package io.tenantry.licensing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A product that somebody holds, by whatever ways it comes, and the service plans of it that no way enables. */
public record AssignedLicense(UUID sku, Set<UUID> disabledPlans) {
    public AssignedLicense {
        disabledPlans = Set.copyOf(disabledPlans);
    }

    /** What these ways of one person come to. */
    public static List<AssignedLicense> held(List<AssignedWay> ways) {
        Map<UUID, Set<UUID>> disabled = new LinkedHashMap<>();
        for (AssignedWay way : ways) {
            if (way.problem() == null) {
                // What one way disables, another may give.
                disabled.merge(way.sku(), way.disabledPlans(), AssignedLicense::inBoth);
            }
        }
        List<AssignedLicense> held = new ArrayList<>();
        disabled.forEach((sku, plans) -> held.add(new AssignedLicense(sku, plans)));
        return held;
    }

    private static Set<UUID> inBoth(Set<UUID> one, Set<UUID> other) {
        Set<UUID> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }
}
