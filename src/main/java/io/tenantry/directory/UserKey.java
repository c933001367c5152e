package io.tenantry.directory;

import java.util.UUID;

/** What a caller knows a user of an organization by. */
public sealed interface UserKey {
    /** The hub's own id. */
    record Id(UserId id) implements UserKey {}

    /** The provider's id. */
    record ObjectId(UUID id) implements UserKey {}

    /** The sign-in name, in any case. */
    record Upn(String upn) implements UserKey {}
}
