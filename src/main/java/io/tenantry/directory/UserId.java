package io.tenantry.directory;

import java.util.UUID;

/** The hub's own id of a user; not the object id by which a provider such as Microsoft knows him. */
public record UserId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
