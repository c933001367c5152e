package io.tenantry.automation;

import io.tenantry.access.Permission;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A typed action that runs for a user, a group, an organization or a device. One that is changed gets another version; jobs keep
 * the one they started with. A command set is one, too: its steps are those of the blocks it is made of.
 *
 * @param id the same for all versions
 * @param identifier its name for programs, likewise
 * @param readAction the permission to see it and its jobs
 * @param writeAction the permission to run it, beside those that its steps need
 * @param provider the kind of service that an organization has to have for it
 * @param multiple for how many targets a form may offer to run it at once
 * @param timeout how long one of its jobs may take from its start
 * @param inverse what undoes it, or null where nothing does
 * @param members the blocks that a command set is made of; none for a single block
 * @param owner the organization that has written it, or null for those that come with the hub
 */
public record CommandBlock(
        UUID id,
        String identifier,
        int version,
        String title,
        String description,
        TargetKind target,
        Category category,
        Permission readAction,
        Permission writeAction,
        String provider,
        Multiple multiple,
        Form input,
        Form output,
        List<Step> steps,
        Duration timeout,
        @Nullable Inverse inverse,
        List<SetMember> members,
        @Nullable OrganizationId owner) {
    public CommandBlock {
        steps = List.copyOf(steps);
        members = List.copyOf(members);
    }

    /**
     * The block that undoes another.
     *
     * @param with its input, from the input and outcome of what it undoes
     */
    public record Inverse(String identifier, Map<String, Object> with) {
        public Inverse {
            with = Map.copyOf(with);
        }
    }

    /** A command set: the steps of its blocks, one block after the other. */
    public static List<Step> stepsOf(List<SetMember> members) {
        return members.stream()
                .flatMap(member -> member.block().steps().stream().map(step -> step.within(member)))
                .toList();
    }

    public boolean isSet() {
        return !members.isEmpty();
    }

    /** The block of the set that is called so, or null when there is none. */
    public @Nullable SetMember member(String alias) {
        return members.stream()
                .filter(member -> member.alias().equals(alias))
                .findFirst()
                .orElse(null);
    }

    /** Whether a form offers several organizations or several targets. */
    public record Multiple(boolean organizations, boolean users) {}

    /** Parameters and how they stand in a form. */
    public record Form(List<Parameter> parameters, List<LayoutGroup> layout) {
        public Form {
            parameters = List.copyOf(parameters);
            layout = List.copyOf(layout);
        }

        public @Nullable Parameter find(String identifier) {
            return parameters.stream()
                    .filter(parameter -> parameter.identifier().equals(identifier))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** All permissions that running it needs. */
    public Set<Permission> permissionsToRun() {
        EnumSet<Permission> all = EnumSet.of(writeAction);
        members.forEach(member -> all.add(member.block().writeAction()));
        steps.forEach(step -> all.addAll(step.operation().permissions()));
        return all;
    }
}
