package io.tenantry.access;

import io.tenantry.audit.Actor;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, in one request: the actor as the audit trail will name him, and how far each of his permissions reaches. Made anew
 * for each request from live state; a changed right holds on every node within a second.
 *
 * @param actor who acts, on whose behalf, under which correlation id
 * @param rights the reach of every permission held; a permission that is absent is not held anywhere
 * @param connection what calls are counted by: the client together with the person who uses it
 * @param callsPerMinute how many calls the throttled dialects grant this connection, 0 for no limit
 */
public record Caller(Actor actor, Map<Permission, Reach> rights, String connection, int callsPerMinute) {
    public Caller {
        rights = Map.copyOf(rights);
    }

    /** Whose eyes the caller sees with: the person he has taken on the identity of, else he himself; null for the hub itself. */
    public @Nullable UUID self() {
        Actor.Person represented = actor.onBehalfOf();
        return represented == null ? actor.id() : represented.id();
    }

    /** Where whoever {@link #self} names lives. */
    public @Nullable OrganizationId home() {
        Actor.Person represented = actor.onBehalfOf();
        return represented == null ? actor.organization() : represented.organization();
    }

    /**
     * Refuses whoever has taken on somebody's identity: he sees with that person's eyes, but neither changes what people sign in
     * with nor goes on from one identity to the next.
     */
    public void requireInPerson() {
        Refusal.unless(
                actor.onBehalfOf() == null,
                Refusal.Reason.NOT_PERMITTED,
                "Whoever acts as somebody else may not do this");
    }

    /** The same, with the reason he gives for what he does. */
    public Caller because(String reason) {
        return new Caller(actor.because(reason), rights, connection, callsPerMinute);
    }

    /** How far the permission reaches; nowhere when it is not held. */
    public Reach reach(Permission permission) {
        return rights.getOrDefault(permission, Reach.nowhere());
    }
}
