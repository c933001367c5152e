package io.tenantry.automation.internal;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.OnFailure;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.SetMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What undoes a job: the inverses of its blocks, the last one first, each filled from what the job was given and has told. Only
 * those run whose block has done something.
 */
@Component
public final class Inverses {
    private final BlockCatalogue catalogue;

    Inverses(BlockCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What undoes jobs of a block or set; null when none of it has an inverse. */
    public @Nullable CommandBlock of(CommandBlock block) {
        List<SetMember> members = new ArrayList<>();
        for (SetMember member : parts(block).reversed()) {
            SetMember inverse = inverse(block, member);
            if (inverse != null) {
                members.add(inverse);
            }
        }
        CommandBlock.Form nothing = new CommandBlock.Form(List.of(), List.of());
        return members.isEmpty()
                ? null
                : new CommandBlock(
                        block.id(),
                        block.identifier(),
                        block.version(),
                        "Undo: " + block.title(),
                        block.description(),
                        block.target(),
                        block.category(),
                        block.readAction(),
                        block.writeAction(),
                        block.provider(),
                        block.multiple(),
                        nothing,
                        nothing,
                        CommandBlock.stepsOf(members),
                        block.timeout(),
                        null,
                        members,
                        block.owner());
    }

    /** The blocks of a set; a single block is the only one of its own. */
    static List<SetMember> parts(CommandBlock block) {
        return block.isSet()
                ? block.members()
                : List.of(new SetMember(block.identifier(), block, Map.of(), null, OnFailure.STOP, null));
    }

    private @Nullable SetMember inverse(CommandBlock whole, SetMember member) {
        CommandBlock.Inverse inverse = member.block().inverse();
        // One that an organization has written may have been deleted since.
        CommandBlock undoing = inverse == null ? null : catalogue.named(whole.owner(), inverse.identifier(), null);
        if (inverse == null || undoing == null) {
            return null;
        }
        return new SetMember(
                member.alias(),
                undoing,
                input(member.block(), inverse, undoing),
                null,
                OnFailure.CONTINUE,
                member.target());
    }

    /** What undoes a block is given what that says, or the same values for the parameters that both have. */
    static Map<String, Object> input(CommandBlock block, CommandBlock.Inverse inverse, CommandBlock undoing) {
        if (!inverse.with().isEmpty()) {
            return inverse.with();
        }
        Map<String, Object> with = new HashMap<>();
        for (Parameter parameter : undoing.input().parameters()) {
            if (block.input().find(parameter.identifier()) != null) {
                with.put(parameter.identifier(), "{{input." + parameter.identifier() + "}}");
            }
        }
        return with;
    }
}
