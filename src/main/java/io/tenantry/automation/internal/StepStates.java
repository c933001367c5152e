package io.tenantry.automation.internal;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.Step;
import io.tenantry.automation.StepResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a job's steps, in earlier tries and in this one. */
final class StepStates {
    private final List<Step> steps;
    private final Map<Integer, Map<String, Object>> told = new HashMap<>();
    private final Set<Integer> done = new HashSet<>();
    private final Set<Integer> skipped = new HashSet<>();
    private final Set<Integer> failed = new HashSet<>();

    StepStates(CommandBlock block) {
        this.steps = block.steps();
    }

    /** A step was done. */
    void done(int position, Map<String, ?> output) {
        done.add(position);
        told.put(position, new HashMap<>(output));
    }

    /** A step was left out. */
    void skipped(int position) {
        skipped.add(position);
    }

    /** A step has failed, and the job went on all the same. */
    void failed(int position) {
        failed.add(position);
    }

    /** Whether there is nothing to do about a step any more. */
    boolean isSettled(int position) {
        return done.contains(position) || skipped.contains(position);
    }

    int failures() {
        return failed.size();
    }

    /** Whether a block of a set has come to nothing, so that the rest of it is left out. */
    boolean isBroken(SetMember member) {
        return failed.stream().map(steps::get).anyMatch(step -> isOf(step, member) && !step.goesOn());
    }

    /**
     * Whether a block of a set has changed something, as far as its steps tell: one that found everything as it should be has not.
     *
     * @param alias the block; in a job of a single block any name stands for it
     */
    boolean hasChanged(String alias) {
        return done.stream().filter(this::hasChanged).map(steps::get).anyMatch(step -> {
            SetMember member = step.member();
            return member == null || member.alias().equals(alias);
        });
    }

    private boolean hasChanged(int position) {
        return !Boolean.FALSE.equals(told.getOrDefault(position, Map.of()).get(StepResult.CHANGED));
    }

    /** What the step of an id has told under a name, or null. */
    @Nullable
    Object told(String id, String name) {
        for (int position = 0; position < steps.size(); position++) {
            if (steps.get(position).id().equals(id)) {
                return told.getOrDefault(position, Map.of()).get(name);
            }
        }
        return null;
    }

    /** What the last step that tells something of a name has told; only of one block where a set is meant. */
    @Nullable
    Object last(@Nullable SetMember member, String name) {
        for (int position = steps.size() - 1; position >= 0; position--) {
            if (member == null || isOf(steps.get(position), member)) {
                Object value = told.getOrDefault(position, Map.of()).get(name);
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    private static boolean isOf(Step step, SetMember member) {
        SetMember its = step.member();
        return its != null && its.alias().equals(member.alias());
    }
}
