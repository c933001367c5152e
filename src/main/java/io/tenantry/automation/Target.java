package io.tenantry.automation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a job acts on, with the name it had when the job was made.
 *
 * @param id the hub's id; of an organization its own
 * @param name a person's UPN, a group's or device's name
 * @param group the group or, for one person of it, the group that the job was made for
 */
public record Target(
        TargetKind kind,
        UUID id,
        @Nullable String name,
        @Nullable Named group) {
    /** Something with its name. */
    public record Named(UUID id, String name) {}

    public static Target user(UUID id, String upn, @Nullable Named group) {
        return new Target(TargetKind.USER, id, upn, group);
    }

    public static Target group(UUID id, String name) {
        return new Target(TargetKind.GROUP, id, name, new Named(id, name));
    }
}
