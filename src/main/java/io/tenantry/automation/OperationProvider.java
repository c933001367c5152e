package io.tenantry.automation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Carries out the steps of command blocks where the truth about an organization lives. A bean; one for each kind of provider.
 */
public interface OperationProvider {
    /** Which organizations: those with this provider in their profile. */
    String provider();

    /** What it can do. Blocks with other operations are not offered for its organizations. */
    Set<Operation> offered();

    /**
     * Does a step. It may have been done before, wholly or in part, by a node that was ended: doing it again must not do it twice.
     *
     * @throws io.tenantry.kernel.Refusal when it cannot be done; it is not tried again, except for BUSY and PROVIDER_DOWN
     */
    StepResult run(StepRun step);

    /**
     * Does steps that change nothing at once, all of the same operation, for the same caller in the same organization.
     *
     * @return what they came to, by their effects; each that is absent is done by itself
     */
    default Map<UUID, StepResult.Done> together(List<StepRun> steps) {
        return Map.of();
    }
}
