package io.tenantry.automation;

import java.time.Duration;
import java.util.Map;

/** How a step ended. A step that was refused throws the refusal instead. */
public sealed interface StepResult {
    /** Under this name a step tells whether it changed anything. One that tells nothing of it has; what has not is not undone. */
    String CHANGED = "changed";

    /** It is done and was seen to be so. Values are texts, flags, numbers and lists of texts; what is empty is left out. */
    record Done(Map<String, ?> output) implements StepResult {
        public Done {
            output = Map.copyOf(output);
        }
    }

    /** The provider wants to be left alone for a while. The step is tried again, but not for ever. */
    record TryAgain(Duration after, String because) implements StepResult {}

    /** Nothing to tell. */
    static StepResult done() {
        return new Done(Map.of());
    }
}
