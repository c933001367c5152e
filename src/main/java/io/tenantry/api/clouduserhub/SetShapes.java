package io.tenantry.api.clouduserhub;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.SetMember;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Command sets in detail, and the bodies in which blocks and sets are written. */
final class SetShapes {
    static final String ORGANIZATION = "organizationId";
    static final String DEFINITION = "definition";
    static final String VALUES = "values";

    private SetShapes() {}

    /**
     * A set with what it takes, gives and is made of.
     *
     * @param definition as somebody wrote it, or null for one that comes with the hub
     */
    static Map<String, @Nullable Object> detail(CommandBlock set, @Nullable String definition) {
        Map<String, @Nullable Object> detail = new LinkedHashMap<>(CommandShapes.detail(set));
        detail.put("name", set.title());
        detail.put("description", set.description());
        detail.put(ORGANIZATION, CommandShapes.owner(set));
        List<Map<String, @Nullable Object>> blocks = new ArrayList<>();
        for (SetMember member : set.members()) {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            CommandBlock.Inverse inverse = member.block().inverse();
            block.put("alias", member.alias());
            block.put("commandBlockId", member.block().id());
            block.put("technicalIdentifier", member.block().identifier());
            block.put("version", member.block().version());
            block.put("inputs", member.with());
            block.put("target", member.target());
            block.put("when", member.when());
            block.put("onFailure", member.onFailure().wireName());
            block.put("undoneBy", inverse == null ? null : inverse.identifier());
            blocks.add(block);
        }
        detail.put("blocks", blocks);
        detail.put(DEFINITION, definition);
        return detail;
    }

    static Map<String, List<Map<String, Object>>> defaults(Map<String, Object> values) {
        List<Map<String, Object>> shown = new ArrayList<>();
        values.forEach((name, value) -> shown.add(Map.of("technicalIdentifier", name, "value", value)));
        return Map.of(VALUES, shown);
    }

    /** Refuses members that nobody reads. */
    static void check(Map<String, @Nullable Object> body, String... known) {
        for (String name : body.keySet()) {
            String shown = Shortened.of(name);
            Refusal.unless(
                    Set.of(known).contains(name),
                    Refusal.Reason.MALFORMED,
                    "There is no property '" + shown + "' to set here",
                    shown);
        }
    }

    static String text(Map<String, @Nullable Object> body, String name) {
        GraphBodies.require(body, name);
        return String.valueOf(GraphBodies.text(body, name, name));
    }
}
