package io.tenantry.automation.internal;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.Step;
import io.tenantry.automation.TargetKind;
import io.tenantry.automation.internal.TargetRows.Place;
import io.tenantry.kernel.Refusal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a job knows while it runs: its input, what is known of its target, and what its steps have told. In a command set each block
 * has input of its own, which is filled from the set's when the block begins.
 */
final class JobValues {
    private static final String INPUT = "input.";
    private static final String STEPS = "steps.";
    private static final String OUTPUT = "output.";
    private static final String SECRET = "***";
    /** What is shorter stands in any text by chance. */
    private static final int SECRET_MIN = 4;

    private final Claimed job;
    private final CommandBlock block;
    private final Around around;
    private final @Nullable JobValues undone;
    private final StepStates states;
    private final Map<String, Object> input = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> inputs = new HashMap<>();
    private final Map<String, Boolean> wanted = new HashMap<>();
    /** The longest first, as one may be a part of another. */
    private final Set<String> secrets =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /**
     * @param undone of the job that this one undoes, or null
     * @param states what became of steps so far
     */
    JobValues(Claimed job, CommandBlock block, Around around, @Nullable JobValues undone, StepStates states) {
        this.job = job;
        this.block = block;
        this.around = around;
        this.undone = undone;
        this.states = states;
    }

    /**
     * Where a job runs, and what is known of things there.
     *
     * @param ids the hub's own ids of people and groups that may be named by their provider's
     */
    record Around(Place place, Lookup lookup, OwnIds ids) {}

    /** Tells what is known of a target. */
    @FunctionalInterface
    interface Lookup {
        Map<String, Object> known(TargetKind kind, UUID id);
    }

    CommandBlock block() {
        return block;
    }

    /** Who keeps the truth about the organization. */
    String provider() {
        return around.place().provider();
    }

    StepStates states() {
        return states;
    }

    /** Takes what was given, puts defaults in for the rest, and checks all of it. */
    void fill(Map<String, Object> given, Map<String, Object> secrets) {
        for (Parameter parameter : block.input().parameters()) {
            String name = parameter.identifier();
            Object value = secrets.getOrDefault(name, given.getOrDefault(name, parameter.defaultValue()));
            Object filled = parameter.isSensitive() ? value : Template.filled(value, known -> known(null, known));
            keep(input, parameter, filled);
        }
    }

    private void keep(Map<String, Object> input, Parameter parameter, @Nullable Object filled) {
        String name = parameter.identifier();
        boolean isEmpty = filled == null || "".equals(filled);
        Refusal.unless(
                !isEmpty || !parameter.isRequired(),
                Refusal.Reason.MALFORMED,
                "The parameter '" + name + "' has no value",
                name);
        if (filled != null) {
            Object value = isEmpty ? "" : parameter.schema().checked(filled, name);
            input.put(name, value);
            if (parameter.isSensitive()) {
                secrets.add(Template.text(value));
            }
        }
    }

    /** A text without the sensitive values that the job was given, whoever has put them into it. */
    String masked(String text) {
        String masked = undone == null ? text : undone.masked(text);
        for (String secret : secrets) {
            masked = secret.length() < SECRET_MIN ? masked : masked.replace(secret, SECRET);
        }
        return masked;
    }

    private Object masked(Object value) {
        return value instanceof String text ? masked(text) : value;
    }

    /** Whom a step is about. */
    UUID target(Step step) {
        SetMember member = step.member();
        String other = step.target();
        if (other == null) {
            return member == null ? job.target() : target(member);
        }
        UUID id = id(Template.filled(other, name -> value(member, name)), step.id());
        return around.ids().of(step.operation().target(), id);
    }

    private UUID target(SetMember member) {
        String other = member.target();
        if (other == null) {
            return job.target();
        }
        JobValues set = undone == null ? this : undone;
        UUID id = id(Template.filled(other, name -> set.value(null, name)), member.alias());
        return around.ids().of(member.block().target(), id);
    }

    private static UUID id(@Nullable Object filled, String whose) {
        String text = Template.text(filled);
        Refusal.unless(Told.isId(text), Refusal.Reason.MALFORMED, "Nothing says whom '" + whose + "' is about");
        return UUID.fromString(text);
    }

    /** Whether a step is to be done, by what is known now. */
    boolean isWanted(Step step) {
        SetMember member = step.member();
        if (member != null) {
            if (states.isBroken(member)) {
                return false;
            }
            if (!wanted.computeIfAbsent(member.alias(), alias -> isWanted(member))) {
                return false;
            }
        }
        String when = step.when();
        return when == null || Conditions.holds(when, name -> value(member, name));
    }

    /** Whether a block of a set is meant to run, as far as that does not depend on what earlier ones will tell. */
    boolean isMeant(SetMember member) {
        String when = member.when();
        return when == null
                || Conditions.asks(when, name -> block.member(name.split("\\.", 2)[0]) != null)
                || isWanted(member);
    }

