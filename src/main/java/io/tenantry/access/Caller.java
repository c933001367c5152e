package io.tenantry.access;

import io.tenantry.audit.Actor;
import java.util.Map;

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

    /** How far the permission reaches; nowhere when it is not held. */
    public Reach reach(Permission permission) {
        return rights.getOrDefault(permission, Reach.nowhere());
    }
}
