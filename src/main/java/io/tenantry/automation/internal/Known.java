package io.tenantry.automation.internal;

import io.tenantry.automation.TargetKind;
import java.util.List;

/** What placeholders can ask of a target and of what is around it, besides the input and earlier steps. */
final class Known {
    static final List<String> USER = List.of(
            "user.id",
            "user.upn",
            "user.displayName",
            "user.givenName",
            "user.surname",
            "user.mail",
            "user.department",
            "user.jobTitle",
            "user.usageLocation",
            "user.employeeId",
            "user.managerId",
            "user.employeeHireDate",
            "user.employeeLeaveDate");
    static final List<String> GROUP = List.of("group.id", "group.name", "group.description", "group.mail");
    static final List<String> DEVICE = List.of("device.id", "device.name");
    private static final List<String> ALWAYS =
            List.of("organization.id", "organization.name", "organization.tenantId", "actor.upn", "job.id", "job.date");

    private Known() {}

    /** Whether the name is that of the id of a target of the kind, which nobody has to look up. */
    static boolean isId(TargetKind kind, String name) {
        return switch (kind) {
            case USER -> name.equals("user.id");
            case GROUP -> name.equals("group.id");
            case DEVICE -> name.equals("device.id");
            case ORGANIZATION -> false;
        };
    }

    /** Whether something of this name is known of a target of the kind. */
    static boolean has(TargetKind kind, String name) {
        return ALWAYS.contains(name)
                || switch (kind) {
                    case USER -> USER.contains(name);
                    case GROUP -> GROUP.contains(name);
                    case DEVICE -> DEVICE.contains(name);
                    case ORGANIZATION -> false;
                };
    }
}
