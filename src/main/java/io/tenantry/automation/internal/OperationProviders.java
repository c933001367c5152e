package io.tenantry.automation.internal;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.Operation;
import io.tenantry.automation.OperationProvider;
import io.tenantry.automation.Step;
import io.tenantry.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who carries out operations for which organizations. */
@Component
final class OperationProviders {
    private final Map<String, OperationProvider> all;

    OperationProviders(List<OperationProvider> all) {
        this.all = all.stream().collect(Collectors.toUnmodifiableMap(OperationProvider::provider, Function.identity()));
    }

    /**
     * Who does this for organizations of the provider.
     *
     * @throws Refusal (PROVIDER_CANNOT) when nobody does
     */
    OperationProvider of(String provider, Operation operation) {
        OperationProvider found = all.get(provider);
        if (found == null || !found.offered().contains(operation)) {
            throw new Refusal(
                    Refusal.Reason.PROVIDER_CANNOT,
                    "For organizations of the provider '" + provider + "' nothing can do " + operation.wireName()
                            + " yet");
        }
        return found;
    }

    /** Refuses a block that could not run for organizations of the provider. */
    void check(String provider, CommandBlock block) {
        for (Step step : block.steps()) {
            OperationProvider found = all.get(provider);
            Refusal.unless(
                    found != null && found.offered().contains(step.operation()),
                    Refusal.Reason.NOT_PERMITTED,
                    "The organization's provider '" + provider + "' has no "
                            + step.operation().wireName() + ", which the command block needs");
        }
    }
}
