package io.tenantry.api.scim;

import io.tenantry.access.PrincipalKind;
import io.tenantry.directory.Group;
import io.tenantry.directory.MemberOf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a group looks like in this dialect. */
final class GroupShape {
    static final String MEMBERS = "members";
    static final String DISPLAY_NAME = "displayName";
    static final String EXTERNAL_ID = "externalId";

    private GroupShape() {}

    /** What clients can set, besides the members. */
    static Map<String, Object> document(Group group) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (group.scimExternalId() != null) {
            document.put(EXTERNAL_ID, group.scimExternalId());
        }
        document.put(DISPLAY_NAME, group.displayName());
        return document;
    }

    /**
     * The group as it is shown.
     *
     * @param members its direct members, or null where they are not told
     * @param tag its version
     */
    static Map<String, Object> shown(At at, Group group, @Nullable List<MemberOf> members, String tag) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("schemas", List.of(Schema.GROUP.id()));
        shown.put("id", group.id().toString());
        shown.putAll(document(group));
        if (members != null && !members.isEmpty()) {
            shown.put(
                    MEMBERS, members.stream().map(member -> member(at, member)).toList());
        }
        shown.put(
                "meta",
                Meta.of(
                        Resource.GROUP,
                        group.createdAt(),
                        group.modifiedAt(),
                        at.location(Resource.GROUP, group.id().value()),
                        tag));
        return shown;
    }

    static Map<String, Object> member(At at, MemberOf member) {
        Resource kind = member.kind() == PrincipalKind.GROUP ? Resource.GROUP : Resource.USER;
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(UserShape.VALUE, member.id().toString());
        shown.put("$ref", at.location(kind, member.id()));
        shown.put("display", member.name());
        shown.put(UserShape.TYPE, kind.type());
        return shown;
    }
}
