package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.automation.Aim;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.Operation;
import io.tenantry.automation.Target;
import io.tenantry.automation.TargetKind;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds whom jobs are asked for. */
@Component
record Aims(TargetRows targets) {
    /**
     * Whom a job is for: one target, or many people.
     *
     * @param missing names of nobody, where people are named
     */
    record Aimed(Target target, boolean isMany, List<Target> people, List<String> missing) {
        static Aimed at(Target target) {
            return new Aimed(target, false, List.of(), List.of());
        }

        static Aimed at(Target whole, List<Target> people) {
            return new Aimed(whole, true, people, List.of());
        }
    }

    /** Whom a job is for; those of a group that is planned are found when it starts. */
    Aimed aimed(Reach reach, OrganizationId organization, CommandBlock block, Aim aim, @Nullable Instant plannedAt) {
        return switch (aim) {
            case Aim.ForUser(UUID id) -> {
                require(block, TargetKind.USER, aim);
                boolean evenDeleted =
                        block.steps().stream().anyMatch(step -> step.operation() == Operation.USER_RESTORE);
                yield Aimed.at(found(targets.user(reach, organization, id, evenDeleted), "user"));
            }
            case Aim.ForGroup(UUID id) -> {
                Target group = found(targets.group(reach, organization, id), "group");
                if (block.target() == TargetKind.GROUP) {
                    yield Aimed.at(group);
                }
                require(block, TargetKind.USER, aim);
                Target.Named named = new Target.Named(group.id(), String.valueOf(group.name()));
                yield Aimed.at(group, plannedAt == null ? targets.peopleOf(reach, organization, named) : List.of());
            }
            case Aim.ForOrganization() -> {
                require(block, TargetKind.ORGANIZATION, aim);
                yield Aimed.at(new Target(TargetKind.ORGANIZATION, organization.value(), null, null));
            }
            case Aim.ForDevice(UUID id) -> {
                require(block, TargetKind.DEVICE, aim);
                yield Aimed.at(found(targets.device(reach, organization, id), "device"));
            }
            case Aim.ForPeople(var names) -> {
                require(block, TargetKind.USER, aim);
                yield named(reach, organization, names);
            }
            case Aim.ForFilter(var condition, var text) -> {
                require(block, TargetKind.USER, aim);
                Target whole = new Target(TargetKind.ORGANIZATION, organization.value(), text, null);
                yield Aimed.at(whole, targets.people(reach, organization, condition));
            }
        };
    }

    private Aimed named(Reach reach, OrganizationId organization, List<String> names) {
        Map<String, Target> found = targets.people(reach, organization, names);
        Target whole = new Target(TargetKind.ORGANIZATION, organization.value(), names.size() + " people", null);
        return new Aimed(
                whole,
                true,
                List.copyOf(new LinkedHashSet<>(found.values())),
                names.stream()
                        .filter(name -> !found.containsKey(name.toLowerCase(Locale.ROOT)))
                        .toList());
    }

    private static Target found(@Nullable Target target, String kind) {
        if (target == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such " + kind);
        }
        return target;
    }

    private static void require(CommandBlock block, TargetKind kind, Aim aim) {
        Refusal.unless(
                block.target() == kind,
                Refusal.Reason.MALFORMED,
                "The command block is one for the type " + block.target().wireName() + " and cannot run "
                        + aim.getClass().getSimpleName());
    }
}
