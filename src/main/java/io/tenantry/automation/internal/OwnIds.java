package io.tenantry.automation.internal;

import io.tenantry.automation.StepRun;
import io.tenantry.automation.TargetKind;
import java.util.Map;
import java.util.UUID;

/**
 * The hub's own ids of people and groups that are named by their provider's, as Microsoft Graph tells them. An id that is the hub's
 * goes before the same of a provider's; one that nobody has stays as it is, so that whatever is asked for it refuses it.
 */
@FunctionalInterface
interface OwnIds {
    /** What arguments of operations name. */
    Map<String, TargetKind> NAMING = Map.of(
            "manager", TargetKind.USER,
            "owner", TargetKind.USER,
            "delegate", TargetKind.USER,
            "mailbox", TargetKind.USER,
            "templateUser", TargetKind.USER,
            "from", TargetKind.USER,
            "group", TargetKind.GROUP,
            "groups", TargetKind.GROUP);

    UUID of(TargetKind kind, UUID id);

    /** The value of an argument with such ids: an id, a name, or several of these. */
    default Object in(String argument, Object value) {
        TargetKind kind = NAMING.get(argument);
        if (kind == null || StepRun.texts(value).stream().noneMatch(Told::isId)) {
            return value;
        }
        return value instanceof String one && Told.isId(one)
                ? in(kind, one)
                : StepRun.texts(value).stream().map(one -> in(kind, one)).toList();
    }

    private String in(TargetKind kind, String name) {
        return Told.isId(name) ? of(kind, UUID.fromString(name.strip())).toString() : name;
    }
}
