package io.tenantry.automation.internal;

import io.tenantry.automation.Operation;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.Step;
import io.tenantry.automation.TargetKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a step can run after the ones before it. */
record StepChecks(TargetKind target, List<Parameter> input, List<Step> earlier) {
    private static final String INPUT = "input.";
    private static final String STEPS = "steps.";

    /** Refuses a step that could not run. */
    void check(Step step, YamlMap yaml, YamlMap with) {
        Operation operation = step.operation();
        if (earlier.stream().anyMatch(other -> other.id().equals(step.id()))) {
            throw yaml.mistake("id", "There are two steps called " + step.id());
        }
        if (operation.target() != target) {
            throw yaml.mistake(
                    "do",
                    operation.wireName() + " is for blocks of the type "
                            + operation.target().wireName());
        }
        step.arguments().forEach((name, value) -> {
            if (!operation.arguments().contains(name)) {
                throw with.mistake(name, operation.wireName() + " takes no '" + name + "'");
            }
            for (String placeholder : Template.names(value)) {
                if (!knows(placeholder)) {
                    throw with.mistake(name, "Nothing is known as '" + placeholder + "'");
                }
            }
        });
        for (String name : operation.required()) {
            if (!step.arguments().containsKey(name)) {
                throw yaml.mistake("with", operation.wireName() + " needs '" + name + "'");
            }
        }
    }

    /** Whether a placeholder of this name can be filled. */
    boolean knows(String name) {
        if (name.startsWith(INPUT)) {
            String parameter = name.substring(INPUT.length());
            return input.stream().anyMatch(one -> one.identifier().equals(parameter));
        }
        if (name.startsWith(STEPS)) {
            String[] parts = name.split("\\.", -1);
            Step step = parts.length == 3 ? step(parts[1]) : null;
            return step != null && step.operation().outputs().contains(parts[2]);
        }
        return Known.has(target, name);
    }

    /** Whether some step tells something of this name. */
    boolean gives(String name) {
        return earlier.stream().anyMatch(step -> step.operation().outputs().contains(name));
    }

    private @Nullable Step step(String id) {
        return earlier.stream().filter(step -> step.id().equals(id)).findFirst().orElse(null);
    }
}
