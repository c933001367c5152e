package io.tenantry.licensing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A product that a person was given, with every way it came by. It takes one unit, however many ways there are.
 *
 * @param problem why the person does not hold it, or null when he does
 * @param since since when it is so
 */
public record License(Sku sku, @Nullable LicenseProblem problem, Instant since, List<LicensePath> paths) {
    public License {
        paths = List.copyOf(paths);
    }

    /** Whether it takes a unit and can be used. */
    public boolean isHeld() {
        return problem == null;
    }

    public boolean isDirect() {
        return paths.stream().anyMatch(LicensePath::isDirect);
    }

    /** Plans that can be used. */
    public List<ServicePlan> enabledPlans() {
        Set<UUID> disabled = disabledPlans();
        return sku.plans().stream()
                .filter(plan -> !disabled.contains(plan.id()))
                .toList();
    }

    /** Plans that no way brings: one that any way brings is enabled. */
    public Set<UUID> disabledPlans() {
        return sku.plans().stream()
                .map(ServicePlan::id)
                .filter(plan ->
                        paths.stream().allMatch(path -> path.disabledPlans().contains(plan)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
