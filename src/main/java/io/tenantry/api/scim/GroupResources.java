package io.tenantry.api.scim;

import io.tenantry.access.Permission;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Histories;
import io.tenantry.directory.MemberOf;
import io.tenantry.directory.MembershipEdits;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.NewGroup;
import io.tenantry.directory.Values;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be done with one group, whether by a request of its own or by one of many. */
@Component
class GroupResources {

    private final Groups groups;
    private final Histories histories;
    private final Memberships memberships;
    private final MembershipEdits changes;

    GroupResources(Groups groups, Histories histories, Memberships memberships, MembershipEdits changes) {
        this.groups = groups;
        this.histories = histories;
        this.memberships = memberships;
        this.changes = changes;
    }

    static OrganizationId organization(At at) {
        return at.organization(Permission.GROUP_READ_BASIC, Permission.USER_GROUP_READ_BASIC);
    }

    Group get(At at, String id) {
        return get(at, id, null);
    }

    /** As it was at a moment of the past, or is now where that is null. */
    Group get(At at, String id, @Nullable Instant asOf) {
        OrganizationId organization = organization(at);
        Set<Group.Kind> kinds = groups.readable(at.caller(), organization);
        return histories.group(at.caller(), organization, key(id), kinds, asOf);
    }

    /** Groups made here are security groups. */
    Group create(At at, Map<String, @Nullable Object> body) {
        OrganizationId organization = at.organization(Permission.GROUP_WRITE);
        Map<String, Object> document = Documents.read(body, Resource.GROUP);
        GroupPatch members = new GroupPatch(document, List::of);
        members.replaceMembers(document.get(GroupShape.MEMBERS));
        Values<GroupField> values = values(document, null);
        NewGroup group = new NewGroup(null, Group.Kind.SECURITY, false, true, List.of(), values);
        return changes.create(at.caller(), organization, group, members.edits(Set.of()));
    }

    /** Members stay as they are where nothing is said of them. */
    Group replace(At at, String id, Map<String, @Nullable Object> body, @Nullable String version) {
        Map<String, Object> sent = Documents.read(body, Resource.GROUP);
        boolean hasMembers = body.keySet().stream().anyMatch(GroupShape.MEMBERS::equalsIgnoreCase);
        return change(at, id, version, patch -> {
            patch.document().clear();
            patch.document().putAll(sent);
            if (hasMembers) {
                patch.replaceMembers(sent.get(GroupShape.MEMBERS));
            }
        });
    }

    Group patch(At at, String id, Map<String, @Nullable Object> body, @Nullable String version) {
        List<Patch.Step> steps = Patch.steps(body);
        return change(at, id, version, patch -> steps.forEach(patch::take));
    }

    /** It can be restored for 30 days, by the hub's own API. Until then it is not there for this dialect. */
    void delete(At at, String id, @Nullable String version) {
        Group group = get(at, id);
        if (version != null) {
            Meta.check(version, tag(at, group, null));
        }
        groups.delete(at.caller(), group.organization(), new GroupKey.Id(group.id()), Set.of(group.kind()));
    }

    private Group change(At at, String id, @Nullable String version, Consumer<GroupPatch> wish) {
        return Meta.change(version, () -> {
            Group before = get(at, id);
            if (version != null) {
                Meta.check(version, tag(at, before, null));
            }
            GroupPatch patch = new GroupPatch(
                    GroupShape.document(before),
                    () -> membersOf(at, before).stream()
                            .map(member -> GroupShape.member(at, member))
                            .toList());
            wish.accept(patch);
            Set<UUID> present = new HashSet<>();
            if (patch.needsMembers()) {
                membersOf(at, before).forEach(member -> present.add(member.id()));
            } else {
                present.addAll(memberships.among(at.caller(), before, patch.leaving()));
            }
            return changes.change(at.caller(), before, values(patch.document(), before), patch.edits(present));
        });
    }

    private static Values<GroupField> values(Map<String, Object> document, @Nullable Group before) {
        Values<GroupField> values = new Values<>();
        set(values, GroupField.DISPLAY_NAME, document.get(GroupShape.DISPLAY_NAME), before, GroupShape.DISPLAY_NAME);
        set(values, GroupField.SCIM_EXTERNAL_ID, document.get(GroupShape.EXTERNAL_ID), before, GroupShape.EXTERNAL_ID);
        return values;
    }

    private static void set(
            Values<GroupField> values, GroupField field, @Nullable Object value, @Nullable Group before, String name) {
        Object now = before == null ? null : before.value(field);
        if (!Objects.equals(now, value) || (before == null && field.required())) {
            values.set(field, value, name);
        }
    }

    private List<MemberOf> membersOf(At at, Group group) {
        return memberships
                .membersOfAll(
                        at.caller(), group.organization(), List.of(group.id().value()), null)
                .getOrDefault(group.id().value(), List.of());
    }

    /** A group's version: that of the group itself, and how many members came and went until now. */
    String tag(At at, Group group, @Nullable Instant asOf) {
        return tags(at, List.of(group), asOf).getOrDefault(group.id().value(), "");
    }

    private Map<UUID, String> tags(At at, List<Group> all, @Nullable Instant asOf) {
        Map<UUID, String> marks = asOf != null
                ? Map.of()
                : memberships.marks(
                        at.caller(),
                        all.getFirst().organization(),
                        all.stream().map(group -> group.id().value()).toList());
        Map<UUID, String> tags = new HashMap<>();
        all.forEach(group -> tags.put(
                group.id().value(),
                "W/\"" + group.version() + "." + marks.getOrDefault(group.id().value(), "0") + "\""));
        return tags;
    }

    /** Groups as they are shown, with their members where those are wanted. */
    List<Map<String, Object>> shown(At at, List<Group> all, Selection selection, @Nullable Instant asOf) {
        if (all.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = all.stream().map(group -> group.id().value()).toList();
        Map<UUID, List<MemberOf>> members = selection.shows(GroupShape.MEMBERS)
                ? memberships.membersOfAll(at.caller(), all.getFirst().organization(), ids, asOf)
                : Map.of();
        Map<UUID, String> tags = tags(at, all, asOf);
        return all.stream()
                .map(group -> GroupShape.shown(
                        at,
                        group,
                        members.get(group.id().value()),
                        tags.getOrDefault(group.id().value(), "")))
                .toList();
    }

    Map<String, Object> shown(At at, Group group, Selection selection, @Nullable Instant asOf) {
        return selection.of(shown(at, List.of(group), selection, asOf).getFirst());
    }

    private static GroupKey key(String id) {
        return new GroupKey.Id(new GroupId(ScimPaths.resource(id, Resource.GROUP)));
    }
}
