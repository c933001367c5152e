package io.tenantry.api.slchub;

import io.tenantry.api.Thing;
import io.tenantry.directory.Group;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a group looks like in this dialect. */
final class GroupShape {
    static final String EXTERNAL_ID = "externalId";
    static final String SYSTEM = "system";
    static final String NAME = "name";

    static final Set<String> SELECTABLE = Set.of("_id", "_created", "_modified", EXTERNAL_ID, NAME);

    private GroupShape() {}

    /** Every member of the group, null where it has no value. */
    static Map<String, @Nullable Object> members(Group group) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("_id", group.id().toString());
        members.put("_created", group.createdAt().toString());
        members.put("_modified", group.modifiedAt().toString());
        members.put(EXTERNAL_ID, group.externalId());
        members.put(SYSTEM, group.system());
        members.put(NAME, group.displayName());
        return members;
    }

    static Map<String, Object> shown(Group group, Selection selection) {
        return selected(members(group), selection);
    }

    /** The members to show, without those that have no value. */
    static Map<String, Object> selected(Map<String, @Nullable Object> members, Selection selection) {
        Map<String, Object> shown = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value != null && selection.shows(name)) {
                shown.put(name, value);
            }
        });
        return shown;
    }

    static Thing thing() {
        return Thing.named("Group")
                .with(Thing.Kind.ID, "_id")
                .with(Thing.Kind.INSTANT, "_created", "_modified")
                .with(Thing.Kind.TEXT, EXTERNAL_ID)
                .with(Thing.Kind.FLAG, SYSTEM)
                .with(Thing.Kind.TEXT, NAME);
    }
}
