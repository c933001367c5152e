package io.tenantry.automation.internal;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.OnFailure;
import io.tenantry.automation.SetMember;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether the blocks are there that a block links to and is undone by, and whether what undoes it could run. */
record LinkChecks(SetReader.Lookup blocks) {
    private static final String INVERSE = "inverse";

    void check(BlockReader.Read read) {
        for (YamlMap parameter : read.yaml().maps("input")) {
            YamlMap placeholders = parameter.map("placeholders");
            if (placeholders != null) {
                placeholders.maps("linked").forEach(this::checkLinked);
            }
        }
        CommandBlock.Inverse inverse = read.block().inverse();
        if (inverse != null) {
            if (read.block().isSet()) {
                throw read.yaml().mistake(INVERSE, "A set is undone by what undoes its blocks");
            }
            checkInverse(read.block(), inverse, read.yaml());
        }
    }

    private void checkLinked(YamlMap link) {
        String identifier = link.text("identifier");
        int version = link.number("version");
        if (blocks.find(identifier, version) == null) {
            throw link.mistake("identifier", "There is no " + identifier + " version " + version + " to link to");
        }
    }

    private void checkInverse(CommandBlock block, CommandBlock.Inverse inverse, YamlMap yaml) {
        boolean isMap = yaml.isMap(INVERSE);
        YamlMap written = isMap ? Objects.requireNonNull(yaml.map(INVERSE)) : yaml;
        String named = isMap ? "block" : INVERSE;
        CommandBlock undoing = blocks.find(inverse.identifier(), null);
        if (undoing == null || undoing.isSet() || undoing.target() != block.target()) {
            throw written.mistake(
                    named,
                    "There is no command block " + inverse.identifier() + " for the type "
                            + block.target().wireName() + " that could undo it");
        }
        var outcome = new SetMember("output", block, Map.of(), null, OnFailure.STOP, null);
        new StepChecks(block.target(), block.input().parameters(), block.steps(), List.of(outcome))
                .checkInput(undoing, Inverses.input(block, inverse, undoing), written, named);
    }
}
