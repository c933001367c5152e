package io.tenantry.console.groups;

import io.tenantry.console.Visit;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.NewGroup;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is filled in of a group, as texts by the names of the form's fields.
 *
 * @param kind what kind of group it is, or is to be
 */
record GroupForm(Group.Kind kind, Map<String, String> texts) {
    private static final Map<String, GroupField> FIELDS = Map.of(
            "displayName", GroupField.DISPLAY_NAME,
            "description", GroupField.DESCRIPTION,
            "mailNickname", GroupField.MAIL_NICKNAME,
            "visibility", GroupField.VISIBILITY,
            "classification", GroupField.CLASSIFICATION);

    GroupForm {
        texts = Map.copyOf(texts);
    }

    static GroupForm of(Group group) {
        Map<String, String> texts = new TreeMap<>();
        fields(group.kind())
                .forEach(name ->
                        texts.put(name, Objects.toString(group.value(Objects.requireNonNull(FIELDS.get(name))), "")));
        return new GroupForm(group.kind(), texts);
    }

    static GroupForm of(Visit visit, Group.Kind kind) {
        Map<String, String> texts = new TreeMap<>();
        fields(kind).forEach(name -> texts.put(name, Objects.requireNonNullElse(visit.field(name), "")));
        return new GroupForm(kind, texts);
    }

    /** The kind that was chosen, or a hub user group where none was. */
    static Group.Kind kind(Visit visit) {
        String named = visit.field("kind");
        return named == null
                ? Group.Kind.HUB
                : Arrays.stream(Group.Kind.values())
                        .filter(kind -> kind.stored().equals(named))
                        .findFirst()
                        .orElseThrow(
                                () -> new Refusal(Refusal.Reason.MALFORMED, "There is no such kind of group", "kind"));
    }

    /** What can be said of such a group. Only Microsoft 365 groups have an address and are seen by others or not. */
    private static List<String> fields(Group.Kind kind) {
        List<String> fields = new ArrayList<>(List.of("displayName", "description"));
        if (kind == Group.Kind.MICROSOFT_365) {
            fields.addAll(List.of("mailNickname", "visibility", "classification"));
        }
        return fields;
    }

    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    NewGroup wanted() {
        Values<GroupField> values = new Values<>();
        texts.forEach((name, text) -> {
            if (!text.isEmpty()) {
                values.set(Objects.requireNonNull(FIELDS.get(name)), text, name);
            }
        });
        Refusal.unless(
                kind != Group.Kind.MICROSOFT_365 || !text("mailNickname").isEmpty(),
                Refusal.Reason.MALFORMED,
                "A Microsoft 365 group needs a mail nickname: the part of its address before the @",
                "mailNickname");
        return switch (kind) {
            case HUB -> NewGroup.hub(values);
            case SECURITY -> new NewGroup(null, Group.Kind.SECURITY, false, true, List.of(), values);
            case MICROSOFT_365 -> new NewGroup(null, Group.Kind.MICROSOFT_365, true, false, List.of("Unified"), values);
        };
    }

    /** What is filled in otherwise than it is. */
    Values<GroupField> differing(Group before) {
        Values<GroupField> values = new Values<>();
        texts.forEach((name, text) -> {
            GroupField field = Objects.requireNonNull(FIELDS.get(name));
            @Nullable Object kept = text.isEmpty() ? null : text;
            if (!Objects.equals(kept, before.value(field))) {
                values.set(field, kept, name);
            }
        });
        return values;
    }
}
