package io.tenantry.directory;

import java.util.UUID;

/** The hub's own id of a group; not the object id by which a provider such as Microsoft knows it. */
public record GroupId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
