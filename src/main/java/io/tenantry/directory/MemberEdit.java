package io.tenantry.directory;

import io.tenantry.access.PrincipalKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of a batch of changes to a group's members. A member is known by his id or by his name: a user's user name, a group's
 * display name.
 *
 * @param add whether he comes rather than goes
 * @param kind what he is, or null for whichever of user and group the id or the name fits
 */
public record MemberEdit(
        boolean add,
        @Nullable UUID id,
        @Nullable PrincipalKind kind,
        @Nullable String name) {
    public MemberEdit {
        if ((id == null) == (name == null)) {
            throw new IllegalArgumentException("A member is known by id or by name");
        }
    }
}
