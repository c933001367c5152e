package io.tenantry.automation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where command blocks stand in the menu. There are three levels: menu, parent and the category itself.
 *
 * @param parent the category it lies in, or null at the top
 */
public record Category(
        UUID id, String identifier, String title, @Nullable Category parent) {
    /** Whether it is the other one or lies within it. */
    public boolean isWithin(UUID other) {
        return id.equals(other) || (parent != null && parent.isWithin(other));
    }

    /** How many categories lie above it. */
    public int depth() {
        return parent == null ? 0 : parent.depth() + 1;
    }
}
