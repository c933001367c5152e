package io.tenantry.events.internal;

import io.tenantry.events.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes events of what happened: none, one, or two where a change both switches an account and changes something else. */
public final class Telling {
    private static final String SIGN_IN = "user.signin";
    private static final String CHANGE = "user.change";
    private static final String LICENSES = "license.change";
    private static final String ENABLED = "accountEnabled";
    private static final Set<String> SWITCH = Set.of(ENABLED, "inactiveReason");

    private static final Map<String, EventType> BY_ACTION = Arrays.stream(EventType.values())
            .flatMap(type -> type.actions().stream().map(action -> Map.entry(action, type)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Telling() {}

    /** One event's type and data. */
    record Told(EventType type, ObjectNode data) {}

    /** The actions that are told of; of others nothing is even read. */
    static List<String> actions() {
        Set<String> all = new LinkedHashSet<>(BY_ACTION.keySet());
        all.add(LICENSES);
        return List.copyOf(all);
    }

    static List<Told> of(Happening what) {
        if (what.action().equals(CHANGE)) {
            return changed(what);
        }
        if (what.action().equals(LICENSES)) {
            // People's are told as licences that they hold or do not.
            return what.thing().kind().equals("group")
                    ? List.of(told(EventType.GROUP_LICENSES_CHANGED, what))
                    : List.of();
        }
        if (what.failed()) {
            return what.action().equals(SIGN_IN) && what.thing().kind().equals("user")
                    ? List.of(told(EventType.SIGNIN_FAILED, what))
                    : List.of();
        }
        EventType type = BY_ACTION.get(what.action());
        return type == null ? List.of() : List.of(told(type, what));
    }

    private static List<Told> changed(Happening what) {
        ObjectNode before = MemberNames.renamed(what.before());
        ObjectNode after = MemberNames.renamed(what.after());
        List<Told> told = new ArrayList<>();
        JsonNode enabled = after.path(ENABLED);
        boolean switches = enabled.isBoolean() && !enabled.equals(before.path(ENABLED));
        if (switches) {
            EventType type = enabled.asBoolean() ? EventType.USER_ENABLED : EventType.USER_DISABLED;
            told.add(new Told(
                    type,
                    both(
                            common(what),
                            before.deepCopy().retain(SWITCH),
                            after.deepCopy().retain(SWITCH))));
            before.remove(SWITCH);
            after.remove(SWITCH);
        }
        if (!switches || !before.isEmpty() || !after.isEmpty()) {
            told.add(new Told(EventType.USER_UPDATED, both(common(what), before, after)));
        }
        return told;
    }

    private static ObjectNode both(ObjectNode data, ObjectNode before, ObjectNode after) {
        data.set("before", before);
        data.set("after", after);
        return data;
    }

    private static Told told(EventType type, Happening what) {
        ObjectNode data = common(what);
        switch (type.shape()) {
            case PLAIN -> {}
            case MADE -> data.set("after", MemberNames.renamed(what.after()));
            case CHANGED -> both(data, MemberNames.renamed(what.before()), MemberNames.renamed(what.after()));
            case MEMBER -> data.set("member", part(what.after(), "member_id", "member_kind", "member_name"));
            case OWNER -> data.set("owner", part(what.after(), "owner_id", "", "owner_name"));
            case FAILED -> data.put("reason", what.reason() == null ? "" : what.reason());
            case LICENSE -> data.set("license", MemberNames.renamed(what.after()));
            case JOB -> data.set("job", MemberNames.renamed(what.after()));
            case WAITING -> data.set("plan", MemberNames.renamed(what.after()));
        }
        return new Told(type, data);
    }

    /** Somebody beside the object; the kind is that of a member where it is not told. */
    private static ObjectNode part(@Nullable JsonNode told, String id, String kind, String name) {
        ObjectNode part = JsonMapper.shared().createObjectNode();
        if (told != null) {
            part.put("id", told.path(id).asString(""));
            part.put("kind", told.path(kind).asString("user"));
            part.put("name", told.path(name).asString(""));
        }
        return part;
    }

    private static ObjectNode common(Happening what) {
        ObjectNode data = JsonMapper.shared().createObjectNode();
        data.put("organizationId", what.organization().toString());
        ObjectNode object = data.putObject("object");
        object.put("kind", what.thing().kind());
        object.put("id", what.thing().id());
        object.put("name", what.thing().name());
        object.put("version", what.thing().version());
        Happening.Doer doer = what.doer();
        if (doer == null) {
            data.putNull("actor");
        } else {
            ObjectNode actor = data.putObject("actor");
            actor.put("kind", doer.kind());
            actor.put("id", doer.id() == null ? null : doer.id().toString());
            actor.put("name", doer.name());
            if (doer.onBehalfOf() != null) {
                ObjectNode represented = actor.putObject("onBehalfOf");
                represented.put("id", String.valueOf(doer.onBehalfOfId()));
                represented.put("name", doer.onBehalfOf());
            }
        }
        data.put("correlationId", what.correlationId());
        return data;
    }
}
