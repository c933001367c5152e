package io.tenantry.automation.internal;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.Operation;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.Step;
import io.tenantry.automation.TargetKind;
import io.tenantry.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
            checkValue(with, name, value, operation.keepsSecret(name));
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
            checkValue(yaml, "target", target, false);
        }
        String problem = when == null ? null : Conditions.problem(when, this::knows);
        if (problem != null) {
            throw yaml.mistake("when", problem);
        }
        if (when != null && Conditions.asks(when, this::isSecret)) {
            yaml.refuseFromNowOn("when", "A condition asks for nothing sensitive, as its outcome can be seen");
        }
    }

    /**
     * Refuses input that a block could not run with.
     *
     * @param given its input, which a map under {@code with} in the YAML says, if anything does
     * @param named where the YAML names the block
     */
    void checkInput(CommandBlock block, Map<String, Object> given, YamlMap yaml, String named) {
        YamlMap with = yaml.map("with");
        given.forEach((name, value) -> {
            if (with == null) {
                checkGiven(block, name, value, yaml, named);
            } else {
                checkGiven(block, name, value, with, name);
            }
        });
        for (Parameter parameter : block.input().parameters()) {
            String name = parameter.identifier();
            if (parameter.isRequired() && parameter.defaultValue() == null && !given.containsKey(name)) {
                throw yaml.mistake(with == null ? named : "with", block.identifier() + " needs '" + name + "'");
            }
        }
    }

    private void checkGiven(CommandBlock block, String name, Object value, YamlMap yaml, String key) {
        Parameter parameter = block.input().find(name);
        if (parameter == null) {
            throw yaml.mistake(key, block.identifier() + " takes no '" + name + "'");
        }
        checkValue(yaml, key, value, parameter.isSensitive());
        if (Template.names(value).isEmpty()) {
            try {
                parameter.schema().checked(value, name);
            } catch (Refusal refused) {
                throw yaml.mistake(key, refused.getMessage());
            }
        } else if (!parameter.placeholders().inSet()) {
            throw yaml.mistake(key, "'" + name + "' takes no placeholders");
        }
    }

    /**
     * Refuses a value with a placeholder that nothing can fill, or that would tell what is sensitive.
     *
     * @param isKept whether whatever takes the value keeps it secret
     */
    void checkValue(YamlMap yaml, String key, Object value, boolean isKept) {
        String problem = Template.problem(value);
        if (problem != null) {
            yaml.refuseFromNowOn(key, problem);
        }
        for (String placeholder : Template.names(value)) {
            if (!knows(placeholder)) {
                throw yaml.mistake(key, "Nothing is known as '" + placeholder + "'");
            }
            if (!isKept && isSecret(placeholder)) {
                yaml.refuseFromNowOn(
                        key,
                        "'" + placeholder + "' is sensitive, and goes only into a password or what is sensitive, too");
            }
        }
    }

    private boolean isSecret(String name) {
        String[] parts = name.split("\\.", 2);
        if (parts.length < 2) {
            return false;
        }
        Stream<Parameter> named = name.startsWith(INPUT)
                ? input.stream()
                : members.stream()
                        .filter(member -> member.alias().equals(parts[0]))
                        .flatMap(member -> member.block().output().parameters().stream());
        return named.anyMatch(one -> one.identifier().equals(parts[1]) && one.isSensitive());
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
