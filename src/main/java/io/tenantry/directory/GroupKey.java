package io.tenantry.directory;

import java.util.UUID;

/** What a caller knows a group of an organization by. */
public sealed interface GroupKey {
    /** The hub's own id. */
    record Id(GroupId id) implements GroupKey {}

    /** The provider's id. */
    record ObjectId(UUID id) implements GroupKey {}
}
