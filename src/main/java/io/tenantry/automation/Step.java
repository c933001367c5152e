package io.tenantry.automation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a command block.
 *
 * @param id by what later steps know its outcome
 * @param arguments by name: texts with placeholders, numbers, flags and lists of texts
 * @param target the id of somebody else whom it is about, with placeholders; null for the block's own target
 * @param when a condition over what is known by then; null for always
 * @param goesOn whether the steps after it are done even when it failed
 * @param member the block of a command set that it belongs to, or null outside of sets
 */
public record Step(
        String id,
        Operation operation,
        Map<String, Object> arguments,
        @Nullable String target,
        @Nullable String when,
        boolean goesOn,
        @Nullable SetMember member) {
    public Step {
        arguments = Map.copyOf(arguments);
    }

    /** The same step as a part of a command set. */
    Step within(SetMember set) {
        return new Step(set.alias() + "." + id, operation, arguments, target, when, goesOn, set);
    }
}
