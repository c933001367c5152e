package io.tenantry.directory;

import io.tenantry.access.PrincipalKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A principal who belongs to a group.
 *
 * @param direct whether he is a member of the group itself; who also belongs to a group within it is direct all the same
 * @param name a user's user name, a group's display name
 */
public record MemberOf(boolean direct, PrincipalKind kind, UUID id, String name) {
    /**
     * Which members are wanted.
     *
     * @param kind only these, or null for users and groups
     * @param limit how many at most
     */
    public record Wanted(Belonging belonging, @Nullable PrincipalKind kind, long offset, int limit) {}
}