    /** What stays empty because nothing is known to fill it with, in sentences. */
    List<String> unfilled(Map<String, Object> given) {
        List<String> all = new ArrayList<>();
        for (Parameter parameter : block.input().parameters()) {
            if (parameter.defaultValue() != null && !given.containsKey(parameter.identifier())) {
                Template.names(parameter.defaultValue()).stream()
                        .filter(name -> known(null, name) == null)
                        .map(name -> "'" + parameter.identifier() + "' stays empty: " + name + " is not known")
                        .forEach(all::add);
            }
        }
        return all;
    }

    private boolean isWanted(SetMember member) {
        if (undone != null) {
            return undone.states.hasChanged(member.alias()) && isComplete(member);
        }
        String when = member.when();
        return when == null || Conditions.holds(when, name -> value(null, name));
    }

    /** Whether there is something to undo with: what was not taken cannot be given back. */
    private boolean isComplete(SetMember member) {
        return member.block().input().parameters().stream()
                .filter(Parameter::isRequired)
                .allMatch(parameter -> {
                    Object filled = filled(member, parameter);
                    return filled != null && !"".equals(filled) && !List.of().equals(filled);
                });
    }

    /** The arguments of a step, with the hub's own ids where they name somebody or something. What has no value is left out. */
    Map<String, Object> arguments(Step step) {
        Map<String, Object> arguments = new HashMap<>();
        step.arguments().forEach((name, value) -> {
            Object filled = Template.filled(value, known -> value(step.member(), known));
            if (filled != null) {
                arguments.put(name, around.ids().in(name, filled));
            }
        });
        return arguments;
    }

    /** What the job gives, as far as it may be told. */
    Map<String, Object> output() {
        Map<String, Object> output = new LinkedHashMap<>();
        for (Parameter parameter : block.output().parameters()) {
            Object value = output(null, parameter);
            if (value != null) {
                output.put(parameter.identifier(), parameter.isSensitive() ? SECRET : masked(value));
            }
        }
        return output;
    }

    private @Nullable Object output(@Nullable SetMember member, Parameter parameter) {
        String template = parameter.value();
        return template == null
                ? states.last(member, parameter.identifier())
                : Template.filled(template, name -> value(member, name));
    }

    private @Nullable Object output(@Nullable SetMember member, String name) {
        Parameter parameter = (member == null ? block : member.block()).output().find(name);
        return parameter == null ? null : output(member, parameter);
    }

    /**
     * What a name stands for.
     *
     * @param member the block of a set in which it is used, or null for the job's own block or set
     */
    @Nullable
    Object value(@Nullable SetMember member, String name) {
        if (name.startsWith(INPUT)) {
            return (member == null ? input : inputOf(member)).get(name.substring(INPUT.length()));
        }
        if (name.startsWith(STEPS)) {
            String[] parts = name.split("\\.", -1);
            return states.told(member == null ? parts[1] : member.alias() + "." + parts[1], parts[2]);
        }
        String[] parts = name.split("\\.", 2);
        SetMember other = member == null && parts.length == 2 ? block.member(parts[0]) : null;
        return other == null ? known(member, name) : output(other, parts[1]);
    }

    /** A block's input, once it is wanted. */
    private Map<String, Object> inputOf(SetMember member) {
        Map<String, Object> known = inputs.get(member.alias());
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Parameter parameter : member.block().input().parameters()) {
                keep(known, parameter, filled(member, parameter));
            }
            inputs.put(member.alias(), known);
        }
        return known;
    }

    private @Nullable Object filled(SetMember member, Parameter parameter) {
        Object given = member.with().get(parameter.identifier());
        return given == null
                ? Template.filled(parameter.defaultValue(), name -> known(member, name))
                : Template.filled(given, name -> source(member, name));
    }

    /** What fills a block's input: the set or, where something is undone, the block that is. */
    private @Nullable Object source(SetMember member, String name) {
        if (undone == null) {
            return value(null, name);
        }
        SetMember before = undone.block.member(member.alias());
        return name.startsWith(OUTPUT)
                ? undone.output(before, name.substring(OUTPUT.length()))
                : undone.value(before, name);
    }

    private @Nullable Object known(@Nullable SetMember member, String name) {
        Place place = around.place();
        return switch (name) {
            case "organization.id" -> place.id().toString();
            case "organization.name" -> place.name();
            case "organization.tenantId" -> place.tenant().toString();
            case "actor.upn" -> job.actorName();
            case "job.id" -> job.id().toString();
            case "job.date" ->
                LocalDate.ofInstant(job.startedAt(), ZoneOffset.UTC).toString();
            default -> {
                SetMember other = member == null || member.target() == null ? null : member;
                TargetKind kind = other == null ? job.kind() : other.block().target();
                UUID id = other == null ? job.target() : target(other);
                yield Known.isId(kind, name)
                        ? id.toString()
                        : around.lookup().known(kind, id).get(name);
            }
        };
    }
}
