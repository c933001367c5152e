package io.tenantry.imports;

import java.util.UUID;

/** The id of one import of a file. */
public record ImportId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
