package io.tenantry.audit;

import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened or was refused.
 *
 * @param organization whose trail it belongs to: where the target lives
 * @param action {@code user.create}, {@code group.members.add} …
 * @param targetKind {@code user}, {@code group}, {@code organization} …
 * @param targetId the target's hub id, or what the caller named when there is no such target
 * @param targetName how people know the target
 * @param targetVersion the target's version after the change, or null when it has none
 * @param reason why it was refused or failed; null when done, and then the trail tells why the actor did it, where he said so
 * @param before the changed members before; never a secret
 * @param after the changed members after; never a secret
 */
public record AuditEvent(
        OrganizationId organization,
        String action,
        String targetKind,
        @Nullable String targetId,
        @Nullable String targetName,
        @Nullable Long targetVersion,
        Outcome outcome,
        @Nullable String reason,
        @Nullable Map<String, ?> before,
        @Nullable Map<String, ?> after) {
    /**
     * What an event is about.
     *
     * @param id null when it has none
     * @param name how people know it
     * @param version its version after the change, or null when it has none
     */
    public record Target(
            String kind,
            @Nullable String id,
            @Nullable String name,
            @Nullable Long version) {}

    /** Something that was done, with the members of the target that it changed. */
    public static AuditEvent done(
            OrganizationId organization,
            String action,
            Target target,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        return new AuditEvent(
                organization,
                action,
                target.kind,
                target.id,
                target.name,
                target.version,
                Outcome.DONE,
                null,
                before,
                after);
    }

    public enum Outcome {
        DONE,
        REFUSED,
        FAILED
    }
}
