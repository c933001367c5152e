package io.tenantry.automation.internal;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.OnFailure;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.TargetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which blocks a command set is made of. */
final class SetReader {
    private static final int MEMBERS_MAX = 50;
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,31}");
    /** What placeholders and conditions know by themselves. */
    private static final Set<String> TAKEN =
            Set.of("input", "output", "steps", "user", "group", "device", "organization", "actor", "job");

    private final TargetKind target;
    private final List<Parameter> input;
    private final Lookup blocks;

    SetReader(TargetKind target, List<Parameter> input, Lookup blocks) {
        this.target = target;
        this.input = input;
        this.blocks = blocks;
    }

    /** Where the blocks of a set are found. */
    @FunctionalInterface
    interface Lookup {
        /**
         * A block, or null when there is none.
         *
         * @param version null for the newest
         */
        @Nullable
        CommandBlock find(String identifier, @Nullable Integer version);
    }

    List<SetMember> members(YamlMap set) {
        List<SetMember> members = new ArrayList<>();
        for (YamlMap yaml : set.maps("blocks")) {
            members.add(member(yaml, members));
            yaml.refuseOthers();
        }
        if (members.isEmpty() || members.size() > MEMBERS_MAX) {
            throw set.mistake("blocks", "A set has 1 to " + MEMBERS_MAX + " blocks");
        }
        return members;
    }

    private SetMember member(YamlMap yaml, List<SetMember> earlier) {
        CommandBlock block = blocks.find(yaml.text("block"), yaml.numberOr("version"));
        if (block == null || block.isSet()) {
            throw yaml.mistake("block", "There is no command block of this name and version");
        }
        String alias = yaml.textOr("as");
        YamlMap with = yaml.map("with");
        SetMember member = new SetMember(
                alias == null ? block.identifier() : alias,
                block,
                with == null ? Map.of() : with.plain(),
                yaml.textOr("when"),
                onFailure(yaml),
                yaml.textOr("target"));
        if (!ALIAS.matcher(member.alias()).matches() || TAKEN.contains(member.alias())) {
            throw yaml.mistake(
                    "as", "A block is called by letters, digits and underscores, and not '" + member.alias() + "'");
        }
        if (earlier.stream().anyMatch(other -> other.alias().equals(member.alias()))) {
            throw yaml.mistake("as", "There are two blocks called " + member.alias());
        }
        if (member.target() == null && block.target() != target) {
            throw yaml.mistake(
                    "block",
                    block.identifier() + " is for the type " + block.target().wireName()
                            + ", so a 'target' has to say for which");
        }
        StepChecks checks = new StepChecks(target, input, List.of(), earlier);
        checks.checkTargetAndCondition(yaml, member.target(), member.when());
        checks.checkInput(block, member.with(), yaml, "block");
        return member;
    }

    private static OnFailure onFailure(YamlMap yaml) {
        String text = yaml.textOr("onFailure");
        OnFailure onFailure = text == null ? OnFailure.STOP : OnFailure.named(text);
        if (onFailure == null) {
            throw yaml.mistake("onFailure", "On a failure a set goes on with 'stop', 'continue' or 'compensate'");
        }
        return onFailure;
    }
}
