package io.tenantry.automation.internal;

import io.tenantry.automation.Operation;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.Step;
import io.tenantry.automation.TargetKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a step of a block, or a block of a set, can run after the ones before it.
 *
 * @param earlier the steps before it, in a block
 * @param members the blocks before it, in a set
 */
record StepChecks(TargetKind target, List<Parameter> input, List<Step> earlier, List<SetMember> members) {
    private static final String INPUT = "input.";
    private static final String STEPS = "steps.";

    /** Refuses a step that could not run. */
    void check(Step step, YamlMap yaml, YamlMap with) {
        Operation operation = step.operation();
        if (earlier.stream().anyMatch(other -> other.id().equals(step.id()))) {
            throw yaml.mistake("id", "There are two steps called " + step.id());
        }
        if (step.target() == null && operation.target() != target) {
            throw yaml.mistake(
                    "do",
                    operation.wireName() + " is for blocks of the type "
                            + operation.target().wireName());
        }
        step.arguments().forEach((name, value) -> {
            if (!operation.arguments().contains(name)) {
                throw with.mistake(name, operation.wireName() + " takes no '" + name + "'");
            }
            checkNames(with, name, value);
        });
        checkTargetAndCondition(yaml, step.target(), step.when());
        for (String name : operation.required()) {
            if (!step.arguments().containsKey(name)) {
                throw yaml.mistake("with", operation.wireName() + " needs '" + name + "'");
            }
        }
    }

    /** Refuses placeholders and conditions that nothing can fill. */
    void checkTargetAndCondition(YamlMap yaml, @Nullable String target, @Nullable String when) {
        if (target != null) {
            checkNames(yaml, "target", target);
        }
        String problem = when == null ? null : Conditions.problem(when, this::knows);
        if (problem != null) {
            throw yaml.mistake("when", problem);
        }
    }

    /** Refuses a value with a placeholder that nothing can fill. */
    void checkNames(YamlMap yaml, String key, Object value) {
        for (String placeholder : Template.names(value)) {
            if (!knows(placeholder)) {
                throw yaml.mistake(key, "Nothing is known as '" + placeholder + "'");
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
        String[] parts = name.split("\\.", 2);
        for (SetMember member : members) {
            if (member.alias().equals(parts[0])) {
                return parts.length == 2 && member.block().output().find(parts[1]) != null;
            }
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
