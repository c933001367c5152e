package io.tenantry.automation.internal;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.Step;
import io.tenantry.automation.internal.TargetRows.Place;
import io.tenantry.kernel.Refusal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the placeholders of a job stand for. */
final class JobValues {
    private final Claimed job;
    private final CommandBlock block;
    private final Place place;
    private final Map<String, Object> known;
    private final Map<String, Object> input = new HashMap<>();
    private final Map<Integer, Map<String, Object>> told = new HashMap<>();
    private int failures;

    JobValues(Claimed job, CommandBlock block, Place place, Map<String, Object> known) {
        this.job = job;
        this.block = block;
        this.place = place;
        this.known = known;
    }

    CommandBlock block() {
        return block;
    }

    /** Takes what was given, puts defaults in for the rest, and checks all of it. */
    void fill(Map<String, Object> given, Map<String, Object> secrets) {
        for (Parameter parameter : block.input().parameters()) {
            String name = parameter.identifier();
            Object value = secrets.getOrDefault(name, given.getOrDefault(name, parameter.defaultValue()));
            Object filled = parameter.isSensitive() ? value : Template.filled(value, this::known);
            boolean isEmpty = filled == null || "".equals(filled);
            Refusal.unless(
                    !isEmpty || !parameter.isRequired(),
                    Refusal.Reason.MALFORMED,
                    "The parameter '" + name + "' has no value",
                    name);
            if (filled != null) {
                input.put(name, isEmpty ? "" : parameter.schema().checked(filled, name));
            }
        }
    }

    /** What steps of an earlier try have told. */
    void earlier(LaneRows.Earlier earlier) {
        told.putAll(earlier.told());
        failures = earlier.failures();
    }

    /** Whether a step was done, or left out, by an earlier try or this one. */
    boolean isSettled(int position) {
        return told.containsKey(position);
    }

    /** A step has failed, and the job goes on all the same. */
    void failed() {
        failures++;
    }

    int failures() {
        return failures;
    }

    /** Whom a step is about. */
    UUID target(Step step) {
        String other = step.target();
        if (other == null) {
            return job.target();
        }
        Object filled = Template.filled(other, this::value);
        String text = Template.text(filled);
        Refusal.unless(
                Told.isId(text), Refusal.Reason.MALFORMED, "Nothing says whom the step '" + step.id() + "' is about");
        return UUID.fromString(text);
    }

    /** Whether a step is to be done, by what is known now. */
    boolean isWanted(Step step) {
        String when = step.when();
        if (when == null) {
            return true;
        }
        Map<String, Object> steps = new HashMap<>();
        for (int position = 0; position < block.steps().size(); position++) {
            steps.put(block.steps().get(position).id(), told.getOrDefault(position, Map.of()));
        }
        Map<String, Object> target = new HashMap<>();
        known.forEach((name, value) -> target.put(name.substring(name.indexOf('.') + 1), value));
        return Conditions.holds(when, Map.of("input", input, "steps", steps, "target", target));
    }

    /** What a step has told. */
    void told(int position, Map<String, ?> output) {
        told.put(position, new HashMap<>(output));
    }

    /** The arguments of a step. What has no value is left out. */
    Map<String, Object> arguments(Step step) {
        Map<String, Object> arguments = new HashMap<>();
        step.arguments().forEach((name, value) -> {
            Object filled = Template.filled(value, this::value);
            if (filled != null) {
                arguments.put(name, filled);
            }
        });
        return arguments;
    }

    /** What the job gives. */
    Map<String, Object> output() {
        Map<String, Object> output = new LinkedHashMap<>();
        for (Parameter parameter : block.output().parameters()) {
            String template = parameter.value();
            Object value = template == null ? last(parameter.identifier()) : Template.filled(template, this::value);
            if (value != null) {
                output.put(parameter.identifier(), value);
            }
        }
        return output;
    }

    private @Nullable Object last(String name) {
        for (int position = block.steps().size() - 1; position >= 0; position--) {
            Object value = told.getOrDefault(position, Map.of()).get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable Object value(String name) {
        if (name.startsWith("input.")) {
            return input.get(name.substring("input.".length()));
        }
        if (name.startsWith("steps.")) {
            List<String> parts = List.of(name.split("\\.", -1));
            for (int position = 0; position < block.steps().size(); position++) {
                if (block.steps().get(position).id().equals(parts.get(1))) {
                    return told.getOrDefault(position, Map.of()).get(parts.get(2));
                }
            }
            return null;
        }
        return known(name);
    }

    private @Nullable Object known(String name) {
        return switch (name) {
            case "organization.id" -> place.id().toString();
            case "organization.name" -> place.name();
            case "organization.tenantId" -> place.tenant().toString();
            case "actor.upn" -> job.actorName();
            case "job.id" -> job.id().toString();
            case "job.date" ->
                LocalDate.ofInstant(job.startedAt(), ZoneOffset.UTC).toString();
            default -> known.get(name);
        };
    }
}
