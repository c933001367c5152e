package io.tenantry.automation;

import java.util.Map;

/**
 * One step of a command block.
 *
 * @param id by what later steps know its outcome
 * @param arguments by name: texts with placeholders, numbers, flags and lists of texts
 */
public record Step(String id, Operation operation, Map<String, Object> arguments) {
    public Step {
        arguments = Map.copyOf(arguments);
    }
}
