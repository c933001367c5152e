package io.tenantry.api.scim;

import io.tenantry.api.scim.Patch.Op;
import io.tenantry.api.scim.Patch.Step;
import io.tenantry.directory.MemberEdit;
import io.tenantry.kernel.Ids;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a change makes of a group: other attributes, and who comes and goes. Members are not made a document of, since one more
 * for a group of very many must not cost more than for a small one.
 */
final class GroupPatch {
    private static final Attribute MEMBERS =
            Objects.requireNonNull(Attribute.find(Schema.GROUP.attributes(), GroupShape.MEMBERS));

    private final Map<String, Object> document;
    private final Supplier<List<Map<String, Object>>> members;
    private final Map<UUID, Boolean> edits = new LinkedHashMap<>();
    private boolean startsEmpty;

    /**
     * Begins with a group as it is.
     *
     * @param document its attributes; changed by the steps
     * @param members all its members as they are shown, in case somebody has to look at them
     */
    GroupPatch(Map<String, Object> document, Supplier<List<Map<String, Object>>> members) {
        this.document = document;
        this.members = members;
    }

    Map<String, Object> document() {
        return document;
    }

    void take(Step step) {
        String path = step.path();
        if (path != null) {
            take(step, Target.of(path, Resource.GROUP));
            return;
        }
        Patch.members(step.value(), Resource.GROUP).forEach((name, value) -> {
            Target target = Target.of(name, Resource.GROUP);
            if (!target.isReadOnly()) {
                take(new Step(step.op(), name, value), target);
            }
        });
    }

    /** Says who the members are, all of them. */
    void replaceMembers(@Nullable Object value) {
        startsEmpty = true;
        edits.clear();
        ids(value).forEach(id -> edits.put(id, true));
    }

    private void take(Step step, Target target) {
        boolean isMembers = MEMBERS.equals(target.attribute());
        if (!isMembers) {
            Patch.apply(document, List.of(step), Resource.GROUP);
        } else if (step.op() == Op.REMOVE) {
            remove(target, step.value());
        } else {
            Refused.unless(
                    target.filter() == null && target.part() == null,
                    Refused.MUTABILITY,
                    "A member is added or removed, not changed");
            if (step.op() == Op.REPLACE) {
                replaceMembers(step.value());
            } else {
                ids(step.value()).forEach(id -> edits.put(id, true));
            }
        }
    }

    private void remove(Target target, @Nullable Object value) {
        List<UUID> gone = target.filter() == null ? ids(value) : meant(target);
        if (target.filter() == null && gone.isEmpty()) {
            startsEmpty = true;
            edits.clear();
        }
        gone.forEach(id -> edits.put(id, false));
    }

    private List<UUID> meant(Target target) {
        if (target.filter() instanceof Compare(Field field, Operator operator, Object id)
                && operator == Operator.EQUALS
                && field.name().equals(UserShape.VALUE)) {
            UUID one = Ids.read(id.toString());
            return one == null ? List.of() : List.of(one);
        }
        return members.get().stream()
                .filter(target::means)
                .map(member -> UUID.fromString(String.valueOf(member.get(UserShape.VALUE))))
                .toList();
    }

    private static List<UUID> ids(@Nullable Object value) {
        List<UUID> ids = new ArrayList<>();
        if (Documents.value(value, MEMBERS, GroupShape.MEMBERS) instanceof List<?> list) {
            for (Object each : list) {
                Object text = each instanceof Map<?, ?> member ? member.get(UserShape.VALUE) : null;
                UUID id = text == null ? null : Ids.read(text.toString());
                if (id == null) {
                    throw Refused.as(Refused.VALUE, "A member needs a 'value', the id of a user or group, not " + text);
                }
                ids.add(id);
            }
        }
        return ids;
    }

    /** Whether somebody has to know all members to say who comes and goes. */
    boolean needsMembers() {
        return startsEmpty;
    }

    /** Those who may have to go. */
    List<UUID> leaving() {
        return edits.entrySet().stream()
                .filter(edit -> !edit.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Who comes and who goes.
     *
     * @param present those of {@link #leaving}, or where {@link #needsMembers} all, who are members now
     */
    List<MemberEdit> edits(Set<UUID> present) {
        List<MemberEdit> all = new ArrayList<>();
        if (startsEmpty) {
            present.stream()
                    .filter(id -> !Boolean.TRUE.equals(edits.get(id)))
                    .forEach(id -> all.add(new MemberEdit(false, id, null, null)));
        }
        edits.forEach((id, comes) -> {
            if (comes && !(startsEmpty && present.contains(id))) {
                all.add(new MemberEdit(true, id, null, null));
            } else if (!comes && !startsEmpty && present.contains(id)) {
                all.add(new MemberEdit(false, id, null, null));
            }
        });
        return all;
    }
}
