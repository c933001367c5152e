package io.tenantry.automation;

import java.util.Set;

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
}
