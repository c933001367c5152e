package io.tenantry.api.own;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.SetMember;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Command blocks and sets as the hub's own API shows them. */
final class BlockBodies {
    private BlockBodies() {}

    /**
     * A block or set as lists show it.
     *
     * @param target whom it is for: User, Group, Organization or Device
     * @param organizationId who has written it; null for what comes with the hub
     */
    record BlockRow(
            UUID id,
            String identifier,
            int version,
            String title,
            String description,
            String target,
            String category,
            @Nullable UUID organizationId,
            String readAction,
            String writeAction) {
        static BlockRow of(CommandBlock block) {
            OrganizationId owner = block.owner();
            return new BlockRow(
                    block.id(),
                    block.identifier(),
                    block.version(),
                    block.title(),
                    block.description(),
                    block.target().wireName(),
                    block.category().identifier(),
                    owner == null ? null : owner.value(),
                    block.readAction().wireName(),
                    block.writeAction().wireName());
        }
    }

    /**
     * One with what it takes, gives and does.
     *
     * @param blocks what a set is made of; none for a block
     * @param definition as somebody wrote it; null for what comes with the hub
     */
    record BlockBody(
            BlockRow block,
            List<ParameterBody> input,
            List<ParameterBody> output,
            List<MemberBody> blocks,
            List<String> steps,
            List<String> permissions,
            @Nullable String undoneBy,
            @Nullable String definition) {
        static BlockBody of(CommandBlock block, @Nullable String definition) {
            CommandBlock.Inverse inverse = block.inverse();
            return new BlockBody(
                    BlockRow.of(block),
                    block.input().parameters().stream().map(ParameterBody::of).toList(),
                    block.output().parameters().stream().map(ParameterBody::of).toList(),
                    block.members().stream().map(MemberBody::of).toList(),
                    block.steps().stream()
                            .map(step -> step.operation().wireName())
                            .toList(),
                    block.permissionsToRun().stream()
                            .map(permission -> permission.wireName())
                            .toList(),
                    inverse == null ? null : inverse.identifier(),
                    definition);
        }
    }

    record ParameterBody(
            String name,
            String title,
            Map<String, Object> schema,
            boolean required,
            boolean sensitive,
            @Nullable String defaultValue) {
        static ParameterBody of(Parameter parameter) {
            return new ParameterBody(
                    parameter.identifier(),
                    parameter.title(),
                    parameter.schema().members(),
                    parameter.isRequired(),
                    parameter.isSensitive(),
                    parameter.defaultValue());
        }
    }

    /** One block of a set. */
    record MemberBody(
            String alias,
            String block,
            int version,
            Map<String, Object> input,
            @Nullable String target,
            @Nullable String when,
            String onFailure,
            @Nullable String undoneBy) {
        static MemberBody of(SetMember member) {
            CommandBlock.Inverse inverse = member.block().inverse();
            return new MemberBody(
                    member.alias(),
                    member.block().identifier(),
                    member.block().version(),
                    member.with(),
                    member.target(),
                    member.when(),
                    member.onFailure().wireName(),
                    inverse == null ? null : inverse.identifier());
        }
    }
}
